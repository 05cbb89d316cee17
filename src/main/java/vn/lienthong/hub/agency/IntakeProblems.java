package vn.lienthong.hub.agency;

import java.nio.file.Path;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;

/** What can be wrong with what an agency sends, before any record of it is looked at. */
final class IntakeProblems {
    private static final String STAGE = "read-content";

    private IntakeProblems() {}

    static Problem nothingAt(String place) {
        return new Problem(
                ProblemKind.INVALID,
                Origin.AGENCY,
                STAGE,
                new Bilingual(
                        "Nội dung không có danh sách bản ghi ở " + place + ".",
                        "The content has no list of records at " + place + "."),
                new Bilingual(
                        "Đặt danh sách bản ghi ở " + place + "; danh sách rỗng cũng được.",
                        "Put the list of records at " + place + "; an empty list is fine."),
                place);
    }

    static Problem unknownFormat(String fileName) {
        return new Problem(
                ProblemKind.UNSUPPORTED_TYPE,
                Origin.AGENCY,
                STAGE,
                new Bilingual(
                        "Tên tệp " + fileName + " không cho biết định dạng.",
                        "The file name " + fileName + " does not tell a format."),
                new Bilingual(
                        "Đặt tên tệp kết thúc bằng .csv, .xml hoặc .json.",
                        "Let the name end in .csv, .xml or .json."));
    }

    static Problem noFolder(Path folder) {
        return new Problem(
                ProblemKind.SYSTEM_UNAVAILABLE,
                Origin.HUB,
                "look-into-folder",
                new Bilingual(
                        "Không có thư mục nhận tệp " + folder + ", hoặc trục không có quyền đọc nó.",
                        "The folder " + folder + " is not there, or the hub may not read it."),
                new Bilingual(
                        "Gắn lại ổ đĩa mạng hoặc tạo lại thư mục, và cho người dùng chạy trục quyền đọc, ghi; trục tự xem lại.",
                        "Mount the drive or make the folder again, and let the user that the hub runs as read and"
                                + " write there; the hub looks again by itself."));
    }

    static Problem notReadable(String fileName) {
        return new Problem(
                ProblemKind.HUB_UNAVAILABLE,
                Origin.HUB,
                "open-file",
                new Bilingual(
                        "Trục không mở được tệp " + fileName + ".", "The hub cannot open the file " + fileName + "."),
                new Bilingual(
                        "Cho người dùng chạy trục quyền đọc tệp đó.",
                        "Let the user that the hub runs as read the file."));
    }

    static Problem notMoved(String folder) {
        return new Problem(
                ProblemKind.HUB_UNAVAILABLE,
                Origin.HUB,
                "move-to-done",
                new Bilingual(
                        "Trục không chuyển được tệp vào thư mục " + folder + ".",
                        "The hub cannot move a file into the folder " + folder + "."),
                new Bilingual(
                        "Cho người dùng chạy trục quyền ghi trong thư mục nhận tệp.",
                        "Let the user that the hub runs as write in the drop folder."));
    }

    static Problem onlyTheBeginning() {
        return new Problem(
                ProblemKind.TOO_LARGE,
                Origin.HUB,
                "replay",
                new Bilingual(
                        "Chỉ phần đầu của nội dung được giữ lại nên không phát lại được.",
                        "Only the beginning of the payload was kept, so it cannot be replayed."),
                new Bilingual(
                        "Hãy để hệ thống của cơ quan gửi lại, hoặc chép tệp từ .failed trở lại thư mục nhận.",
                        "Let the agency's system send it again, or move the file from .failed back into the folder."));
    }
}
