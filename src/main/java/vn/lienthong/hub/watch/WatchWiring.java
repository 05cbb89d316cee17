package vn.lienthong.hub.watch;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.lienthong.hub.agency.call.Introduction;
import vn.lienthong.hub.connector.AllowedAddresses;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.trail.Trail;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ContractWatchSettings.class)
class WatchWiring {
    @Bean
    ContractWatch contractWatch(
            Connectors connectors,
            AllowedAddresses addresses,
            Trail trail,
            Clock clock,
            ContractWatchSettings settings,
            Introduction introduction) {
        return new ContractWatch(connectors, addresses, trail, clock, settings, introduction);
    }
}
