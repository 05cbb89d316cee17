package vn.lienthong.hub.registration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.Bundle;
import vn.lienthong.hub.connector.KeptIn;
import vn.lienthong.hub.connector.Lifecycle;
import vn.lienthong.hub.connector.LiveConnectors;
import vn.lienthong.hub.connector.RegisteredConnectors;
import vn.lienthong.hub.connector.RegisteredConnectors.Standing;
import vn.lienthong.hub.connector.RegisteredConnectors.Version;
import vn.lienthong.hub.connector.Trial;
import vn.lienthong.hub.problem.Undeliverable;

/** The connectors there are, of both kinds, with their files; and what has to hold before somebody does something to one. */
@Component
class ConnectorFiles {
    private final LiveConnectors connectors;
    private final RegisteredConnectors registered;

    ConnectorFiles(LiveConnectors connectors, RegisteredConnectors registered) {
        this.connectors = connectors;
        this.registered = registered;
    }

    /** @throws Undeliverable if there is none of this id */
    SystemId known(String id) {
        SystemId system = possible(id);
        find(system);
        return system;
    }

    /** @throws Undeliverable if it is no id */
    static SystemId possible(String id) {
        return SystemId.parse(id).orElseThrow(() -> new Undeliverable(RegistrationProblems.unknown(id)));
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

    /** What is there. What lives in the folder may name more than what comes over the API, so it counts as it runs. */
    Trial tryOut(SystemId id) {
        if (find(id) == KeptIn.FOLDER && connectors.refused(id).isEmpty()) {
            return connectors.find(id).map(Trial::ofRunning).orElseGet(() -> tryOut(id, bundle(id, null)));
        }
        return tryOut(id, bundle(id, null));
    }

    /** Reads and checks a bundle, and registers nothing. */
    Trial tryOut(SystemId id, Bundle bundle) {
        return connectors.tryOut(id, bundle);
    }

    void requireRegistered(SystemId id) {
        if (find(id) == KeptIn.FOLDER) {
            throw new Undeliverable(RegistrationProblems.livesInFolder(id));
        }
    }

    void requireNoDraft(SystemId id) {
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

    void requireGood(SystemId id, Bundle bundle) {
        try (Trial trial = connectors.tryOut(id, bundle)) {
            if (!trial.faults().isEmpty()) {
                throw new FaultsFound(id, trial.faults());
            }
        }
    }
}
