package vn.lienthong.hub.submission;

import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.problem.ProblemException;

/** The way from a door in Java to the route that takes what is handed in. */
public final class PortalSubmission {
    private static final String ROUTE = "direct:portal-submission";

    private final ProducerTemplate routes;

    PortalSubmission(ProducerTemplate routes) {
        this.routes = routes;
    }

    /**
     * Returns when it is on disk and will reach its agency.
     *
     * @throws ProblemException if it is not taken
     */
    public Receipt handIn(Handed handed) {
        Exchange done = routes.send(ROUTE, exchange -> exchange.getMessage().setBody(handed));
        @Nullable Exception failure = done.getException();
        if (failure instanceof ProblemException told) {
            throw told;
        }
        Receipt receipt = done.getMessage().getBody(Receipt.class);
        if (failure != null || receipt == null) {
            throw new IllegalStateException("the route portal-submission gave no receipt", failure);
        }
        return receipt;
    }
}
