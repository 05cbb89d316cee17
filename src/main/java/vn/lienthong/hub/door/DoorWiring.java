package vn.lienthong.hub.door;

import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;
import org.springframework.web.servlet.mvc.method.annotation.ExceptionHandlerExceptionResolver;

/** Puts what all HTTP doors share in front of every path. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HttpSettings.class)
class DoorWiring {
    @Bean
    LocaleResolver localeResolver() {
        return new Languages();
    }

    /** A reader who chose a language on a page keeps it; and what any door throws is told by the {@link ProblemAdvice}. */
    @Bean
    WebMvcConfigurer languageAndProblems() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                var choice = new LocaleChangeInterceptor();
                choice.setParamName(Languages.CHOICE);
                choice.setIgnoreInvalidLocale(true);
                registry.addInterceptor(choice).excludePathPatterns("/api/**", "/soap/**", "/error");
            }

            /** Spring asks the advice only about controllers by default, not about what a {@link Shortcut} leads to. */
            @Override
            public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
                resolvers.stream()
                        .filter(ExceptionHandlerExceptionResolver.class::isInstance)
                        .map(ExceptionHandlerExceptionResolver.class::cast)
                        .forEach(resolver -> resolver.setMappedHandlerPredicate(handler -> true));
            }
        };
    }

    @Bean
    FilterRegistrationBean<RequestId> requestId() {
        return first(new RequestId(), 0);
    }

    @Bean
    FilterRegistrationBean<CleanAddress> cleanAddress() {
        return first(new CleanAddress(), 1);
    }

    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit(HttpSettings settings, ObjectProvider<Streamed> streamed) {
        List<Streamed> doors = streamed.stream().toList();
        return first(
                new BodyLimit(settings.maxBody().toBytes(), request -> doors.stream()
                        .anyMatch(door -> door.isStreamed(request))),
                2);
    }

    private static <F extends jakarta.servlet.Filter> FilterRegistrationBean<F> first(F filter, int place) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + place);
        return registration;
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> edge(HttpSettings settings) {
        return factory -> {
            int most = (int) settings.maxBody().toBytes();
            factory.addConnectorCustomizers(connector -> {
                connector.setMaxPostSize(most);
                connector.setXpoweredBy(false);
            });
            factory.addContextCustomizers(context -> {
                if (context.getParent() instanceof StandardHost host) {
                    host.setErrorReportValveClass(EdgeRefusals.class.getName());
                }
            });
        };
    }
}
