package vn.lienthong.hub.registration;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.access.Caller;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.LiveConnectors;
import vn.lienthong.hub.problem.ProblemException;
import vn.lienthong.hub.trail.Trail;

/** What people do to connectors: every act goes to the trail, and is waited for until it is in force, but not for ever. */
@Component
class ConnectorActs {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final LiveConnectors connectors;
    private final Trail trail;
    private final Clock clock;

    ConnectorActs(LiveConnectors connectors, Trail trail, Clock clock) {
        this.connectors = connectors;
        this.trail = trail;
        this.clock = clock;
    }

    /** Has what was changed of a connector in the database take force. */
    void takeForce(SystemId id) {
        settle(connectors.refresh(id));
    }

    private static void settle(CompletableFuture<Void> change) {
        try {
            change.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException goesOn) {
            // The status tells how far it is.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    <T> T noted(Caller by, String verb, SystemId id, Supplier<T> act) {
        String outcome = "unexpected";
        try {
            T done = act.get();
            outcome = "done";
            return done;
        } catch (ProblemException refused) {
            outcome = refused.problem().kind().key();
            throw refused;
        } catch (FaultsFound faulty) {
            outcome = "faulty-definition";
            throw faulty;
        } finally {
            trail.note(new Trail.Act(clock.instant(), by.id(), verb, id.value(), outcome, "rest"));
        }
    }
}
