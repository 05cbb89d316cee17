package vn.lienthong.hub.agency;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.status.Acceptance;
import vn.lienthong.hub.status.StatusStore;
import vn.lienthong.hub.wire.CanonicalJson;

/** Takes journalled changes into the status store, each once, and makes them pending for the portals concerned. */
@Component("statusIntake")
public final class StatusIntake {
    private static final SystemId UNKNOWN = SystemId.of("unknown-system");

    private final StatusStore store;
    private final Connectors connectors;
    private final BadRecords badRecords;
    private final MessageGroup group;
    private final ChangeRate rate;
    private final MeterRegistry meters;

    StatusIntake(
            StatusStore store,
            Connectors connectors,
            BadRecords badRecords,
            MessageGroup group,
            ChangeRate rate,
            MeterRegistry meters) {
        this.store = store;
        this.connectors = connectors;
        this.badRecords = badRecords;
        this.group = group;
        this.rate = rate;
        this.meters = meters;
    }

    /**
     * Hands the change to the store, or, where the message is none of the hub's, to the dead letters. The message is
     * acknowledged with the others of its group, when all of them are on disk.
     *
     * @throws vn.lienthong.hub.problem.TryAgainLater if the hub cannot take it now; the broker then delivers it again
     */
    public void accept(@Body byte[] message, @Header(StatusChangeJournal.CONNECTOR) @Nullable String connector) {
        StatusChange change;
        try {
            change = CanonicalJson.readChange(message);
        } catch (IllegalArgumentException e) {
            badRecords.keepPayload(named(connector), unreadable(), "application/json", message);
            return;
        }
        StatusStore.Accepting accepting = store.begin(change, destinations(change.origin()));
        group.add(() -> count(change.origin(), accepting.finish()));
    }

    private void count(SystemId origin, Acceptance acceptance) {
        String outcome = acceptance.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        meters.counter("lienthong.changes", "connector", origin.value(), "outcome", outcome)
                .increment();
        rate.count(origin);
    }

    private List<SystemId> destinations(SystemId origin) {
        return connectors.destinationsOf(origin).stream()
                .map(ConnectorDefinition::id)
                .toList();
    }

    private static SystemId named(@Nullable String connector) {
        return Optional.ofNullable(connector).flatMap(SystemId::parse).orElse(UNKNOWN);
    }

    private static Problem unreadable() {
        return new Problem(
                ProblemKind.MALFORMED,
                Origin.HUB,
                "accept-change",
                new Bilingual(
                        "Thông điệp trên hàng đợi hub.status-changes không phải là thay đổi trạng thái của trục.",
                        "The message on the queue hub.status-changes is not a status change as the hub writes it."),
                new Bilingual(
                        "Hàng đợi này chỉ dành cho trục; hãy gửi thay đổi qua /api/v1/connectors/{id}/changes.",
                        "That queue is the hub's own; send changes to /api/v1/connectors/{id}/changes."));
    }
}
