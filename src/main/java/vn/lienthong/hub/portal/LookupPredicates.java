package vn.lienthong.hub.portal;

import org.apache.camel.Predicate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The question at the fork of the route {@code portal-lookup}. It is a predicate rather than an expression such as
 * {@code ${body.isAnswered}}, for Camel 4.18 now and then calls such a method ambiguous when several threads use it for the
 * first time.
 */
@Configuration(proxyBeanMethods = false)
class LookupPredicates {
    @Bean
    Predicate agencyMustBeAsked() {
        return exchange -> !exchange.getMessage().getBody(Finding.class).isAnswered();
    }
}
