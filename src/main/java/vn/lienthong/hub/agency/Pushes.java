package vn.lienthong.hub.agency;

import java.time.Duration;
import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.agency.PushedChanges.Receipt;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.connector.Intake;
import vn.lienthong.hub.problem.ProblemException;
import vn.lienthong.hub.problem.TryAgainLater;
import vn.lienthong.hub.problem.Undeliverable;

/** What the doors for pushes have in common: whose push it is, and its way along the connector's route. */
@Component
final class Pushes {
    /** After what time to try again a connector that rests: nobody knows for how long, and one that asks is cheap. */
    private static final Duration REST = Duration.ofMinutes(1);
    /** A connector that is being changed is back within seconds. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Connectors connectors;
    private final ProducerTemplate routes;

    Pushes(Connectors connectors, ProducerTemplate routes) {
        this.connectors = connectors;
        this.routes = routes;
    }

    /**
     * The connector of this id.
     *
     * @param way whether its system pushes in the way of the door
     * @throws Undeliverable if there is none whose system does
     */
    ConnectorDefinition pushing(String id, Predicate<Intake> way) {
        return SystemId.parse(id)
                .flatMap(connectors::find)
                .filter(connector -> connector.intake() != null && way.test(connector.intake()))
                .orElseThrow(() -> new Undeliverable(PushProblems.unknown()));
    }

    /** @throws TryAgainLater if the connector rests */
    void requireActive(ConnectorDefinition connector) {
        if (!connectors.isActive(connector.id())) {
            throw new TryAgainLater(PushProblems.resting(connector.id()), REST, null);
        }
    }

    /**
     * Sends what was pushed along the connector's route; all of it is on disk when this returns.
     *
     * @throws ProblemException if nothing of it was taken
     */
    Receipt take(ConnectorDefinition connector, byte[] payload) {
        Exchange done =
                routes.request("direct:" + connector.id() + "-intake?block=false", exchange -> exchange.getMessage()
                        .setBody(payload));
        if (done.getException() instanceof ProblemException told) {
            throw told;
        }
        if (done.getException() != null) {
            throw new TryAgainLater(PushProblems.notTaken(connector.id()), SOON, done.getException());
        }
        return done.getMessage().getBody(Receipt.class);
    }
}
