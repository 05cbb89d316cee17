package vn.lienthong.hub.agency;

import java.util.List;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.problem.Problem;

/** What an agency answered when it was asked for one dossier. */
public sealed interface AgencyAnswer {
    /** The dossier's changes as the agency knows them, at least one, and already journalled for the status store. */
    record Told(List<StatusChange> changes) implements AgencyAnswer {
        public Told {
            changes = List.copyOf(changes);
        }
    }

    /** The agency answered that it has no such dossier. */
    record NoSuchDossier() implements AgencyAnswer {}

    /** The agency did not answer in time, or not in words the hub understands. */
    record Silent(Problem problem) implements AgencyAnswer {}
}
