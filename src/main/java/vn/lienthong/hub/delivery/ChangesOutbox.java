package vn.lienthong.hub.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.deadletter.DeadLetters.Form;
import vn.lienthong.hub.deadletter.DeadLetters.Original;
import vn.lienthong.hub.status.DeliveryLedger;
import vn.lienthong.hub.status.DeliveryLedger.Backlog;

/** The changes of dossiers, as the ledger of deliveries has them. */
@Component
public final class ChangesOutbox implements Outbox<DossierChanges> {
    private final DeliveryLedger ledger;

    public ChangesOutbox(DeliveryLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    public List<DossierChanges> take(SystemId destination, Instant now, int most) {
        return ledger.take(destination, now, most).stream()
                .map(DossierChanges::new)
                .toList();
    }

    @Override
    public Runnable beginDelivered(SystemId destination, DossierChanges item, Instant now) {
        return ledger.beginDelivered(destination, item.dossier(), item.pending().position(), now);
    }

    @Override
    public void failed(SystemId destination, DossierChanges item, String problem, @Nullable Instant dueAt) {
        ledger.failed(destination, item.dossier(), problem, dueAt);
    }

    @Override
    public void putBack(SystemId destination, DossierChanges item, Instant dueAt) {
        ledger.putBack(destination, item.dossier(), dueAt);
    }

    @Override
    public Form form() {
        return Form.DELIVERY;
    }

    @Override
    public Original original(DossierChanges item) {
        return new Original(
                Form.DELIVERY,
                "application/json",
                DeliveryOriginal.write(item.dossier()).getBytes(StandardCharsets.UTF_8));
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
    public int bringNear(SystemId destination, Instant now, Instant furthest) {
        return ledger.bringNear(destination, now, furthest);
    }

    @Override
    public Optional<DossierChanges> look(SystemId destination, Original original) {
        return ledger.look(destination, DeliveryOriginal.read(original.content()))
                .map(DossierChanges::new);
    }

    @Override
    public int retry(SystemId destination, Original original, Instant dueAt) {
        return ledger.retry(destination, DeliveryOriginal.read(original.content()), dueAt);
    }

    @Override
    public Backlog backlog(SystemId destination) {
        return ledger.backlog(destination);
    }
}
