package vn.lienthong.hub.agency;

import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.ExchangeTimedOutException;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.agency.AgencyAnswer.NoSuchDossier;
import vn.lienthong.hub.agency.AgencyAnswer.Silent;
import vn.lienthong.hub.agency.AgencyAnswer.Told;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemException;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.TryAgainLater;

/**
 * Asks an agency for one dossier, along the route {@code <id>-ask}: through the agency's look-up queue, with the
 * connector's deadline and a circuit breaker of its own. It is asked once: a person waits.
 */
@Component("askAgency")
public final class AskAgency {
    private static final Logger LOG = LoggerFactory.getLogger(AskAgency.class);

    private final Connectors connectors;
    private final ProducerTemplate routes;
    private final StatusChangeJournal journal;
    private final LookupStates states;

    AskAgency(Connectors connectors, ProducerTemplate routes, StatusChangeJournal journal, LookupStates states) {
        this.connectors = connectors;
        this.routes = routes;
        this.journal = journal;
        this.states = states;
    }

    /** Returns within the deadline of the connector's look-up, and at once while its circuit breaker is open. */
    public AgencyAnswer ask(ConnectorDefinition connector, DossierCode code) {
        SystemId id = connector.id();
        if (!connectors.isActive(id)) {
            return new Silent(LookupProblems.rests(id));
        }
        Exchange asked = routes.request("direct:" + id + "-ask?block=false", exchange -> exchange.getMessage()
                .setBody(code.value()));
        @Nullable
        AgencyAnswer answer = asked.getException() == null ? asked.getMessage().getBody(AgencyAnswer.class) : null;
        if (answer == null) {
            LOG.debug("the route {}-ask gave no answer", id, asked.getException());
            answer = new Silent(LookupProblems.noRoute(id));
        }
        states.note(id, answer);
        return answer;
    }

    /**
     * Reads the reply on the agency's queue.
     *
     * @throws TryAgainLater if the agency's system is away, for the circuit breaker to count
     */
    public AgencyAnswer read(@ExchangeProperty(Steps.CONNECTOR) String id, @Body byte[] reply) {
        AgencyAnswer answer;
        try {
            answer = LookupReply.read(reply);
        } catch (IllegalArgumentException e) {
            throw new TryAgainLater(LookupProblems.unreadableReply(SystemId.of(id)), e);
        }
        if (answer instanceof Silent silent && countsAgainst(silent.problem())) {
            throw new TryAgainLater(silent.problem());
        }
        return answer;
    }

    /** A record that cannot be translated says nothing about whether the system is there. */
    private static boolean countsAgainst(Problem problem) {
        return problem.kind() == ProblemKind.SYSTEM_UNAVAILABLE
                || problem.kind() == ProblemKind.UNREADABLE_ANSWER
                || problem.kind() == ProblemKind.REFUSED_BY_SYSTEM;
    }

    /** What there is instead of an answer, where the agency is silent or is not asked because it has been for a while. */
    public AgencyAnswer silence(Exchange exchange, @ExchangeProperty(Steps.CONNECTOR) String id) {
        @Nullable Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        SystemId system = SystemId.of(id);
        if (failure instanceof ProblemException told) {
            return new Silent(told.problem());
        }
        if (failure == null) {
            // Camel tells of a short circuit whenever there is a fallback; only a question that was asked can have
            // failed.
            return new Silent(LookupProblems.notAsked(system));
        }
        return new Silent(
                failure instanceof ExchangeTimedOutException
                        ? LookupProblems.noAnswer(system)
                        : LookupProblems.noRoute(system));
    }

    /** Journals what the agency told, so that the hub remembers it. The answer is good even where that fails. */
    public AgencyAnswer remember(@ExchangeProperty(Steps.CONNECTOR) String id, @Body AgencyAnswer answer) {
        if (answer instanceof Told told) {
            try {
                journal.journal(told.changes());
            } catch (TryAgainLater e) {
                LOG.warn("what {} told in a look-up is answered but not remembered: {}", id, e.problem());
            }
        } else if (answer instanceof NoSuchDossier) {
            LOG.debug("{} has no such dossier", id);
        }
        return answer;
    }
}
