package vn.lienthong.hub.facade;

import org.apache.camel.ProducerTemplate;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.door.HttpSettings;
import vn.lienthong.hub.translation.Limits;

/** Puts the doors of facades beside the hub's own. */
@Configuration(proxyBeanMethods = false)
class FacadeWiring {
    @Bean
    ServletRegistrationBean<RestFacadeDoor> restFacadeDoor(
            Connectors connectors, RestFacades facades, ProducerTemplate routes, FacadeTrail trail) {
        var door =
                new ServletRegistrationBean<>(new RestFacadeDoor(connectors, facades, routes, trail), "/facade/rest/*");
        door.setName("restFacade");
        return door;
    }

    @Bean
    ServletRegistrationBean<SoapFacadeDoor> soapFacadeDoor(
            Connectors connectors,
            SoapFacades facades,
            ProducerTemplate routes,
            FacadeTrail trail,
            HttpSettings settings,
            ShownTokens tokens,
            FacadeDrops drops) {
        var limits = Limits.MESSAGE.ofBytes(settings.maxBody().toBytes());
        var door = new ServletRegistrationBean<>(
                new SoapFacadeDoor(connectors, facades, routes, trail, limits, tokens, drops), "/facade/soap/*");
        door.setName("soapFacade");
        return door;
    }
}
