package vn.lienthong.hub.trail;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.lienthong.hub.store.Database;

@Configuration(proxyBeanMethods = false)
class TrailConfiguration {
    @Bean(destroyMethod = "close")
    JdbcTrail trail(Database database, MeterRegistry meters) {
        return new JdbcTrail(database, meters);
    }
}
