package vn.lienthong.hub.delivery;

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
