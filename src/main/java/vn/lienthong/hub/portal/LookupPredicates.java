package vn.lienthong.hub.portal;

import org.apache.camel.Predicate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The question at the fork of the route {@code portal-lookup}. It is a predicate rather than an expression such as
 * {@code ${body.isAnswered}}, for Camel 4.18 was seen to call such a method ambiguous soon after a start; why was not
 * found.
 */
@Configuration(proxyBeanMethods = false)
class LookupPredicates {
    @Bean
    Predicate agencyMustBeAsked() {
        return exchange -> !exchange.getMessage().getBody(Finding.class).isAnswered();
    }
}
