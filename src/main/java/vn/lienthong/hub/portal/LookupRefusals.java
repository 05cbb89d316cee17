package vn.lienthong.hub.portal;

import java.util.Collection;
import java.util.stream.Collectors;
import vn.lienthong.hub.canonical.AgencyId;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.StatusLookup;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;

/** The problems with which a look-up that was understood can end. */
final class LookupRefusals {
    private LookupRefusals() {}

    static Problem mayNotLookUp(String caller) {
        return new Problem(
                ProblemKind.NOT_ALLOWED,
                Origin.PORTAL,
                "who-asks-and-may-they",
                new Bilingual(
                        "“" + caller + "” không có quyền tra cứu hồ sơ.",
                        "\"" + caller + "\" has no right to look dossiers up."),
                new Bilingual(
                        "Đề nghị quản trị trục liên thông cấp quyền LOOK_UP.",
                        "Ask the hub's administrator for the right LOOK_UP."));
    }

    static Problem tooManyLookups(long waitMillis) {
        long seconds = Math.max(1, (waitMillis + 999) / 1000);
        return new Problem(
                ProblemKind.TOO_MANY_REQUESTS,
                Origin.PORTAL,
                "who-asks-and-may-they",
                new Bilingual("Đã tra cứu quá nhiều lần.", "There were too many look-ups."),
                new Bilingual("Thử lại sau " + seconds + " giây.", "Try again in " + seconds + " s."));
    }

    static Problem unknownAgency(AgencyId agency) {
        return new Problem(
                ProblemKind.UNKNOWN_AGENCY,
                Origin.PORTAL,
                "known-and-fresh",
                new Bilingual(
                        "Trục liên thông không kết nối cơ quan " + agency + ".",
                        "The hub is connected to no agency " + agency + "."),
                new Bilingual(
                        "Kiểm tra mã cơ quan, hoặc tra cứu không kèm mã cơ quan.",
                        "Check the agency id, or look up without one."),
                "/agency");
    }

    static Problem ambiguous(StatusLookup lookup, Collection<AgencyId> agencies) {
        String listed = agencies.stream().sorted().map(AgencyId::value).collect(Collectors.joining(", "));
        return new Problem(
                ProblemKind.AMBIGUOUS_CODE,
                Origin.PORTAL,
                "known-and-fresh",
                new Bilingual(
                        "Mã “" + lookup.code() + "” có ở các cơ quan: " + listed + ".",
                        "The code \"" + lookup.code() + "\" is known to the agencies " + listed + "."),
                new Bilingual(
                        "Tra cứu lại kèm agency= một trong các mã đó.", "Look it up again with agency= one of them."),
                "/agency");
    }

    static Problem noSuchDossier(StatusLookup lookup) {
        return new Problem(
                ProblemKind.NO_SUCH_DOSSIER,
                Origin.PORTAL,
                "answer",
                new Bilingual(
                        "Không có hồ sơ mang mã “" + lookup.code() + "”.",
                        "There is no dossier with the code \"" + lookup.code() + "\"."),
                new Bilingual(
                        "Kiểm tra mã ghi trên biên nhận; với mã riêng của cơ quan, gửi kèm agency=.",
                        "Check the code on the receipt; with an agency's own code, send agency= too."),
                "/code");
    }

    static Problem nobodyAnswered(StatusLookup lookup, Collection<SystemId> silent) {
        String listed = silent.stream().sorted().map(SystemId::value).collect(Collectors.joining(", "));
        return new Problem(
                ProblemKind.SYSTEM_UNAVAILABLE,
                Origin.AGENCY,
                "ask-the-agency",
                new Bilingual(
                        "Trục liên thông chưa biết hồ sơ “" + lookup.code() + "” và không nhận được trả lời từ: "
                                + listed + ".",
                        "The hub does not know the dossier \"" + lookup.code() + "\" and got no answer from: " + listed
                                + "."),
                new Bilingual("Thử lại sau ít phút.", "Try again in a few minutes."));
    }

    static Problem noAnswerInTime(SystemId system) {
        return new Problem(
                ProblemKind.SYSTEM_UNAVAILABLE,
                Origin.AGENCY,
                "ask-the-agency",
                new Bilingual("“" + system + "” không trả lời kịp.", "\"" + system + "\" did not answer in time."),
                new Bilingual("Thử lại sau ít phút.", "Try again in a few minutes."));
    }

    static Problem tooBusyToAsk() {
        return new Problem(
                ProblemKind.HUB_UNAVAILABLE,
                Origin.HUB,
                "ask-the-agency",
                new Bilingual(
                        "Quá nhiều câu hỏi đang chờ cơ quan trả lời.", "Too many questions are waiting for agencies."),
                new Bilingual("Thử lại sau ít giây.", "Try again in a few seconds."));
    }
}
