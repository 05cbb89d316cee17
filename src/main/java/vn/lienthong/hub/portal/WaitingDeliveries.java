package vn.lienthong.hub.portal;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.deadletter.DeadLetters;
import vn.lienthong.hub.deadletter.DeadLetters.Form;
import vn.lienthong.hub.deadletter.DeadLetters.Original;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.status.DeliveryLedger;
import vn.lienthong.hub.status.DeliveryLedger.Pending;

/** What waits for a destination that is to be there no more. */
@Component
public final class WaitingDeliveries {
    private static final int AT_ONCE = 100;
    /** Also what rests after a failure is taken. */
    private static final Duration EVER = Duration.ofDays(36_500);

    private final DeliveryLedger ledger;
    private final DeadLetters deadLetters;
    private final Clock clock;

    WaitingDeliveries(DeliveryLedger ledger, DeadLetters deadLetters, Clock clock) {
        this.ledger = ledger;
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    /** How many dossiers wait to be told, those not counted that are in the dead letters already. */
    public long count(SystemId destination) {
        return ledger.backlog(destination).waiting();
    }

    /**
     * Moves every dossier that waits to the dead letters; nothing is delivered there meanwhile. Should a connector of this id
     * come back, they can be replayed.
     *
     * @return how many were moved; on disk
     */
    public int moveToDeadLetters(SystemId destination) {
        int moved = 0;
        Instant ever = clock.instant().plus(EVER);
        for (List<Pending> taken = ledger.take(destination, ever, AT_ONCE);
                !taken.isEmpty();
                taken = ledger.take(destination, ever, AT_ONCE)) {
            for (Pending pending : taken) {
                DossierKey key = pending.dossier().key();
                Problem problem = removed(destination);
                deadLetters.keep(
                        destination,
                        problem,
                        new Original(
                                Form.DELIVERY,
                                "application/json",
                                DeliveryOriginal.write(key).getBytes(StandardCharsets.UTF_8)),
                        key.sourceDossierNo(),
                        clock.instant());
                ledger.failed(destination, key, problem.toString(), null);
                moved++;
            }
        }
        return moved;
    }

    private static Problem removed(SystemId destination) {
        return new Problem(
                ProblemKind.CONFLICT,
                Origin.HUB,
                "remove-connector",
                new Bilingual(
                        "Kết nối " + destination + " đã bị xoá khi hồ sơ còn chờ gửi.",
                        "The connector " + destination + " was removed while the dossier waited to be told."),
                new Bilingual(
                        "Đăng ký lại kết nối cùng mã rồi phát lại, hoặc bỏ đi.",
                        "Register a connector of the same id and replay, or discard."));
    }
}
