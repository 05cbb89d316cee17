package vn.lienthong.hub.connector;

import java.util.List;
import java.util.Optional;
import vn.lienthong.hub.canonical.AgencyId;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.SystemId;

/** The connectors this hub runs, by id and by agency. */
public interface Connectors {
    /** All that were read without a fault, by id. */
    List<ConnectorDefinition> all();

    Optional<ConnectorDefinition> find(SystemId id);

    /** The one-stop systems of an agency, by any of its ids. */
    List<ConnectorDefinition> ofAgency(AgencyId agency);

    /** The one-stop systems that could be asked for a code: those of the agency a national code names, else all. */
    List<ConnectorDefinition> askableFor(DossierCode code);

    /** The connectors that changes from {@code origin} are delivered to; never the origin itself. */
    List<ConnectorDefinition> destinationsOf(SystemId origin);

    /** The folders that were refused at start, each with every fault in it, as {@code file:line:column /pointer message}. */
    List<Refused> refused();

    /** A folder whose definition has faults. */
    record Refused(String folder, List<String> faults) {
        public Refused {
            faults = List.copyOf(faults);
        }
    }
}
