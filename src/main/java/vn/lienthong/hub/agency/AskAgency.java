package vn.lienthong.hub.agency;

import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.problem.ProblemException;

/**
 * Asks an agency for one dossier, along the route {@code <id>-ask}: through the agency's look-up queue, with the
 * connector's deadline and a circuit breaker of its own. It is asked once: a person waits.
 */
@Component("askAgency")
public final class AskAgency {
    private final ProducerTemplate routes;

    AskAgency(ProducerTemplate routes) {
        this.routes = routes;
    }

    /** Returns within the deadline of the connector's look-up, and at once while its circuit breaker is open. */
    public AgencyAnswer ask(ConnectorDefinition connector, DossierCode code) {
        SystemId id = connector.id();
        Exchange asked = routes.request(
                "direct:" + id + "-ask", exchange -> exchange.getMessage().setBody(code.value()));
        Exception failure = asked.getException();
        if (failure != null) {
            return new AgencyAnswer.Silent(
                    failure instanceof ProblemException told ? told.problem() : LookupProblems.noAnswer(id));
        }
        @Nullable AgencyAnswer answer = asked.getMessage().getBody(AgencyAnswer.class);
        return answer != null ? answer : new AgencyAnswer.Silent(LookupProblems.noAnswer(id));
    }
}
