package vn.lienthong.hub.store;

import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.TryAgainLater;

/** Tells that the database cannot be used now. */
final class Unavailable {
    private static final Problem AWAY = new Problem(
            ProblemKind.HUB_UNAVAILABLE,
            Origin.HUB,
            "store",
            new Bilingual(
                    "Cơ sở dữ liệu của trục liên thông đang bị khóa, đầy hoặc không kết nối được.",
                    "The hub's database is locked, full or away."),
            new Bilingual(
                    "Hãy thử lại sau ít phút; quản trị viên cần kiểm tra dung lượng đĩa và cơ sở dữ liệu.",
                    "Try again in a few minutes; an administrator should check the disk space and the database."));

    private static final Problem CLOSED = new Problem(
            ProblemKind.HUB_UNAVAILABLE,
            Origin.HUB,
            "store",
            new Bilingual("Trục liên thông đang dừng.", "The hub is shutting down."),
            new Bilingual("Hãy thử lại sau khi trục hoạt động trở lại.", "Try again when it is up again."));

    private Unavailable() {}

    static TryAgainLater because(@Nullable Throwable cause) {
        return new TryAgainLater(AWAY, cause);
    }

    static TryAgainLater closed() {
        return new TryAgainLater(CLOSED);
    }
}
