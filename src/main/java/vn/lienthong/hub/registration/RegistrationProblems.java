package vn.lienthong.hub.registration;

import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.Lifecycle;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;

/** What can be wrong with a request about connectors. */
final class RegistrationProblems {
    private static final String STAGE = "connectors";

    private RegistrationProblems() {}

    static Problem unknown(String id) {
        String shown = id.length() <= 40 ? id : id.substring(0, 40) + "…";
        return of(
                ProblemKind.NOT_FOUND,
                "Không có kết nối " + shown + ".",
                "There is no connector " + shown + ".",
                "Xem danh sách ở /api/v1/connectors; mã gồm 2 đến 40 chữ thường, số và dấu gạch nối.",
                "See the list at /api/v1/connectors; an id has 2 to 40 lower-case letters, digits and single hyphens.");
    }

    static Problem livesInFolder(SystemId id) {
        return of(
                ProblemKind.CONFLICT,
                "Kết nối " + id + " nằm trong thư mục connectors/" + id + " của trục, không do API quản lý.",
                "The connector " + id + " lives in the hub's folder connectors/" + id + ", not with the API.",
                "Sửa tệp trong thư mục đó, trục tự đọc lại; hoặc xuất ra, xoá thư mục, rồi đăng ký qua API.",
                "Change the files there, the hub reads them again by itself; or export it, remove the folder, and register"
                        + " it through the API.");
    }

    static Problem faulty(SystemId id, int faults) {
        return of(
                ProblemKind.FAULTY_DEFINITION,
                "Định nghĩa của " + id + " có " + faults + " lỗi; không có gì thay đổi.",
                "The definition of " + id + " has " + faults + (faults == 1 ? " fault" : " faults")
                        + "; nothing was changed.",
                "Sửa hết các lỗi trong faults rồi gửi lại.",
                "Mend everything told in faults, and send it again.");
    }

    static Problem overtaken(SystemId id) {
        return of(
                ProblemKind.OVERTAKEN,
                "Phiên bản mới nhất của " + id + " không phải phiên bản mà thay đổi này dựa vào.",
                "The latest version of " + id + " is not the one that this change was made from.",
                "Đọc lại kết nối, gộp thay đổi, rồi gửi với ETag mới trong If-Match.",
                "Get the connector again, put the changes together, and send them with the new ETag in If-Match.");
    }

    static Problem waiting(SystemId id, long dossiers) {
        return of(
                ProblemKind.CONFLICT,
                dossiers + " hồ sơ còn chờ gửi tới " + id + ".",
                dossiers + (dossiers == 1 ? " dossier waits" : " dossiers wait") + " to be told to " + id + ".",
                "Chờ gửi hết, hoặc xoá với ?force=true để chuyển chúng vào thư chết.",
                "Wait until they are told, or delete with ?force=true, which moves them to the dead letters.");
    }

    static Problem sentAndNotTaken(SystemId id, long messages) {
        return of(
                ProblemKind.CONFLICT,
                messages + " thông điệp của " + id + " còn chờ trong hàng đợi agency.changes." + id + ".",
                messages + (messages == 1 ? " message" : " messages") + " of " + id
                        + " wait in the queue agency.changes." + id + ".",
                "Cho kết nối chạy để nhận hết, hoặc xoá với ?force=true để chuyển chúng vào thư chết.",
                "Let the connector run until they are taken, or delete with ?force=true, which moves them to the dead"
                        + " letters.");
    }

    static Problem notResyncable(SystemId id) {
        return of(
                ProblemKind.CONFLICT,
                "Không đọc lại được " + id + " theo cách đó.",
                "The system " + id + " cannot be read again so.",
                "{\"dossier\": …} cần lookup; {\"all\": true} hoặc {\"from\": …} cần một kết nối hỏi định kỳ; kết nối đang chạy.",
                "{\"dossier\": …} needs a lookup; {\"all\": true} or {\"from\": …} need a connector that polls; and it has to run.");
    }

    static Problem badResync(String why) {
        return of(
                ProblemKind.INVALID,
                "Yêu cầu đọc lại không hợp lệ: " + why + ".",
                "That is no way to read again: " + why + ".",
                "Gửi {\"dossier\": \"mã\"}, {\"all\": true} hoặc {\"from\": \"mốc\", \"to\": \"mốc\"}, có thể thêm"
                        + " \"perSecond\": 1 đến 500.",
                "Send {\"dossier\": \"code\"}, {\"all\": true} or {\"from\": \"watermark\", \"to\": \"watermark\"}, perhaps with"
                        + " \"perSecond\": 1 to 500.");
    }

    static Problem stillLeaving(SystemId id) {
        return of(
                ProblemKind.HUB_UNAVAILABLE,
                "Kết nối " + id + " đang kết thúc việc dở dang.",
                "The connector " + id + " is still ending what it began.",
                "Thử lại sau ít phút; kết nối đã được dừng.",
                "Try again in a minute; the connector is being stopped.");
    }

    static Problem isDraft(SystemId id) {
        return of(
                ProblemKind.CONFLICT,
                "Kết nối " + id + " còn là bản nháp.",
                "The connector " + id + " is a draft.",
                "Kích hoạt trước: POST /api/v1/connectors/" + id + "/activate.",
                "Activate it first: POST /api/v1/connectors/" + id + "/activate.");
    }

    static Problem needsAnother(SystemId id) {
        return of(
                ProblemKind.NOT_ALLOWED,
                "Phiên bản mới nhất của " + id + " do chính người gọi đăng ký; cần người thứ hai duyệt.",
                "The latest version of " + id + " was registered by the caller; a second person is to approve it.",
                "Nhờ một người khác có quyền approve-connectors kích hoạt.",
                "Ask somebody else with the right approve-connectors to activate it.");
    }

    static Problem lacksApproval() {
        return of(
                ProblemKind.NOT_ALLOWED,
                "Trục này đòi hỏi quyền approve-connectors để kích hoạt.",
                "This hub asks for the right approve-connectors to activate a connector.",
                "Nhờ người có quyền đó, hoặc nhờ quản trị viên cấp quyền.",
                "Ask somebody who has it, or the administrator to grant it.");
    }

    static Problem lacksAdminister() {
        return of(
                ProblemKind.NOT_ALLOWED,
                "Xem toàn bộ tệp của kết nối cần quyền administer.",
                "Seeing a connector's files needs the right administer.",
                "Nhờ người có quyền đó, hoặc nhờ quản trị viên cấp quyền.",
                "Ask somebody who has it, or the administrator to grant it.");
    }

    static Problem noVersion(SystemId id, String version) {
        return of(
                ProblemKind.NOT_FOUND,
                "Kết nối " + id + " không có phiên bản " + version + ".",
                "The connector " + id + " has no version " + version + ".",
                "Xem /api/v1/connectors/" + id + "/versions.",
                "See /api/v1/connectors/" + id + "/versions.");
    }

    static Problem noSample() {
        return of(
                ProblemKind.INVALID,
                "Không có gì để chạy thử.",
                "There is nothing to try.",
                "Gửi {\"sample\": \"…\", \"type\": \"json|xml|csv\", \"as\": \"intake|lookup\"} cho một kết nối đọc bản ghi theo cách đó;"
                        + " thêm files để thử một định nghĩa chưa đăng ký.",
                "Send {\"sample\": \"…\", \"type\": \"json|xml|csv\", \"as\": \"intake|lookup\"} for a connector that reads records so;"
                        + " add files to try a definition that is not registered.");
    }

    static Problem notAsked() {
        return of(
                ProblemKind.CONFLICT,
                "Trục không hỏi hệ thống này theo cách đó.",
                "The hub does not ask this system so.",
                "\"live\": \"intake\" cho kết nối hỏi định kỳ, \"live\": \"lookup\" cho kết nối có lookup; kết nối khác thì gửi"
                        + " sample.",
                "\"live\": \"intake\" is for a connector that polls, \"live\": \"lookup\" for one with a lookup; send a sample for"
                        + " others.");
    }

    static Problem noCode() {
        return of(
                ProblemKind.INVALID,
                "Không có mã hồ sơ dùng được.",
                "There is no usable dossier code.",
                "Đưa mã của một hồ sơ có thật trong hệ thống đó, dài nhất 100 ký tự.",
                "Give the code of a dossier that the system has, of 100 characters at most.");
    }

    static Problem noLine(String why) {
        return of(
                ProblemKind.CONFLICT,
                "Không dựng được đường gọi hệ thống: " + why + ".",
                "The calls to the system cannot be made: " + why + ".",
                "Sửa connector.yaml hoặc hợp đồng của nó.",
                "Mend connector.yaml or its contract.");
    }

    static Problem noContractSource(SystemId id) {
        return of(
                ProblemKind.CONFLICT,
                "Kết nối " + id + " chưa khai báo nơi hệ thống công bố hợp đồng.",
                "The connector " + id + " does not say where its system publishes its contract.",
                "Thêm contract: {from: \"/soap?wsdl\"} vào connector.yaml.",
                "Add contract: {from: \"/soap?wsdl\"} to connector.yaml.");
    }

    static Problem noWatermark(SystemId id) {
        return of(
                ProblemKind.CONFLICT,
                "Hệ thống " + id + " không được đọc theo mốc.",
                "The system " + id + " is not read by a watermark.",
                "Chỉ các kết nối hỏi định kỳ (rest-poll, soap-poll) có mốc.",
                "Only connectors that poll (rest-poll, soap-poll) have one.");
    }

    static Problem pauseFirst(SystemId id, Lifecycle now) {
        return of(
                ProblemKind.CONFLICT,
                "Kết nối " + id + " đang ở trạng thái " + now.title().vi() + " nên mốc còn tự di chuyển.",
                "The connector " + id + " is " + now.key() + ", so the watermark moves by itself.",
                "Tạm dừng trước (/pause), đặt mốc, rồi cho chạy tiếp (/resume).",
                "Pause it first (/pause), set the watermark, then let it go on (/resume).");
    }

    static Problem malformed(String pointer, String foundVi, String foundEn) {
        return new Problem(
                ProblemKind.INVALID,
                Origin.PORTAL,
                STAGE,
                new Bilingual(foundVi, foundEn),
                new Bilingual(
                        "Gửi JSON như {\"files\": {\"connector.yaml\": \"…\", \"mapping.yaml\": \"…\"}, \"comment\": \"…\"}, hoặc"
                                + " tệp zip (application/zip).",
                        "Send JSON such as {\"files\": {\"connector.yaml\": \"…\", \"mapping.yaml\": \"…\"}, \"comment\":"
                                + " \"…\"}, or a zip (application/zip)."),
                pointer);
    }

    private static Problem of(ProblemKind kind, String vi, String en, String remedyVi, String remedyEn) {
        return new Problem(kind, Origin.PORTAL, STAGE, new Bilingual(vi, en), new Bilingual(remedyVi, remedyEn));
    }
}
