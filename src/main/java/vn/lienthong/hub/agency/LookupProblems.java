package vn.lienthong.hub.agency;

import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;

/** What can go wrong when an agency is asked for one dossier. */
final class LookupProblems {
    private static final String STAGE = "ask-agency";
    private static final Bilingual WAIT = new Bilingual(
            "Trục sẽ tự hỏi lại ở lần tra cứu sau; hãy kiểm tra hệ thống của cơ quan nếu kéo dài.",
            "The hub asks again at the next look-up; check the agency's system if this lasts.");

    private LookupProblems() {}

    static Problem noAnswer(SystemId connector) {
        return unavailable(
                "Hệ thống " + connector + " không trả lời trong thời hạn.",
                "The system " + connector + " did not answer within its deadline.");
    }

    static Problem notAsked(SystemId connector) {
        return unavailable(
                "Hệ thống " + connector + " không trả lời nhiều lần liền nên tạm thời không được hỏi.",
                "The system " + connector + " did not answer several times, so it is not asked for a while.");
    }

    static Problem rests(SystemId connector) {
        return new Problem(
                ProblemKind.HUB_UNAVAILABLE,
                Origin.HUB,
                STAGE,
                new Bilingual(
                        "Kết nối " + connector + " đang tạm dừng nên hệ thống không được hỏi.",
                        "The connector " + connector + " is paused, so its system is not asked."),
                new Bilingual(
                        "Quản trị viên cho kết nối chạy tiếp khi cơ quan sẵn sàng.",
                        "The administrator resumes the connector when the agency is ready."));
    }

    static Problem noRoute(SystemId connector) {
        return new Problem(
                ProblemKind.HUB_UNAVAILABLE,
                Origin.HUB,
                STAGE,
                new Bilingual(
                        "Trục hiện không hỏi được hệ thống " + connector + ".",
                        "The hub cannot ask the system " + connector + " at the moment."),
                new Bilingual(
                        "Quản trị viên xem các tuyến " + connector + "-ask và " + connector + "-lookup.",
                        "The administrator looks at the routes " + connector + "-ask and " + connector + "-lookup."));
    }

    static Problem unreadableReply(SystemId connector) {
        return unreadable(
                "Trả lời trên hàng đợi tra cứu của " + connector + " không đọc được.",
                "The reply on the look-up queue of " + connector + " cannot be read.");
    }

    static Problem anotherDossier(SystemId connector) {
        return unreadable(
                "Hệ thống " + connector + " trả lời về một hồ sơ khác với hồ sơ được hỏi.",
                "The system " + connector + " answered with another dossier than the one asked for.");
    }

    private static Problem unreadable(String vi, String en) {
        return new Problem(
                ProblemKind.UNREADABLE_ANSWER,
                Origin.AGENCY,
                STAGE,
                new Bilingual(vi, en),
                new Bilingual(
                        "So mục lookup trong connector.yaml với tài liệu của hệ thống.",
                        "Compare the lookup in connector.yaml with the system's documents."));
    }

    private static Problem unavailable(String vi, String en) {
        return new Problem(ProblemKind.SYSTEM_UNAVAILABLE, Origin.AGENCY, STAGE, new Bilingual(vi, en), WAIT);
    }
}
