package vn.lienthong.hub.deadletter;

import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.deadletter.DeadLetters.DeadLetter;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;

/** What can be wrong with a request about dead letters. */
final class DeadLetterProblems {
    private DeadLetterProblems() {}

    static Problem unknown(long id) {
        return of(
                ProblemKind.NOT_FOUND,
                new Bilingual("Không có thư chết số " + id + ".", "There is no dead letter " + id + "."),
                new Bilingual("Xem danh sách ở /api/v1/dead-letters.", "See the list at /api/v1/dead-letters."));
    }

    static Problem unknownRun(long id) {
        return of(
                ProblemKind.NOT_FOUND,
                new Bilingual("Không có đợt phát lại số " + id + ".", "There is no replay " + id + "."),
                new Bilingual(
                        "Xem danh sách ở /api/v1/dead-letters/replays.",
                        "See the list at /api/v1/dead-letters/replays."));
    }

    static Problem cannotBeEdited(DeadLetter letter) {
        return of(
                ProblemKind.CONFLICT,
                new Bilingual(
                        "Không sửa được bản gốc của thư chết số " + letter.id() + ".",
                        "The original of dead letter " + letter.id() + " cannot be edited."),
                new Bilingual(
                        "Sửa ánh xạ, hoặc đề nghị hệ thống nguồn gửi thay đổi mới, rồi phát lại.",
                        "Mend the mapping, or have its system send a new change, then replay."));
    }

    static Problem closed(long id) {
        return of(
                ProblemKind.CONFLICT,
                new Bilingual(
                        "Thư chết số " + id + " đã được phát lại hoặc bỏ đi.",
                        "Dead letter " + id + " was replayed or discarded already."),
                new Bilingual("Không cần làm gì thêm.", "Nothing is left to do."));
    }

    static Problem cannotBeReplayed(DeadLetter letter) {
        Bilingual why = whyNot(letter);
        return of(
                ProblemKind.CONFLICT,
                new Bilingual(
                        "Không phát lại được thư chết số " + letter.id() + " vì " + why.vi() + ".",
                        "Dead letter " + letter.id() + " cannot be replayed, for " + why.en() + "."),
                new Bilingual(
                        "Đề nghị hệ thống nguồn sửa và gửi lại, rồi bỏ thư chết này.",
                        "Have its system mend it and send it again, then discard this dead letter."));
    }

    private static Bilingual whyNot(DeadLetter letter) {
        if (letter.original().form() == DeadLetters.Form.MESSAGE) {
            return new Bilingual("không còn ai chờ trả lời", "nobody waits for an answer any more");
        }
        return letter.isCut()
                ? new Bilingual("bản gốc quá lớn nên không được giữ trọn", "its original was too large to keep whole")
                : new Bilingual("bản gốc không đọc được", "its original could not be read");
    }

    static Problem badParameter(String name, String expected) {
        return of(
                ProblemKind.INVALID,
                new Bilingual("Tham số " + name + " không hợp lệ.", "The parameter " + name + " is not valid."),
                new Bilingual("Dùng " + expected + ".", "Use " + expected + "."));
    }

    private static Problem of(ProblemKind kind, Bilingual detail, Bilingual remedy) {
        return new Problem(kind, Origin.PORTAL, "dead-letters", detail, remedy);
    }
}
