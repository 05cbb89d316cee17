package vn.lienthong.hub.agency.call;

import org.apache.camel.Predicate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The question of the loop in {@code rest-call}: see the intake's own predicates for why it is no expression. */
@Configuration(proxyBeanMethods = false)
class CallPredicates {
    @Bean
    Predicate callIsOpen() {
        return exchange ->
                exchange.getProperty(SystemCalls.CALL, OngoingCall.class).isOpen();
    }
}
