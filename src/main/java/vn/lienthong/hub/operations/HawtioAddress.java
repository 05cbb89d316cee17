package vn.lienthong.hub.operations;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Leads from the address that people know to where Hawtio lives. */
@Configuration(proxyBeanMethods = false)
class HawtioAddress implements WebMvcConfigurer {
    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addRedirectViewController("/hawtio", "/actuator/hawtio/");
        registry.addRedirectViewController("/hawtio/", "/actuator/hawtio/");
    }
}
