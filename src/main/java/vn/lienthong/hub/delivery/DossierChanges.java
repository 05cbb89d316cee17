package vn.lienthong.hub.delivery;

import java.util.List;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.status.DeliveryLedger.Pending;

/** The changes of one dossier that a destination is to be told. */
public record DossierChanges(Pending pending) implements Item {
    /** The last of them alone, for a destination that wants to know where a dossier stands and not how it came there. */
    public DossierChanges latest() {
        List<StatusChange> all = pending.changes();
        return new DossierChanges(new Pending(
                pending.dossier(),
                pending.told(),
                all.subList(all.size() - 1, all.size()),
                pending.position(),
                pending.attempts(),
                pending.inDoubt()));
    }

    @Override
    public DossierKey dossier() {
        return pending.dossier().key();
    }

    @Override
    public int attempts() {
        return pending.attempts();
    }

    @Override
    public boolean inDoubt() {
        return pending.inDoubt();
    }
}
