package vn.lienthong.hub.submission;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.PortalAct;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.Problem.Fault;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.TryAgainLater;
import vn.lienthong.hub.problem.Undeliverable;

/** The problems with which something handed in can end. None repeats what was sent, for that is personal data. */
final class SubmissionProblems {
    static final String CHECK = "check-what-is-handed-in";
    private static final int LONGEST_KEY = 200;

    private SubmissionProblems() {}

    static Undeliverable mayNotSubmit(String caller, String agency) {
        return refused(
                ProblemKind.NOT_ALLOWED,
                "who-submits-and-may-they",
                "“" + caller + "” không được nộp hồ sơ cho cơ quan " + agency + ".",
                "\"" + caller + "\" may not hand in dossiers for the agency " + agency + ".",
                "Đề nghị quản trị viên thêm hệ thống của cơ quan vào submits-to.",
                "Ask the administrator to add the agency's system to submits-to.",
                "/agency");
    }

    static Undeliverable keyMissing() {
        return refused(
                ProblemKind.INVALID,
                "who-submits-and-may-they",
                "Thiếu Idempotency-Key.",
                "The Idempotency-Key is missing.",
                "Gửi một khóa mới cho mỗi lần nộp và giữ nguyên khóa khi gửi lại: 1 đến " + LONGEST_KEY + " ký tự.",
                "Send a new key for each submission, and the same one when it is sent again: 1 to " + LONGEST_KEY
                        + " characters.",
                null);
    }

    static boolean isKey(String key) {
        return !key.isBlank() && key.length() <= LONGEST_KEY && key.chars().noneMatch(Character::isISOControl);
    }

    static Undeliverable keyUsed() {
        return refused(
                ProblemKind.CONFLICT,
                "known-by-its-key",
                "Idempotency-Key này đã dùng cho một nội dung khác.",
                "This Idempotency-Key was used for another content.",
                "Dùng khóa mới cho nội dung mới; gửi lại đúng nội dung cũ để nhận lại biên nhận cũ.",
                "Use a new key for a new content; send the old content again to get the old receipt again.",
                null);
    }

    static Undeliverable codeTaken(String code) {
        return refused(
                ProblemKind.CONFLICT,
                "keep",
                "Cơ quan này đã có hồ sơ mang mã “" + code + "”.",
                "This agency has a dossier with the code \"" + code + "\" already.",
                "Nộp với mã khác, hoặc không gửi mã để trục cấp mã.",
                "Hand it in with another code, or send none and the hub gives one.",
                "/code");
    }

    static Undeliverable unknownAgency(String agency) {
        return refused(
                ProblemKind.UNKNOWN_AGENCY,
                CHECK,
                "Trục liên thông không kết nối cơ quan " + agency + ".",
                "The hub is connected to no agency " + agency + ".",
                "Kiểm tra mã cơ quan.",
                "Check the agency id.",
                "/agency");
    }

    static Undeliverable takesNone(String agency) {
        return refused(
                ProblemKind.FAULTY_SUBMISSION,
                CHECK,
                "Cơ quan " + agency + " chưa nhận hồ sơ qua trục.",
                "The agency " + agency + " takes no submissions through the hub.",
                "Nộp trực tiếp tại cơ quan.",
                "Hand it in at the agency itself.",
                "/agency");
    }

    static Undeliverable takesNoSuchAct(SystemId system, PortalAct act) {
        return refused(
                ProblemKind.FAULTY_SUBMISSION,
                CHECK,
                "Hệ thống " + system + " không nhận loại yêu cầu “" + act.key() + "” qua trục.",
                "The system " + system + " takes no \"" + act.key() + "\" through the hub.",
                "Báo trực tiếp cho cơ quan.",
                "Tell the agency itself.",
                null);
    }

    static Undeliverable unknownProcedure(Collection<String> known) {
        String listed = known.stream().sorted().collect(Collectors.joining(", "));
        return new Undeliverable(new Problem(
                ProblemKind.FAULTY_SUBMISSION,
                Origin.PORTAL,
                CHECK,
                new Bilingual(
                        "Cơ quan này không nhận thủ tục đó qua trục.",
                        "This agency does not take that procedure through the hub."),
                new Bilingual("Các thủ tục được nhận: " + listed + ".", "The procedures it takes: " + listed + "."),
                "/procedure"));
    }

    static Undeliverable noSuchDossier() {
        return refused(
                ProblemKind.NO_SUCH_DOSSIER,
                CHECK,
                "Trục không biết hồ sơ nào mang mã này ở cơ quan được nêu.",
                "The hub knows no dossier with this code at the agency that is named.",
                "Kiểm tra mã trên biên nhận; hồ sơ phải được trục biết: nộp qua trục hoặc do cơ quan báo.",
                "Check the code on the receipt; the hub has to know the dossier, handed in through it or told by the agency.",
                "/code");
    }

    static Undeliverable ambiguous(Collection<String> agencies) {
        String listed = agencies.stream().sorted().collect(Collectors.joining(", "));
        return refused(
                ProblemKind.AMBIGUOUS_CODE,
                CHECK,
                "Mã này có ở các cơ quan: " + listed + ".",
                "This code is known to the agencies " + listed + ".",
                "Gửi kèm agency= một trong các mã đó.",
                "Send agency= one of them too.",
                "/agency");
    }

    static Undeliverable faulty(List<Fault> faults) {
        return new Undeliverable(new Problem(
                ProblemKind.FAULTY_SUBMISSION,
                Origin.PORTAL,
                CHECK,
                new Bilingual(joined(faults, fault -> fault.detail().vi()), joined(faults, fault -> fault.detail()
                        .en())),
                new Bilingual(
                        "Sửa các chỗ được nêu trong faults rồi nộp lại.",
                        "Mend what faults names, and hand it in again."),
                faults.get(0).pointer(),
                faults));
    }

    private static String joined(List<Fault> faults, java.util.function.Function<Fault, String> text) {
        String told = faults.stream()
                .limit(20)
                .map(fault -> fault.pointer() + " " + text.apply(fault))
                .collect(Collectors.joining("; "));
        return told + (faults.size() > 20 ? "; …" : "") + ".";
    }

    static TryAgainLater diskTrouble(Throwable cause) {
        return new TryAgainLater(
                new Problem(
                        ProblemKind.HUB_UNAVAILABLE,
                        Origin.HUB,
                        "keep-attachment",
                        new Bilingual(
                                "Trục chưa ghi được tệp đính kèm xuống đĩa.",
                                "The hub could not write the attachment to disk."),
                        new Bilingual(
                                "Hãy gửi lại sau; quản trị viên kiểm tra dung lượng đĩa.",
                                "Send it again later; an administrator should check the disk space.")),
                cause);
    }

    static Undeliverable refused(
            ProblemKind kind,
            String stage,
            String vi,
            String en,
            String remedyVi,
            String remedyEn,
            @org.jspecify.annotations.Nullable String pointer) {
        return new Undeliverable(new Problem(
                kind, Origin.PORTAL, stage, new Bilingual(vi, en), new Bilingual(remedyVi, remedyEn), pointer));
    }
}
