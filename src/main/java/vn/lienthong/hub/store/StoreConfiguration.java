package vn.lienthong.hub.store;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StoreSettings.class)
class StoreConfiguration {
    /** Closed after everything that uses it, and after whatever has a life cycle was stopped. */
    @Bean(destroyMethod = "close")
    JdbcDatabase database(@Value("${lienthong.home:data}") Path home, StoreSettings settings, MeterRegistry meters) {
        return JdbcDatabase.open(home, settings, meters);
    }

    /** Made after the database, which holds the data folder's lock: no two hubs have one name. */
    @Bean
    HubNode hubNode(@Value("${lienthong.home:data}") Path home, Database database) {
        return HubNode.of(home);
    }
}
