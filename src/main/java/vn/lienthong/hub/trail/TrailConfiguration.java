package vn.lienthong.hub.trail;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.lienthong.hub.store.Database;

@Configuration(proxyBeanMethods = false)
class TrailConfiguration {
    @Bean(destroyMethod = "close")
    JdbcTrail trail(Database database, MeterRegistry meters, Clock clock, @Value("${lienthong.home:data}") Path home) {
        return new JdbcTrail(database, meters, clock, home);
    }
}
