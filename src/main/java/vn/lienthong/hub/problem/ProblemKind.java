package vn.lienthong.hub.problem;

import java.util.Locale;
import vn.lienthong.hub.canonical.Bilingual;

/** The kinds of things that can go wrong, each with the HTTP status that tells it and a title people read. */
public enum ProblemKind {
    MALFORMED(400, "Nội dung không đọc được", "Malformed content"),
    INVALID(400, "Giá trị không hợp lệ", "Invalid value"),
    NOT_AUTHENTICATED(401, "Chưa xác thực", "Not authenticated"),
    NOT_ALLOWED(403, "Không có quyền", "Not allowed"),
    NO_SUCH_DOSSIER(404, "Không tìm thấy hồ sơ", "No such dossier"),
    NOT_FOUND(404, "Không tìm thấy", "Not found"),
    METHOD_NOT_ALLOWED(405, "Phương thức không được hỗ trợ", "Method not allowed"),
    NOT_ACCEPTABLE(406, "Không có dạng trả lời phù hợp", "Not acceptable"),
    AMBIGUOUS_CODE(409, "Mã hồ sơ có ở nhiều cơ quan", "Code known to several agencies"),
    CONFLICT(409, "Xung đột", "Conflict"),
    OVERTAKEN(412, "Đã có thay đổi khác trước đó", "Overtaken by another change"),
    TOO_LARGE(413, "Nội dung quá lớn", "Content too large"),
    UNSUPPORTED_TYPE(415, "Kiểu nội dung không được hỗ trợ", "Unsupported content type"),
    FAULTY_SUBMISSION(422, "Hồ sơ nộp có lỗi", "Faulty submission"),
    FAULTY_DEFINITION(422, "Định nghĩa có lỗi", "Faulty definition"),
    UNMAPPED_CODE(422, "Mã trạng thái chưa được ánh xạ", "Unmapped status code"),
    BAD_DATE(422, "Ngày giờ không đọc được", "Unreadable date"),
    MISSING_FIELD(422, "Thiếu trường bắt buộc", "Required field missing"),
    UNKNOWN_AGENCY(404, "Không có cơ quan này", "Unknown agency"),
    TOO_MANY_REQUESTS(429, "Quá nhiều yêu cầu", "Too many requests"),
    REFUSED_BY_SYSTEM(502, "Hệ thống kết nối từ chối", "Refused by the connected system"),
    UNREADABLE_ANSWER(502, "Trả lời của hệ thống kết nối không đọc được", "Unreadable answer of the connected system"),
    SYSTEM_UNAVAILABLE(503, "Hệ thống kết nối không phản hồi", "Connected system unavailable"),
    HUB_UNAVAILABLE(503, "Trục liên thông tạm thời không phục vụ", "Hub temporarily unavailable"),
    UNEXPECTED(500, "Lỗi không lường trước", "Unexpected error");

    private final int httpStatus;
    private final Bilingual title;

    ProblemKind(int httpStatus, String vi, String en) {
        this.httpStatus = httpStatus;
        this.title = new Bilingual(vi, en);
    }

    public int httpStatus() {
        return httpStatus;
    }

    public Bilingual title() {
        return title;
    }

    /** The key used in answers and links: {@code unmapped-code}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
