package vn.lienthong.hub.connector;

import java.util.List;
import java.util.Optional;
import vn.lienthong.hub.canonical.AgencyId;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.SystemId;

/**
 * The connectors this hub runs, by id and by agency. They change while the hub runs: whoever asks twice may get two
 * answers, and what was got stays as it was.
 */
public interface Connectors {
    /** All that are in force, by id; also those that are paused or stopped. */
    List<ConnectorDefinition> all();

    Optional<ConnectorDefinition> find(SystemId id);

    /** The one-stop systems of an agency, by any of its ids. */
    List<ConnectorDefinition> ofAgency(AgencyId agency);

    /** The one-stop systems that could be asked for a code: those of the agency a national code names, else all. */
    List<ConnectorDefinition> askableFor(DossierCode code);

    /** The connectors that changes from {@code origin} are delivered to; never the origin itself. */
    List<ConnectorDefinition> destinationsOf(SystemId origin);

    /** Whether a connector is to run. */
    default Lifecycle lifecycle(SystemId id) {
        return Lifecycle.ACTIVE;
    }

    default boolean isActive(SystemId id) {
        return lifecycle(id) == Lifecycle.ACTIVE;
    }

    /** The definitions that are refused, each with every fault in it. */
    List<Refused> refused();

    /**
     * A definition with faults.
     *
     * @param folder where it is, as it is told to people
     * @param runsOn whether the connector goes on by its last definition without faults
     */
    record Refused(String folder, List<Fault> faults, boolean runsOn) {
        public Refused {
            faults = List.copyOf(faults);
        }
    }
}
