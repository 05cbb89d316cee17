package vn.lienthong.hub.agency.call;

import org.apache.camel.component.http.HttpComponent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.lienthong.hub.agency.AgencySettings;
import vn.lienthong.hub.connector.AllowedAddresses;

/** Puts the hub's own HTTP in the place of Camel's. */
@Configuration(proxyBeanMethods = false)
class HttpWiring {
    @Bean
    HttpComponent http(AllowedAddresses addresses, AgencySettings settings) {
        return new SystemsHttp(addresses, settings);
    }

    @Bean
    HttpComponent https(AllowedAddresses addresses, AgencySettings settings) {
        return new SystemsHttp(addresses, settings);
    }
}
