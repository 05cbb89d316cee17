package vn.lienthong.hub.delivery;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;

/** What is told of deliveries, whatever the destination. */
final class DeliveryProblems {
    private DeliveryProblems() {}

    /** @param found what is wrong with the hub itself */
    static Problem hubTrouble(String found) {
        return new Problem(
                ProblemKind.HUB_UNAVAILABLE,
                Origin.HUB,
                "deliver",
                new Bilingual(
                        "Trục không gửi được vì chính nó có lỗi: " + found + ".",
                        "The hub cannot deliver for a reason of its own: " + found + "."),
                new Bilingual(
                        "Xem nhật ký của trục; trục tự thử lại.", "See the hub's log; the hub tries again by itself."));
    }

    /**
     * @param waiting how many items wait
     * @param since for how long the oldest does
     * @param allowed for how long it may
     * @param cause why the destination is held, if it is
     */
    static Problem overdue(long waiting, Duration since, Duration allowed, Optional<Problem> cause) {
        return new Problem(
                cause.map(Problem::kind).orElse(ProblemKind.SYSTEM_UNAVAILABLE),
                cause.map(Problem::origin).orElse(Origin.HUB),
                "deliver",
                new Bilingual(
                        waiting + " hồ sơ còn chờ gửi; hồ sơ lâu nhất đã chờ " + hours(since) + " giờ, quá hạn "
                                + hours(allowed) + " giờ."
                                + cause.map(why -> " " + why.detail().vi()).orElse(""),
                        "Waiting to be told: " + waiting + "; the oldest for " + hours(since) + " hours, and "
                                + hours(allowed) + " are allowed."
                                + cause.map(why -> " " + why.detail().en()).orElse("")),
                cause.map(Problem::remedy)
                        .orElseGet(() -> new Bilingual(
                                "Xem tuyến gửi của kết nối này có chạy không và tốc độ có đủ không.",
                                "See whether this connector's delivery route runs, and whether its rate is enough.")));
    }

    /** Whole hours, or a fraction of the first one. */
    private static String hours(Duration time) {
        return time.toHours() > 0
                ? Long.toString(time.toHours())
                : String.format(Locale.ROOT, "%.2f", time.toSeconds() / 3600.0);
    }

    static Problem removed(SystemId destination) {
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
