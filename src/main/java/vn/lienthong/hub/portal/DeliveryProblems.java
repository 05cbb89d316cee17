package vn.lienthong.hub.portal;

import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.portal.DeliveryAnswer.Verdict;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;

/** What is told when a portal refuses, with its own code and words. */
final class DeliveryProblems {
    private DeliveryProblems() {}

    static Problem refused(Verdict verdict, String step) {
        return new Problem(
                ProblemKind.REFUSED_BY_SYSTEM,
                Origin.PORTAL,
                step,
                new Bilingual(
                        "Cổng từ chối: mã " + verdict.code() + ", \"" + verdict.words() + "\".",
                        "The portal refused: code " + verdict.code() + ", \"" + verdict.words() + "\"."),
                new Bilingual(
                        "Sửa ánh xạ hoặc dữ liệu mà cổng nêu, rồi gửi lại thư chết này.",
                        "Mend the mapping or the data that the portal names, then replay this dead letter."));
    }

    static Problem loginRefused(Verdict verdict) {
        return new Problem(
                ProblemKind.NOT_AUTHENTICATED,
                Origin.HUB,
                "log-in",
                new Bilingual(
                        "Cổng không cho đăng nhập: mã " + verdict.code() + ", \"" + verdict.words() + "\".",
                        "The portal does not let the hub log in: code " + verdict.code() + ", \"" + verdict.words()
                                + "\"."),
                new Bilingual(
                        "Kiểm tra credentials trong connector.yaml và mật khẩu; trục tự thử lại.",
                        "Check the credentials in connector.yaml and the password; the hub tries again by itself."));
    }

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
}
