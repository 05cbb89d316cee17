package vn.lienthong.hub.agency;

import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The questions at the forks and loops of the intake's routes. They are predicates rather than expressions such as
 * {@code ${exchangeProperty.poll.open}}, for Camel 4.18 was seen to call such a method ambiguous soon after a start; why was
 * not found.
 */
@Configuration(proxyBeanMethods = false)
class IntakePredicates {
    /** A connector that is changed or paused meanwhile ends its reading behind the page, however many are left. */
    @Bean
    Predicate pollIsOpen(ConnectorSupervisor supervisor) {
        return exchange -> poll(exchange).isOpen()
                && !supervisor.isLeaving(poll(exchange).connector().id());
    }

    @Bean
    Predicate pollHasDetails() {
        return exchange -> poll(exchange).isDetailed();
    }

    @Bean
    Predicate droppedFileIsOpen() {
        return exchange ->
                exchange.getProperty(FileIntake.FILE, DroppedFile.class).isOpen();
    }

    private static Poll poll(Exchange exchange) {
        return exchange.getProperty(Polls.POLL, Poll.class);
    }
}
