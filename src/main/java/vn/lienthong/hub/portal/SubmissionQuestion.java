package vn.lienthong.hub.portal;

import com.fasterxml.jackson.databind.JsonNode;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.PortalAct;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.Undeliverable;

/** Reads what is handed in out of what a caller sent, the same over every door. */
final class SubmissionQuestion {
    private static final String STAGE = "read-the-submission";

    private SubmissionQuestion() {}

    /** What is done to a dossier, by the name in an address. */
    static PortalAct actAbout(String name) {
        return switch (name) {
            case "supplements" -> PortalAct.SUPPLEMENT;
            case "withdrawals" -> PortalAct.WITHDRAW;
            case "payments" -> PortalAct.PAY;
            default ->
                throw new Undeliverable(new Problem(
                        ProblemKind.NOT_FOUND,
                        Origin.PORTAL,
                        STAGE,
                        new Bilingual("Không có địa chỉ này.", "There is no such address."),
                        new Bilingual(
                                "Dùng supplements, withdrawals hoặc payments.",
                                "Use supplements, withdrawals or payments.")));
        };
    }

    /** @throws Undeliverable if the body is no object */
    static JsonNode object(JsonNode body) {
        if (body.isObject()) {
            return body;
        }
        throw new Undeliverable(new Problem(
                ProblemKind.INVALID,
                Origin.PORTAL,
                STAGE,
                new Bilingual("Nội dung không phải là một đối tượng JSON.", "The body is no JSON object."),
                new Bilingual("Gửi {…} như OpenAPI mô tả.", "Send {…} as the OpenAPI document describes.")));
    }
}
