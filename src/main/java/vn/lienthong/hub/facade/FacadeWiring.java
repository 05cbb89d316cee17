package vn.lienthong.hub.facade;

import org.apache.camel.ProducerTemplate;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.lienthong.hub.connector.Connectors;

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
}
