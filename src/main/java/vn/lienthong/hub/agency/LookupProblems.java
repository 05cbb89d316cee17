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

    private static Problem unavailable(String vi, String en) {
        return new Problem(ProblemKind.SYSTEM_UNAVAILABLE, Origin.AGENCY, STAGE, new Bilingual(vi, en), WAIT);
    }
}
