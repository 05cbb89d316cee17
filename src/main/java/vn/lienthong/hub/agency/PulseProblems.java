package vn.lienthong.hub.agency;

import java.time.Duration;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;

/** What can be wrong with a connector's routes themselves, told so that people know what to do. */
final class PulseProblems {
    private static final String STAGE = "run-routes";
    private static final Bilingual MADE_ANEW = new Bilingual(
            "Trục tự tạo lại các tuyến của kết nối; nếu lặp lại, xem nhật ký của trục.",
            "The hub makes the connector's routes anew by itself; if it comes again, see the hub's log.");

    private PulseProblems() {}

    static Problem notMade(Throwable why) {
        String told = why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
        return new Problem(
                ProblemKind.HUB_UNAVAILABLE,
                Origin.HUB,
                "make-routes",
                new Bilingual(
                        "Không tạo được tuyến của kết nối: " + told,
                        "The connector's routes could not be made: " + told),
                new Bilingual(
                        "Sửa định nghĩa kết nối hoặc mẫu tuyến; trục tự thử lại.",
                        "Mend the connector's definition or the route template; the hub tries again by itself."));
    }

    static Problem gone(String route) {
        return ofHub("Tuyến " + route + " không còn nữa.", "The route " + route + " is gone.", MADE_ANEW);
    }

    static Problem endedForEver(String route) {
        return ofHub(
                "Tuyến " + route + " đang chạy nhưng việc đọc theo lịch của nó đã chấm dứt.",
                "The route " + route + " runs, but its reading comes round no more.",
                MADE_ANEW);
    }

    static Problem noQueue(SystemId connector, String queue) {
        return ofHub(
                "Hàng đợi " + queue + " của kết nối " + connector
                        + " không còn, hoặc bộ chuyển thông điệp đã gỡ trục khỏi đó.",
                "The queue " + queue + " of the connector " + connector
                        + " is gone, or the broker has taken the hub's consumer away from it.",
                new Bilingual(
                        "Trục tự tạo lại hàng đợi; hãy hỏi ai đã xóa nó.",
                        "The hub makes it again by itself; ask who removed it."));
    }

    static Problem deaf(SystemId connector, String queue, String why) {
        return ofHub(
                "Trục không lắng nghe được hàng đợi " + queue + " của kết nối " + connector + ": " + why,
                "The hub does not get to listen at the queue " + queue + " of the connector " + connector + ": " + why,
                new Bilingual(
                        "Trục tự thử lại; nếu kéo dài, kiểm tra bộ chuyển thông điệp.",
                        "The hub tries again by itself; if it lasts, check the broker."));
    }

    static Problem hangs(SystemId connector, String route, Duration since) {
        return new Problem(
                ProblemKind.SYSTEM_UNAVAILABLE,
                Origin.AGENCY,
                STAGE,
                new Bilingual(
                        "Lần đọc của tuyến " + route + " đứng yên đã " + since.toSeconds() + " giây và chưa kết thúc.",
                        "The reading of the route " + route + " has stood still for " + since.toSeconds()
                                + " seconds and does not end."),
                new Bilingual(
                        "Trục cắt ngang nếu được rồi đọc lại; kiểm tra hệ thống " + connector
                                + ", ổ đĩa mạng hoặc trình điều khiển JDBC của nó.",
                        "The hub interrupts it where that can be and reads again; check the system " + connector
                                + ", its network drive or its JDBC driver."));
    }

    static Problem waits(SystemId connector, Duration since, boolean full) {
        return ofHub(
                "Kết nối " + connector + " chờ luồng xử lý đã " + since.toSeconds() + " giây"
                        + (full ? "; mọi luồng cho hệ thống chậm đang bị các hệ thống treo giữ." : "."),
                "The connector " + connector + " has waited for a thread for " + since.toSeconds() + " seconds"
                        + (full ? "; all that are for slow systems are held by systems that hang." : "."),
                new Bilingual(
                        "Sửa các hệ thống đang treo, hoặc tăng lienthong.agency.slow-threads.",
                        "Mend the systems that hang, or raise lienthong.agency.slow-threads."));
    }

    static Problem failed(SystemId connector, String failure) {
        return new Problem(
                ProblemKind.UNEXPECTED,
                Origin.HUB,
                STAGE,
                new Bilingual(
                        "Lần đọc gần nhất của kết nối " + connector + " kết thúc bằng lỗi " + failure + ".",
                        "The last reading of the connector " + connector + " ended with " + failure + "."),
                new Bilingual(
                        "Trục tự đọc lại; nếu kéo dài, xem nhật ký của trục.",
                        "The hub reads again by itself; if it lasts, see the hub's log."));
    }

    private static Problem ofHub(String vi, String en, Bilingual remedy) {
        return new Problem(ProblemKind.HUB_UNAVAILABLE, Origin.HUB, STAGE, new Bilingual(vi, en), remedy);
    }
}
