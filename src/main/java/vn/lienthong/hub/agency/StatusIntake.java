package vn.lienthong.hub.agency;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
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
import vn.lienthong.hub.status.Traffic;
import vn.lienthong.hub.wire.CanonicalJson;

/** Takes journalled changes into the status store, each once, and makes them pending for the portals concerned. */
@Component("statusIntake")
public final class StatusIntake {
    private static final Logger LOG = LoggerFactory.getLogger(StatusIntake.class);
    private static final SystemId UNKNOWN = SystemId.of("unknown-system");

    private final StatusStore store;
    private final Connectors connectors;
    private final BadRecords badRecords;
    private final MessageGroup group;
    private final ChangeRate rate;
    private final MeterRegistry meters;
    private final Map<Outcome, Counter> outcomes = new ConcurrentHashMap<>();

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
     * Hands the message's changes to the store, or, where it is none of the hub's, the message to the dead letters. It is
     * acknowledged with the others of its group, when all of their changes are on disk.
     *
     * @throws vn.lienthong.hub.problem.TryAgainLater if the hub cannot take one now; the broker then delivers all again
     */
    public void accept(
            @Body byte[] message,
            @Header(StatusChangeJournal.CONNECTOR) @Nullable String connector,
            @Header(StatusChangeJournal.TRAFFIC) @Nullable String marked) {
        Traffic traffic = Traffic.of(marked);
        List<StatusChange> changes;
        try {
            changes = CanonicalJson.readChanges(message);
        } catch (IllegalArgumentException e) {
            badRecords.keepPayload(named(connector), unreadable(), "application/json", message);
            return;
        }
        changes.forEach(change -> group.add(() -> {
            StatusStore.Accepting accepting = store.begin(change, destinations(change), traffic);
            return () -> finish(change, accepting);
        }));
    }

    /** A change that the store refuses for good must not hold up those that it shares a message with. */
    private void finish(StatusChange change, StatusStore.Accepting accepting) {
        Acceptance acceptance;
        try {
            acceptance = accepting.finish();
        } catch (DataAccessException refused) {
            // Not the database's own words: they may quote the row.
            LOG.warn("the database refuses a change of {} ({})", change.system(), sqlState(refused));
            badRecords.keepChange(change, refused());
            return;
        }
        count(change.system(), acceptance);
    }

    private static String sqlState(DataAccessException refused) {
        return refused.getMostSpecificCause() instanceof SQLException sql
                ? "SQLSTATE " + sql.getSQLState() + ", error " + sql.getErrorCode()
                : refused.getMostSpecificCause().getClass().getName();
    }

    private void count(SystemId origin, Acceptance acceptance) {
        outcomes.computeIfAbsent(new Outcome(origin, acceptance.getClass()), this::counter)
                .increment();
        rate.count(origin);
    }

    private Counter counter(Outcome outcome) {
        String name = outcome.kind().getSimpleName().toLowerCase(Locale.ROOT);
        return meters.counter("lienthong.changes", "connector", outcome.origin().value(), "outcome", name);
    }

    private List<SystemId> destinations(StatusChange change) {
        return connectors.destinationsOf(change.system()).stream()
                .map(ConnectorDefinition::id)
                .toList();
    }

    private static SystemId named(@Nullable String connector) {
        return Optional.ofNullable(connector).flatMap(SystemId::parse).orElse(UNKNOWN);
    }

    private static Problem refused() {
        return new Problem(
                ProblemKind.UNEXPECTED,
                Origin.HUB,
                "accept-change",
                new Bilingual(
                        "Cơ sở dữ liệu của trục không nhận thay đổi này.",
                        "The hub's database does not take this change."),
                new Bilingual(
                        "Xem nguyên nhân trong nhật ký của trục, sửa rồi phát lại.",
                        "The hub's log says why; mend that and replay it."));
    }

    private static Problem unreadable() {
        return new Problem(
                ProblemKind.MALFORMED,
                Origin.HUB,
                "accept-change",
                new Bilingual(
                        "Thông điệp trên hàng đợi hub.status-changes không phải là các thay đổi trạng thái do trục ghi.",
                        "The message on the queue hub.status-changes does not hold status changes as the hub writes them."),
                new Bilingual(
                        "Hàng đợi này chỉ dành cho trục; hãy gửi thay đổi qua /api/v1/connectors/{id}/changes.",
                        "That queue is the hub's own; send changes to /api/v1/connectors/{id}/changes."));
    }

    private record Outcome(SystemId origin, Class<? extends Acceptance> kind) {}
}
