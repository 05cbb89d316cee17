package vn.lienthong.hub.portal;

import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.portal.NationalAnswer.Verdict;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;

/** What is told when a portal refuses, with its own code and words. */
final class NationalProblems {
    private NationalProblems() {}

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
}
