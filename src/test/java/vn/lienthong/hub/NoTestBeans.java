package vn.lienthong.hub;

import java.io.IOException;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/** Keeps the configurations and controllers of other tests out of a hub that a test starts whole. */
public final class NoTestBeans extends TypeExcludeFilter
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getBeanFactory().registerSingleton("noTestBeans", this);
    }

    @Override
    public boolean match(MetadataReader found, MetadataReaderFactory factory) throws IOException {
        return found.getResource().getURL().getPath().contains("/test-classes/");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoTestBeans;
    }

    @Override
    public int hashCode() {
        return NoTestBeans.class.hashCode();
    }
}
