package vn.lienthong.hub.retention;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RetentionSettings.class)
class RetentionWiring {
    @Bean
    Retention retention(
            List<Ageing> all, List<Tidying> tidyings, RetentionSettings settings, Clock clock, MeterRegistry meters) {
        return new Retention(all, tidyings, settings, clock, meters);
    }
}
