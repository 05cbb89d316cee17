package vn.lienthong.hub.access;

import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;

/** The problems of those who may not. */
public final class AccessProblems {
    private static final String STAGE = "access";

    private AccessProblems() {}

    public static Problem noSecret() {
        return of(
                ProblemKind.NOT_AUTHENTICATED,
                new Bilingual("Yêu cầu không kèm khóa hay đăng nhập.", "The request shows neither a key nor a login."),
                new Bilingual(
                        "Gửi khóa trong tiêu đề X-API-Key, hoặc đăng nhập.",
                        "Send the key in the header X-API-Key, or log in."));
    }

    public static Problem wrongSecret() {
        return of(
                ProblemKind.NOT_AUTHENTICATED,
                new Bilingual("Khóa, tên hoặc mật khẩu không đúng.", "The key, the name or the password is not right."),
                new Bilingual(
                        "Kiểm tra lại; nếu đã mất khóa, đề nghị quản trị viên cấp khóa mới.",
                        "Check it; if the key is lost, ask the administrator for a new one."));
    }

    public static Problem lacks(Caller caller, Right right) {
        return of(
                ProblemKind.NOT_ALLOWED,
                new Bilingual(
                        caller.id() + " không có quyền " + right.key() + ".",
                        caller.id() + " does not have the right " + right.key() + "."),
                new Bilingual(
                        "Đề nghị quản trị viên thêm quyền " + right.key() + ".",
                        "Ask the administrator to add the right " + right.key() + "."));
    }

    public static Problem mayNotPushFor(Caller caller, String system) {
        return of(
                ProblemKind.NOT_ALLOWED,
                new Bilingual(
                        caller.id() + " không được gửi thay đổi cho hệ thống " + system + ".",
                        caller.id() + " may not push changes for the system " + system + "."),
                new Bilingual(
                        "Đề nghị quản trị viên thêm hệ thống này vào pushes-for.",
                        "Ask the administrator to add the system to pushes-for."));
    }

    public static Problem mayNotSubmit(Caller caller) {
        return of(
                ProblemKind.NOT_ALLOWED,
                new Bilingual(
                        caller.id() + " không được nộp hồ sơ cho cơ quan nào.",
                        caller.id() + " may not hand in dossiers for any agency."),
                new Bilingual(
                        "Đề nghị quản trị viên thêm hệ thống của cơ quan vào submits-to.",
                        "Ask the administrator to add the agency's system to submits-to."));
    }

    public static Problem mayNotUseFacadesOf(Caller caller, String connector) {
        return of(
                ProblemKind.NOT_ALLOWED,
                new Bilingual(
                        caller.id() + " không được gọi dịch vụ của kết nối " + connector + " qua trục.",
                        caller.id() + " may not use the facade of the connector " + connector + "."),
                new Bilingual(
                        "Đề nghị quản trị viên thêm kết nối này vào uses-facades-of.",
                        "Ask the administrator to add the connector to uses-facades-of."));
    }

    public static Problem denied() {
        return of(
                ProblemKind.NOT_ALLOWED,
                new Bilingual("Không có quyền làm việc này.", "There is no right to do this."),
                new Bilingual("Đề nghị quản trị viên cấp quyền.", "Ask the administrator for the right."));
    }

    public static Problem formExpired() {
        return of(
                ProblemKind.NOT_ALLOWED,
                new Bilingual(
                        "Biểu mẫu đã hết hạn hoặc không phải của trang này.",
                        "The form has expired or is not of these pages."),
                new Bilingual("Tải lại trang rồi thử lại.", "Load the page again and retry."));
    }

    public static Problem tooMany(long waitMillis) {
        long seconds = seconds(waitMillis);
        return of(
                ProblemKind.TOO_MANY_REQUESTS,
                new Bilingual(
                        "Quá nhiều yêu cầu trong thời gian ngắn.", "There were too many requests in a short time."),
                new Bilingual("Thử lại sau " + seconds + " giây.", "Try again in " + seconds + " s."));
    }

    public static long seconds(long millis) {
        return Math.max(1, (millis + 999) / 1_000);
    }

    private static Problem of(ProblemKind kind, Bilingual detail, Bilingual remedy) {
        return new Problem(kind, Origin.PORTAL, STAGE, detail, remedy);
    }
}
