package vn.lienthong.hub.registration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.access.Caller;
import vn.lienthong.hub.access.Right;
import vn.lienthong.hub.agency.ConnectorSupervisor;
import vn.lienthong.hub.agency.ReadingPositions;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.Bundle;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.ConnectorsApiSettings;
import vn.lienthong.hub.connector.KeptIn;
import vn.lienthong.hub.connector.Lifecycle;
import vn.lienthong.hub.connector.LiveConnectors;
import vn.lienthong.hub.connector.RegisteredConnectors;
import vn.lienthong.hub.connector.RegisteredConnectors.Put;
import vn.lienthong.hub.connector.RegisteredConnectors.Standing;
import vn.lienthong.hub.connector.RegisteredConnectors.Version;
import vn.lienthong.hub.connector.Trial;
import vn.lienthong.hub.portal.WaitingDeliveries;
import vn.lienthong.hub.problem.ProblemException;
import vn.lienthong.hub.problem.TryAgainLater;
import vn.lienthong.hub.problem.Undeliverable;
import vn.lienthong.hub.trail.Trail;

/**
 * Where connectors are registered and steered, whichever door somebody comes through. Every act goes to the trail, and is in
 * force when its method returns, unless what is under way takes long to end.
 */
@Component
class ConnectorDesk {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final LiveConnectors connectors;
    private final RegisteredConnectors registered;
    private final ConnectorsApiSettings settings;
    private final ConnectorSupervisor supervisor;
    private final ReadingPositions positions;
    private final WaitingDeliveries waiting;
    private final Trail trail;
    private final Clock clock;

    ConnectorDesk(
            LiveConnectors connectors,
            RegisteredConnectors registered,
            ConnectorsApiSettings settings,
            ConnectorSupervisor supervisor,
            ReadingPositions positions,
            WaitingDeliveries waiting,
            Trail trail,
            Clock clock) {
        this.connectors = connectors;
        this.registered = registered;
        this.settings = settings;
        this.supervisor = supervisor;
        this.positions = positions;
        this.waiting = waiting;
        this.trail = trail;
        this.clock = clock;
    }

    /** @throws Undeliverable if there is no such connector, registered, in the folder, or refused there */
    KeptIn find(SystemId id) {
        if (registered.isRegistered(id)) {
            return KeptIn.DATABASE;
        }
        if (connectors.folderOf(id).isEmpty()) {
            throw new Undeliverable(RegistrationProblems.unknown(id.value()));
        }
        return KeptIn.FOLDER;
    }

    /** The files of a connector: of a version, else of the latest, else of its folder. */
    Bundle bundle(SystemId id, @Nullable Long version) {
        if (find(id) == KeptIn.FOLDER) {
            if (version != null) {
                throw new Undeliverable(RegistrationProblems.livesInFolder(id));
            }
            return connectors
                    .folderOf(id)
                    .map(Bundle::ofFolder)
                    .orElseThrow(() -> new Undeliverable(RegistrationProblems.unknown(id.value())));
        }
        long number = version != null
                ? version
                : registered.latest(id).map(Version::number).orElse(0L);
        return registered
                .bundle(id, number)
                .orElseThrow(() -> new Undeliverable(RegistrationProblems.noVersion(id, String.valueOf(number))));
    }

    /** What its latest {@code connector.yaml} says, without what could be a secret. */
    JsonNode shown(SystemId id) {
        return find(id) == KeptIn.DATABASE
                ? bundle(id, null).shown()
                : connectors.folderOf(id).map(Bundle::shownIn).orElse(MissingNode.getInstance());
    }

    /** Reads and checks a bundle, and registers nothing. */
    Trial validate(SystemId id, Bundle bundle) {
        return connectors.tryOut(id, bundle);
    }

    /**
     * Registers a content.
     *
     * @param from the digest of the version that it was made from, or null
     * @param isNew whether there is to be none of this id so far
     * @throws FaultsFound if it has faults
     */
    Put put(SystemId id, Bundle bundle, Caller by, @Nullable String comment, @Nullable String from, boolean isNew) {
        return noted(by, "register-connector", id, () -> {
            if (!registered.isRegistered(id) && connectors.folderOf(id).isPresent()) {
                throw new Undeliverable(RegistrationProblems.livesInFolder(id));
            }
            if (isNew && registered.isRegistered(id)) {
                throw new Undeliverable(RegistrationProblems.overtaken(id));
            }
            requireGood(id, bundle);
            Put put = registered.put(id, bundle, by.id(), comment, from, !settings.approval());
            if (put instanceof Put.Overtaken) {
                throw new Undeliverable(RegistrationProblems.overtaken(id));
            }
            settle(connectors.refresh());
            return put;
        });
    }

    /** Registers an older version's content as the latest. */
    Put rollBack(SystemId id, long version, Caller by) {
        requireRegistered(id);
        return put(id, bundle(id, version), by, "rollback to version " + version, null, false);
    }

    /** Lets the latest version run. */
    void activate(SystemId id, Caller by) {
        noted(by, "activate-connector", id, () -> {
            requireRegistered(id);
            Version latest = registered
                    .latest(id)
                    .orElseThrow(() -> new Undeliverable(RegistrationProblems.unknown(id.value())));
            if (settings.approval() && !by.may(Right.APPROVE_CONNECTORS)) {
                throw new Undeliverable(RegistrationProblems.lacksApproval());
            }
            if (settings.approval() && latest.author().equals(by.id())) {
                throw new Undeliverable(RegistrationProblems.needsAnother(id));
            }
            if (!settings.approval() && !by.may(Right.ADMINISTER)) {
                throw new Undeliverable(RegistrationProblems.lacksAdminister());
            }
            requireGood(id, bundle(id, latest.number()));
            registered.putInForce(id, latest.number(), by.id());
            settle(connectors.refresh());
            return id;
        });
    }

    /** Has a connector of either kind run, rest or stop. */
    void want(SystemId id, Lifecycle lifecycle, Caller by) {
        String verb =
                switch (lifecycle) {
                    case ACTIVE -> "resume-connector";
                    case PAUSED -> "pause-connector";
                    case STOPPED -> "stop-connector";
                    case DRAFT -> throw new IllegalArgumentException("nothing becomes a draft again");
                };
        noted(by, verb, id, () -> {
            requireNoDraft(id);
            registered.want(id, lifecycle, by.id());
            settle(connectors.refresh());
            return id;
        });
    }

    /** Has a connector's routes made anew, its sessions forgotten. */
    void restart(SystemId id, Caller by) {
        noted(by, "restart-connector", id, () -> {
            requireNoDraft(id);
            registered.restart(id, by.id());
            settle(connectors.refresh());
            return id;
        });
    }

    /**
     * Removes a registered connector.
     *
     * @param force whether what waits for it is moved to the dead letters; else it keeps the connector from being removed
     */
    void delete(SystemId id, boolean force, Caller by) {
        noted(by, "delete-connector", id, () -> {
            requireRegistered(id);
            if (!force) {
                requireNothingWaits(id);
            }
            if (connectors.find(id).isPresent()) {
                // First nobody takes for it any more; a hub that dies in between leaves a stopped connector and no gap.
                registered.want(id, Lifecycle.STOPPED, by.id());
                settle(connectors.refresh());
                if (supervisor.isLeaving(id)) {
                    throw new TryAgainLater(RegistrationProblems.stillLeaving(id));
                }
                clear(id, force);
            }
            registered.delete(id);
            settle(connectors.refresh());
            if (force) {
                waiting.moveToDeadLetters(id);
            }
            return id;
        });
    }

    private void clear(SystemId id, boolean force) {
        if (force) {
            waiting.moveToDeadLetters(id);
        } else {
            requireNothingWaits(id);
        }
    }

    private void requireNothingWaits(SystemId id) {
        long count = waiting.count(id);
        if (count > 0) {
            throw new Undeliverable(RegistrationProblems.waiting(id, count));
        }
    }

    /** The watermark of a connector that polls; empty at the beginning. */
    Optional<String> watermark(SystemId id) {
        return positions.of(polled(id));
    }

    ConnectorDefinition polled(SystemId id) {
        find(id);
        ConnectorDefinition connector =
                connectors.find(id).orElseThrow(() -> new Undeliverable(RegistrationProblems.isDraft(id)));
        if (!ReadingPositions.has(connector)) {
            throw new Undeliverable(RegistrationProblems.noWatermark(id));
        }
        return connector;
    }

    void moveWatermark(SystemId id, @Nullable String value, Caller by) {
        noted(by, "move-watermark", id, () -> {
            ConnectorDefinition connector = polled(id);
            if (connectors.lifecycle(id) == Lifecycle.ACTIVE || supervisor.isLeaving(id)) {
                throw new Undeliverable(RegistrationProblems.pauseFirst(id, connectors.lifecycle(id)));
            }
            positions.move(connector, value);
            return id;
        });
    }

    private void requireRegistered(SystemId id) {
        if (find(id) == KeptIn.FOLDER) {
            throw new Undeliverable(RegistrationProblems.livesInFolder(id));
        }
    }

    private void requireNoDraft(SystemId id) {
        find(id);
        boolean isDraft = registered
                .standing(id)
                .map(Standing::lifecycle)
                .filter(Lifecycle.DRAFT::equals)
                .isPresent();
        if (isDraft) {
            throw new Undeliverable(RegistrationProblems.isDraft(id));
        }
    }

    private void requireGood(SystemId id, Bundle bundle) {
        try (Trial trial = connectors.tryOut(id, bundle)) {
            if (!trial.faults().isEmpty()) {
                throw new FaultsFound(id, trial.faults());
            }
        }
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

    private <T> T noted(Caller by, String verb, SystemId id, Supplier<T> act) {
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
