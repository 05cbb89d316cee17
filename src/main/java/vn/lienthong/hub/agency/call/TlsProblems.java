package vn.lienthong.hub.agency.call;

import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javax.net.ssl.SSLPeerUnverifiedException;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.TryAgainLater;

/** Tells why TLS with a system did not come about, and on whose side. */
final class TlsProblems {
    private static final String STAGE = "open-tls";
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

    private TlsProblems() {}

    static Problem problem(SystemId system, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) {
                return theirs(
                        "Chứng thư số của hệ thống " + system + " đã hết hạn.",
                        "The certificate of the system " + system + " has expired.");
            }
            if (cause instanceof CertificateNotYetValidException) {
                return theirs(
                        "Chứng thư số của hệ thống " + system + " chưa có hiệu lực.",
                        "The certificate of the system " + system + " is not valid yet.");
            }
            if (cause instanceof SSLPeerUnverifiedException) {
                return theirs(
                        "Chứng thư số của hệ thống " + system + " mang tên khác với địa chỉ đã khai báo.",
                        "The certificate of the system " + system + " is for another name than its address.");
            }
        }
        return byWords(system, words(failure));
    }

    private static String words(Throwable failure) {
        StringBuilder words = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            words.append(cause.getMessage()).append('\n');
        }
        return words.toString();
    }

    /** Java tells these by their words only. */
    private static Problem byWords(SystemId system, String words) {
        if (words.contains("unable to find valid certification path") || words.contains("path building failed")) {
            return theirs(
                    "Chứng thư số của hệ thống " + system + " không do tổ chức mà trục tin cậy cấp.",
                    "The certificate of the system " + system + " is not from an authority that the hub trusts.");
        }
        if (words.contains("No name matching") || words.contains("No subject alternative")) {
            return theirs(
                    "Chứng thư số của hệ thống " + system + " mang tên khác với địa chỉ đã khai báo.",
                    "The certificate of the system " + system + " is for another name than its address.");
        }
        if (words.contains("certificate_required")
                || words.contains("bad_certificate")
                || words.contains("certificate_unknown")
                || words.contains("certificate_expired")) {
            return ours(
                    "Hệ thống " + system + " không chấp nhận chứng thư số của trục.",
                    "The system " + system + " does not take the hub's certificate.");
        }
        return CallProblems.unavailable(
                "Kết nối bảo mật TLS đến hệ thống " + system + " không thành.",
                "TLS to the system " + system + " did not succeed.");
    }

    /** The certificate that the hub shows has run out. */
    static TryAgainLater expired(SystemId system, Instant since) {
        return new TryAgainLater(ours(
                "Chứng thư số mà trục dùng với hệ thống " + system + " đã hết hạn lúc " + DAY.format(since) + ".",
                "The certificate that the hub shows the system " + system + " expired at " + DAY.format(since) + "."));
    }

    private static Problem ours(String vi, String en) {
        return new Problem(
                ProblemKind.REFUSED_BY_SYSTEM,
                Origin.HUB,
                STAGE,
                new Bilingual(vi, en),
                new Bilingual(
                        "Đặt chứng thư số còn hiệu lực mà hệ thống chấp nhận vào thư mục của kết nối, và khóa của nó vào nơi giữ"
                                + " bí mật.",
                        "Put a valid certificate that the system takes into the connector's folder, and its key where the"
                                + " secret is."));
    }

    private static Problem theirs(String vi, String en) {
        return new Problem(
                ProblemKind.SYSTEM_UNAVAILABLE,
                Origin.AGENCY,
                STAGE,
                new Bilingual(vi, en),
                new Bilingual(
                        "Nhờ người vận hành hệ thống thay chứng thư số; nếu nó do tổ chức riêng cấp, khai báo tổ chức đó trong"
                                + " tls/authorities.",
                        "Have the system's operators renew it; if it is from an authority of their own, name that in"
                                + " tls/authorities."));
    }
}
