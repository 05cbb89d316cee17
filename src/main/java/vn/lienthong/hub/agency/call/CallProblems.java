package vn.lienthong.hub.agency.call;

import java.io.UncheckedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.Secret;
import vn.lienthong.hub.connector.Secrets;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemException;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.TryAgainLater;

/** What can go wrong in a call to a system, told so that its people know what to do. */
public final class CallProblems {
    static final String STAGE = "ask-the-system";
    /** The stage of a listed record whose details could not be had. */
    public static final String DETAILS = "ask-for-details";

    private CallProblems() {}

    /** What a failed call comes to. */
    public static ProblemException of(SystemId system, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException told) {
                return told;
            }
        }
        return new TryAgainLater(ConnectionProblems.problem(system, failure), failure);
    }

    static TryAgainLater httpStatus(SystemId system, int status, @Nullable Duration after) {
        boolean down = status >= 500 || status == 429;
        return new TryAgainLater(
                new Problem(
                        down ? ProblemKind.SYSTEM_UNAVAILABLE : ProblemKind.REFUSED_BY_SYSTEM,
                        Origin.AGENCY,
                        STAGE,
                        new Bilingual(
                                "Hệ thống " + system + " trả lời HTTP " + status + ".",
                                "The system " + system + " answered HTTP " + status + "."),
                        down ? patience() : check()),
                after,
                null);
    }

    static TryAgainLater redirected(SystemId system, int status) {
        return unreadable(
                "Hệ thống " + system + " chuyển hướng (HTTP " + status + "); trục không đi theo.",
                "The system " + system + " redirects (HTTP " + status + "), which is not followed.");
    }

    static TryAgainLater notContent(SystemId system, Problem why) {
        return unreadable(
                "Trả lời của hệ thống " + system + " không đọc được: "
                        + why.detail().vi(),
                "The answer of the system " + system + " cannot be read: "
                        + why.detail().en());
    }

    static TryAgainLater notXml(SystemId system) {
        return unreadable(
                "Trả lời của hệ thống " + system + " không phải là SOAP.",
                "The answer of the system " + system + " is not SOAP.");
    }

    static TryAgainLater outOfOrder(SystemId system, String words) {
        return new TryAgainLater(unavailable(
                "Hệ thống " + system + " báo lỗi bên trong nó: " + words + ".",
                "The system " + system + " reports an error of its own: " + words + "."));
    }

    static TryAgainLater nobodyTook(SystemId system) {
        return new TryAgainLater(unavailable(
                "Hệ thống " + system + " không lấy câu hỏi từ hàng đợi của nó trong thời hạn.",
                "The system " + system + " did not answer the question on its queue in time."));
    }

    static TryAgainLater noVerdict(SystemId system, String pointer) {
        return unreadable(
                "Trả lời của hệ thống " + system + " không có giá trị ở " + pointer + ".",
                "The answer of the system " + system + " has no value at " + pointer + ".");
    }

    /** The list that is polled is not there. */
    public static TryAgainLater noList(SystemId system) {
        return unreadable(
                "Hệ thống " + system + " trả lời rằng không có danh sách thay đổi ở địa chỉ đã khai báo.",
                "The system " + system + " answered that there is no list of changes at the declared address.");
    }

    /** A listed dossier has no details. */
    public static Problem noDetails(SystemId system) {
        return new Problem(
                ProblemKind.NOT_FOUND,
                Origin.AGENCY,
                DETAILS,
                new Bilingual(
                        "Hệ thống " + system + " nêu một hồ sơ trong danh sách nhưng không có chi tiết của nó.",
                        "The system " + system + " lists a dossier but has no details of it."),
                new Bilingual(
                        "Hỏi người vận hành hệ thống, rồi phát lại bản ghi.",
                        "Ask the system's operators, then replay the record."));
    }

    /** A problem of a call, as one of asking for a listed record's details. */
    public static Problem atDetails(Problem told) {
        return new Problem(told.kind(), told.origin(), DETAILS, told.detail(), told.remedy(), told.pointer());
    }

    static TryAgainLater refused(SystemId system, String verdict, String words) {
        String told = words.isEmpty() ? "" : ": " + words;
        return new TryAgainLater(new Problem(
                ProblemKind.REFUSED_BY_SYSTEM,
                Origin.AGENCY,
                STAGE,
                new Bilingual(
                        "Hệ thống " + system + " báo lỗi " + verdict + told + ".",
                        "The system " + system + " answered error " + verdict + told + "."),
                check()));
    }

    /** The system does not know the hub, or not with these credentials. */
    public static TryAgainLater notLetIn(SystemId system) {
        return new TryAgainLater(new Problem(
                ProblemKind.REFUSED_BY_SYSTEM,
                Origin.HUB,
                "log-in",
                new Bilingual(
                        "Hệ thống " + system + " không chấp nhận thông tin đăng nhập của trục.",
                        "The system " + system + " does not accept the hub's credentials."),
                new Bilingual(
                        "Kiểm tra mục credentials trong connector.yaml và giá trị bí mật của nó.",
                        "Check the credentials in connector.yaml and the secret they name.")));
    }

    /** Reads a secret when it is needed, so that a changed one counts at once. */
    public static String secret(SystemId system, Secrets secrets, Secret secret) {
        try {
            return secrets.read(secret);
        } catch (IllegalStateException e) {
            throw noSecret(system, e);
        } catch (UncheckedIOException e) {
            throw noSecret(system, new IllegalStateException(e.getMessage(), e));
        }
    }

    private static TryAgainLater noSecret(SystemId system, IllegalStateException why) {
        String en = "The credentials for " + system + " cannot be read: " + why.getMessage() + ".";
        return new TryAgainLater(new Problem(
                ProblemKind.INVALID,
                Origin.HUB,
                "log-in",
                new Bilingual("Không đọc được thông tin đăng nhập cho " + system + ": " + why.getMessage() + ".", en),
                new Bilingual("Đặt biến môi trường hoặc tệp đó.", "Set that variable or file.")));
    }

    static Problem noValue(SystemId system, IllegalArgumentException why) {
        return new Problem(
                ProblemKind.INVALID,
                Origin.HUB,
                "write-request",
                new Bilingual(
                        "Không điền được yêu cầu gửi đến " + system + ": " + why.getMessage() + ".",
                        "The request to " + system + " cannot be filled in: " + why.getMessage() + "."),
                new Bilingual("Sửa yêu cầu trong connector.yaml.", "Mend the request in connector.yaml."));
    }

    private static TryAgainLater unreadable(String vi, String en) {
        return new TryAgainLater(
                new Problem(ProblemKind.UNREADABLE_ANSWER, Origin.AGENCY, STAGE, new Bilingual(vi, en), check()));
    }

    static Problem unavailable(String vi, String en) {
        return new Problem(ProblemKind.SYSTEM_UNAVAILABLE, Origin.AGENCY, STAGE, new Bilingual(vi, en), patience());
    }

    private static Bilingual patience() {
        return new Bilingual(
                "Trục sẽ tự thử lại; nếu kéo dài, kiểm tra hệ thống và đường truyền.",
                "The hub tries again by itself; if it lasts, check the system and the line to it.");
    }

    private static Bilingual check() {
        return new Bilingual(
                "So yêu cầu trong connector.yaml với tài liệu của hệ thống, hoặc hỏi người vận hành nó.",
                "Compare the request in connector.yaml with the system's documents, or ask its operators.");
    }
}
