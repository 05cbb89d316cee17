package vn.lienthong.hub.registration;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.access.Caller;
import vn.lienthong.hub.access.Right;
import vn.lienthong.hub.agency.ConnectorSupervisor;
import vn.lienthong.hub.agency.WaitingPushes;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.Bundle;
import vn.lienthong.hub.connector.ConnectorsApiSettings;
import vn.lienthong.hub.connector.Lifecycle;
import vn.lienthong.hub.connector.LiveConnectors;
import vn.lienthong.hub.connector.RegisteredConnectors;
import vn.lienthong.hub.connector.RegisteredConnectors.Put;
import vn.lienthong.hub.connector.RegisteredConnectors.Version;
import vn.lienthong.hub.delivery.WaitingDeliveries;
import vn.lienthong.hub.problem.TryAgainLater;
import vn.lienthong.hub.problem.Undeliverable;

/** Where connectors are registered, let run and removed. */
@Component
class ConnectorDesk {
    private final LiveConnectors connectors;
    private final RegisteredConnectors registered;
    private final ConnectorFiles files;
    private final ConnectorActs acts;
    private final ConnectorsApiSettings settings;
    private final ConnectorSupervisor supervisor;
    private final WaitingDeliveries waiting;
    private final WaitingPushes pushes;

    ConnectorDesk(
            LiveConnectors connectors,
            RegisteredConnectors registered,
            ConnectorFiles files,
            ConnectorActs acts,
            ConnectorsApiSettings settings,
            ConnectorSupervisor supervisor,
            WaitingDeliveries waiting,
            WaitingPushes pushes) {
        this.connectors = connectors;
        this.registered = registered;
        this.files = files;
        this.acts = acts;
        this.settings = settings;
        this.supervisor = supervisor;
        this.waiting = waiting;
        this.pushes = pushes;
    }

    /**
     * Registers a content.
     *
     * @param from the digest of the version that it was made from, or null
     * @param isNew whether there is to be none of this id so far
     * @throws FaultsFound if it has faults
     */
    Put put(SystemId id, Bundle bundle, Caller by, @Nullable String comment, @Nullable String from, boolean isNew) {
        return acts.noted(by, "register-connector", id, () -> {
            if (!registered.isRegistered(id) && connectors.folderOf(id).isPresent()) {
                throw new Undeliverable(RegistrationProblems.livesInFolder(id));
            }
            if (isNew && registered.isRegistered(id)) {
                throw new Undeliverable(RegistrationProblems.overtaken(id));
            }
            files.requireGood(id, bundle);
            Put put = registered.put(id, bundle, by.id(), comment, from, !settings.approval());
            if (put instanceof Put.Overtaken) {
                throw new Undeliverable(RegistrationProblems.overtaken(id));
            }
            acts.takeForce(id);
            return put;
        });
    }

    /** Registers an older version's content as the latest. */
    Put rollBack(SystemId id, long version, Caller by) {
        files.requireRegistered(id);
        return put(id, files.bundle(id, version), by, "rollback to version " + version, null, false);
    }

    /** Lets the latest version run. */
    void activate(SystemId id, Caller by) {
        acts.noted(by, "activate-connector", id, () -> {
            files.requireRegistered(id);
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
            files.requireGood(id, files.bundle(id, latest.number()));
            registered.putInForce(id, latest.number(), by.id());
            acts.takeForce(id);
            return id;
        });
    }

    /**
     * Removes a registered connector.
     *
     * @param force whether what waits for it is moved to the dead letters; else it keeps the connector from being removed
     */
    void delete(SystemId id, boolean force, Caller by) {
        acts.noted(by, "delete-connector", id, () -> {
            files.requireRegistered(id);
            if (!force) {
                requireNothingWaits(id);
            }
            if (connectors.find(id).isPresent()) {
                // First nobody takes for it any more; a hub that dies in between leaves a stopped connector and no gap.
                registered.want(id, Lifecycle.STOPPED, by.id());
                acts.takeForce(id);
                if (supervisor.isLeaving(id)) {
                    throw new TryAgainLater(RegistrationProblems.stillLeaving(id));
                }
                clear(id, force);
            }
            registered.delete(id);
            acts.takeForce(id);
            if (force) {
                moveWhatWaits(id);
            }
            return id;
        });
    }

    private void clear(SystemId id, boolean force) {
        if (force) {
            moveWhatWaits(id);
        } else {
            requireNothingWaits(id);
        }
    }

    private void requireNothingWaits(SystemId id) {
        long count = waiting.count(id);
        if (count > 0) {
            throw new Undeliverable(RegistrationProblems.waiting(id, count));
        }
        long sent = pushes.count(id);
        if (sent > 0) {
            throw new Undeliverable(RegistrationProblems.sentAndNotTaken(id, sent));
        }
    }

    private void moveWhatWaits(SystemId id) {
        waiting.moveToDeadLetters(id);
        pushes.moveToDeadLetters(id);
    }
}
