package vn.lienthong.hub.registration;

import java.util.List;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.Fault;

/** A definition that was to be registered or run has faults; told to the caller with every one of them. */
final class FaultsFound extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient SystemId connector;
    private final transient List<Fault> faults;

    FaultsFound(SystemId connector, List<Fault> faults) {
        super("the definition of " + connector + " has " + faults.size() + " faults");
        this.connector = connector;
        this.faults = List.copyOf(faults);
    }

    SystemId connector() {
        return connector;
    }

    List<Fault> faults() {
        return faults;
    }
}
