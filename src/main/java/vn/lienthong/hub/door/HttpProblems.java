package vn.lienthong.hub.door;

import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;

/** The problems that a request can have whatever it asks for. */
final class HttpProblems {
    private static final String STAGE = "receive";

    private HttpProblems() {}

    static Problem tooLarge(long limit) {
        return of(
                ProblemKind.TOO_LARGE,
                new Bilingual("Nội dung dài hơn " + limit + " byte.", "The body is longer than " + limit + " bytes."),
                new Bilingual(
                        "Chia thành nhiều yêu cầu nhỏ hơn, hoặc đề nghị quản trị viên tăng lienthong.http.max-body.",
                        "Send it in smaller requests, or ask the administrator to raise lienthong.http.max-body."));
    }

    static Problem malformedJson(long line, long column) {
        return of(
                ProblemKind.MALFORMED,
                new Bilingual(
                        "JSON sai cú pháp ở dòng " + line + ", cột " + column + ".",
                        "The JSON is malformed at line " + line + ", column " + column + "."),
                new Bilingual("Sửa JSON ở vị trí đó rồi gửi lại.", "Mend the JSON there and send it again."));
    }

    static Problem notUtf8() {
        return of(
                ProblemKind.MALFORMED,
                new Bilingual("Nội dung có byte không phải UTF-8.", "There are bytes that are not UTF-8."),
                new Bilingual("Mã hóa nội dung bằng UTF-8 rồi gửi lại.", "Encode it in UTF-8 and send it again."));
    }

    static Problem noBody() {
        return of(
                ProblemKind.MALFORMED,
                new Bilingual("Yêu cầu không có nội dung đọc được.", "The request has no readable body."),
                new Bilingual("Gửi nội dung như tài liệu API mô tả.", "Send a body as the API document describes it."));
    }

    static Problem wrongShape(String pointer) {
        return new Problem(
                ProblemKind.INVALID,
                Origin.PORTAL,
                STAGE,
                new Bilingual(
                        "Giá trị ở " + (pointer.isEmpty() ? "gốc" : pointer) + " không đúng kiểu.",
                        "The value at " + (pointer.isEmpty() ? "the root" : pointer) + " has the wrong type."),
                new Bilingual(
                        "Sửa giá trị đó theo tài liệu API.", "Give the value the type that the API document tells."),
                pointer);
    }

    static Problem badRequest() {
        return of(
                ProblemKind.MALFORMED,
                new Bilingual("Yêu cầu HTTP không đọc được.", "The HTTP request could not be read."),
                new Bilingual(
                        "Kiểm tra đường dẫn, tham số và tiêu đề. Mã hồ sơ có dấu gạch chéo thì gửi bằng tham số code.",
                        "Check path, parameters and headers. A dossier code with a slash goes into the parameter code."));
    }

    static Problem badParameter(String name) {
        return of(
                ProblemKind.INVALID,
                new Bilingual(
                        "Tham số " + name + " thiếu hoặc không hợp lệ.",
                        "The parameter " + name + " is missing or invalid."),
                new Bilingual("Gửi tham số đó như tài liệu API mô tả.", "Send it as the API document describes it."));
    }

    static Problem notFound() {
        return of(
                ProblemKind.NOT_FOUND,
                new Bilingual("Không có gì ở địa chỉ này.", "There is nothing at this address."),
                new Bilingual(
                        "Xem các địa chỉ trong /api/v1/openapi.json.", "See the addresses in /api/v1/openapi.json."));
    }

    static Problem methodNotAllowed(String method, @Nullable Collection<String> allowed) {
        String right = allowed == null || allowed.isEmpty() ? "GET" : String.join(", ", allowed);
        return of(
                ProblemKind.METHOD_NOT_ALLOWED,
                new Bilingual("Địa chỉ này không nhận " + method + ".", "This address does not take " + method + "."),
                new Bilingual("Dùng " + right + ".", "Use " + right + "."));
    }

    static Problem notAcceptable(Collection<?> offered) {
        return of(
                ProblemKind.NOT_ACCEPTABLE,
                new Bilingual(
                        "Không trả lời được theo dạng mà tiêu đề Accept yêu cầu.",
                        "There is no answer of a type that the Accept header asks for."),
                new Bilingual("Chấp nhận " + list(offered) + ".", "Accept " + list(offered) + "."));
    }

    static Problem unsupportedType(@Nullable Object found, Collection<?> expected) {
        return of(
                ProblemKind.UNSUPPORTED_TYPE,
                new Bilingual(
                        found == null ? "Thiếu tiêu đề Content-Type." : "Không nhận nội dung kiểu " + found + ".",
                        found == null
                                ? "The Content-Type header is missing."
                                : "A body of type " + found + " is not taken."),
                new Bilingual("Gửi " + list(expected) + ".", "Send " + list(expected) + "."));
    }

    static Problem unexpected(@Nullable String requestId) {
        return new Problem(
                ProblemKind.UNEXPECTED,
                Origin.HUB,
                STAGE,
                new Bilingual("Trục liên thông gặp lỗi không lường trước.", "The hub met an error it did not foresee."),
                new Bilingual(
                        "Thử lại; nếu vẫn lỗi, báo quản trị viên mã yêu cầu " + requestId + ".",
                        "Try again; if it stays, tell the administrator the request id " + requestId + "."));
    }

    static Problem unavailable() {
        return new Problem(
                ProblemKind.HUB_UNAVAILABLE,
                Origin.HUB,
                STAGE,
                new Bilingual("Trục liên thông đang bận hoặc đang dừng.", "The hub is busy or stopping."),
                new Bilingual("Thử lại sau ít phút.", "Try again in a few minutes."));
    }

    /** For a status that some part of the server chose by itself. */
    static Problem ofStatus(int status, String method, @Nullable String requestId) {
        return switch (status) {
            case 401, 403 ->
                of(
                        status == 401 ? ProblemKind.NOT_AUTHENTICATED : ProblemKind.NOT_ALLOWED,
                        new Bilingual("Không được phép.", "This is not allowed."),
                        new Bilingual("Đăng nhập hoặc gửi khóa có quyền.", "Log in, or send a key with the right."));
            case 404 -> notFound();
            case 405 -> methodNotAllowed(method, null);
            case 413 ->
                of(
                        ProblemKind.TOO_LARGE,
                        new Bilingual("Yêu cầu quá lớn.", "The request is too large."),
                        new Bilingual("Gửi ít hơn trong một yêu cầu.", "Send less in one request."));
            case 415 -> unsupportedType(null, java.util.List.of("application/json"));
            case 503 -> unavailable();
            default -> status >= 400 && status < 500 ? badRequest() : unexpected(requestId);
        };
    }

    private static String list(Collection<?> types) {
        return types.isEmpty()
                ? "application/json"
                : types.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static Problem of(ProblemKind kind, Bilingual detail, Bilingual remedy) {
        return new Problem(kind, Origin.PORTAL, STAGE, detail, remedy);
    }
}
