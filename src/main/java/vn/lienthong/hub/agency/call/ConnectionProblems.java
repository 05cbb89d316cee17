package vn.lienthong.hub.agency.call;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import javax.net.ssl.SSLException;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;

/** Tells why a system could not be spoken with at all. */
final class ConnectionProblems {
    private ConnectionProblems() {}

    static Problem problem(SystemId system, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return CallProblems.unavailable(
                        "Hệ thống " + system + " không trả lời trong thời hạn.",
                        "The system " + system + " did not answer in time.");
            }
            if (cause instanceof LimitedAnswer.Exceeded) {
                return CallProblems.unavailable(
                        "Hệ thống " + system + " gửi trả lời quá dài hoặc quá chậm.",
                        "The system " + system + " sends an answer that is too long or too slow.");
            }
            if (cause instanceof SystemsHttp.Forbidden forbidden) {
                return forbidden(system, forbidden);
            }
            if (cause instanceof InterruptedException || cause instanceof ClosedByInterruptException) {
                return CallProblems.unavailable(
                        "Trục đã cắt ngang việc đợi hệ thống " + system + " vì nó đứng yên quá lâu.",
                        "The hub gave up waiting for the system " + system + ", which stood still for too long.");
            }
            if (cause instanceof ConnectException) {
                return CallProblems.unavailable(
                        "Không kết nối được đến hệ thống " + system + ".",
                        "The system " + system + " takes no connection.");
            }
            if (cause instanceof UnknownHostException) {
                return CallProblems.unavailable(
                        "Không tìm thấy địa chỉ của hệ thống " + system + ".",
                        "The address of the system " + system + " is not known.");
            }
            if (cause instanceof SSLException) {
                return TlsProblems.problem(system, failure);
            }
        }
        return broken(system, failure);
    }

    private static Problem broken(SystemId system, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return CallProblems.unavailable(
                        "Việc gọi hệ thống " + system + " bị ngắt (" + nameOf(cause) + ").",
                        "The call to the system " + system + " broke off (" + nameOf(cause) + ").");
            }
        }
        return unforeseen(system);
    }

    private static Problem unforeseen(SystemId system) {
        return new Problem(
                ProblemKind.UNEXPECTED,
                Origin.HUB,
                CallProblems.STAGE,
                new Bilingual(
                        "Trục gặp lỗi không lường trước khi làm việc với hệ thống " + system + ".",
                        "The hub met an unexpected error in its work with the system " + system + "."),
                new Bilingual("Xem nhật ký của trục.", "See the hub's log."));
    }

    private static String nameOf(Throwable failure) {
        return failure.getClass().getSimpleName();
    }

    private static Problem forbidden(SystemId system, SystemsHttp.Forbidden why) {
        return new Problem(
                ProblemKind.NOT_ALLOWED,
                Origin.HUB,
                CallProblems.STAGE,
                new Bilingual(
                        "Địa chỉ của hệ thống " + system + " không được phép: " + why.getMessage() + ".",
                        "The address of the system " + system + " is not allowed: " + why.getMessage() + "."),
                new Bilingual(
                        "Sửa address trong connector.yaml, hoặc nhờ quản trị viên thêm vào lienthong.addresses.allowed.",
                        "Mend the address in connector.yaml, or have the administrator add it to"
                                + " lienthong.addresses.allowed."));
    }
}
