package vn.lienthong.hub.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.status.DeliveryLedger;

/** A ledger that fails to note so many deliveries, each after the portal said yes. */
public record DyingLedger(DeliveryLedger ledger, AtomicInteger dying) implements DeliveryLedger {
    @Override
    public void delivered(SystemId destination, DossierKey dossier, long position, Instant now) {
        if (dying.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("the hub died here");
        }
        ledger.delivered(destination, dossier, position, now);
    }

    @Override
    public List<Pending> take(SystemId destination, Instant now, int most) {
        return ledger.take(destination, now, most);
    }

    @Override
    public void failed(SystemId destination, DossierKey dossier, String problem, @Nullable Instant dueAt) {
        ledger.failed(destination, dossier, problem, dueAt);
    }

    @Override
    public void putBack(SystemId destination, DossierKey dossier, Instant dueAt) {
        ledger.putBack(destination, dossier, dueAt);
    }

    @Override
    public int renew(SystemId destination, Instant now) {
        return ledger.renew(destination, now);
    }

    @Override
    public void release(SystemId destination) {
        ledger.release(destination);
    }

    @Override
    public Optional<Pending> look(SystemId destination, DossierKey dossier) {
        return ledger.look(destination, dossier);
    }

    @Override
    public int retry(SystemId destination, @Nullable DossierKey dossier, Instant now) {
        return ledger.retry(destination, dossier, now);
    }

    @Override
    public Backlog backlog(SystemId destination) {
        return ledger.backlog(destination);
    }
}
