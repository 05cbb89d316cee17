package vn.lienthong.hub.delivery;

import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.status.DeliveryLedger.Pending;

/** The changes of one dossier that a destination is to be told. */
public record DossierChanges(Pending pending) implements Item {
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
