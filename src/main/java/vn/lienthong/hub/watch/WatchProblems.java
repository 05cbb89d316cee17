package vn.lienthong.hub.watch;

import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;

/** Why contracts cannot be compared. */
final class WatchProblems {
    private WatchProblems() {}

    static Problem unreadable(String what, String why) {
        return new Problem(
                ProblemKind.SYSTEM_UNAVAILABLE,
                Origin.AGENCY,
                "watch-contract",
                new Bilingual(
                        "Hợp đồng ở " + what + " không lấy hoặc đọc được: " + why + ".",
                        "The contract at " + what + " cannot be had or read: " + why + "."),
                new Bilingual(
                        "Mở địa chỉ đó bằng trình duyệt; sửa contract/from trong connector.yaml, hoặc báo bên vận hành hệ"
                                + " thống. Kết nối vẫn chạy theo hợp đồng đang giữ.",
                        "Open that address in a browser; mend contract/from in connector.yaml, or tell the system's"
                                + " operators. The connector goes on by the contract it has."));
    }
}
