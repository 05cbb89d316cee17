package vn.lienthong.hub.submission;

import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;

/** What can go wrong in telling an agency's system of a submission. */
final class SubmissionCallProblems {
    private static final String STAGE = "tell-of-the-submission";
    private static final int LONGEST = 120;

    private SubmissionCallProblems() {}

    static Problem refused(SystemId system, String words) {
        String line = words.strip().replaceAll("\\p{Cntrl}", " ").replaceAll("\\d{6,}", "…");
        String shown = line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
        return problem(
                ProblemKind.REFUSED_BY_SYSTEM,
                "Hệ thống " + system + " từ chối: " + shown + ".",
                "The system " + system + " refuses: " + shown + ".",
                "Sửa điều hệ thống nêu, rồi phát lại thư chết này.",
                "Mend what the system names, then replay this dead letter.");
    }

    static Problem notTaken(SystemId system) {
        return problem(
                ProblemKind.REFUSED_BY_SYSTEM,
                "Hệ thống " + system + " trả lời rằng không có hồ sơ hoặc địa chỉ này.",
                "The system " + system + " answers that there is no such dossier or address.",
                "So phần submission của connector.yaml với tài liệu của hệ thống, rồi phát lại.",
                "Compare the part submission of connector.yaml with the system's documents, then replay.");
    }

    static Problem noNumber(SystemId system, String pointer) {
        return problem(
                ProblemKind.UNREADABLE_ANSWER,
                "Trả lời của hệ thống " + system + " không có số hồ sơ ở " + pointer + ".",
                "The answer of the system " + system + " has no dossier number at " + pointer + ".",
                "Kiểm tra submission/submit/number trong connector.yaml.",
                "Check submission/submit/number in connector.yaml.");
    }

    static Problem noForm(SystemId system) {
        return new Problem(
                ProblemKind.INVALID,
                Origin.HUB,
                STAGE,
                new Bilingual(
                        "Nội dung không viết được theo dạng mà " + system + " nhận.",
                        "The content cannot be written in the form that " + system + " takes."),
                new Bilingual(
                        "Sửa biểu mẫu hoặc yêu cầu trong connector.yaml, rồi phát lại.",
                        "Mend the form or the request in connector.yaml, then replay."));
    }

    static Problem attachmentGone() {
        return new Problem(
                ProblemKind.NOT_FOUND,
                Origin.HUB,
                STAGE,
                new Bilingual("Tệp đính kèm không còn ở trục.", "The hub does not have the attachment any more."),
                new Bilingual(
                        "Khôi phục thư mục attachments từ bản sao lưu, rồi phát lại.",
                        "Restore the folder of attachments from a backup, then replay."));
    }

    private static Problem problem(ProblemKind kind, String vi, String en, String remedyVi, String remedyEn) {
        return new Problem(kind, Origin.AGENCY, STAGE, new Bilingual(vi, en), new Bilingual(remedyVi, remedyEn));
    }
}
