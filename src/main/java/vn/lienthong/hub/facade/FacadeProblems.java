package vn.lienthong.hub.facade;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.translation.schema.Untranslatable;

/** What can go wrong at a facade, told so that its caller knows whose it is and what to do. */
final class FacadeProblems {
    private static final String RECEIVE = "receive";
    private static final String TRANSLATE = "translate";
    private static final String ASK = "ask-the-system";

    private FacadeProblems() {}

    static Problem noSuchFacade() {
        return of(
                ProblemKind.NOT_FOUND,
                Origin.PORTAL,
                RECEIVE,
                "Trục không phục vụ kết nối nào như vậy ở địa chỉ này.",
                "The hub serves no facade of that connector at this address.",
                "Kiểm tra mã kết nối trong địa chỉ.",
                "Check the connector's id in the address.");
    }

    static Problem noSuchOperation(SystemId connector) {
        return of(
                ProblemKind.NOT_FOUND,
                Origin.PORTAL,
                RECEIVE,
                "Kết nối " + connector + " không có nghiệp vụ nào ở địa chỉ này.",
                "The facade of " + connector + " has no operation at this address.",
                "Xem /facade/rest/" + connector + "/openapi.json.",
                "See /facade/rest/" + connector + "/openapi.json.");
    }

    static Problem methodNotAllowed(String method, Collection<String> allowed) {
        return of(
                ProblemKind.METHOD_NOT_ALLOWED,
                Origin.PORTAL,
                RECEIVE,
                "Địa chỉ này không nhận " + method + ".",
                "This address does not take " + method + ".",
                "Dùng " + String.join(", ", allowed) + ".",
                "Use " + String.join(", ", allowed) + ".");
    }

    static Problem notAnEnvelope() {
        return of(
                ProblemKind.UNSUPPORTED_TYPE,
                Origin.PORTAL,
                RECEIVE,
                "Nội dung không phải là phong bì SOAP, hoặc bị nén.",
                "The body is no SOAP envelope, or is compressed.",
                "Gửi text/xml (SOAP 1.1) hoặc application/soap+xml (SOAP 1.2), hay multipart/related của MTOM, không nén.",
                "Send text/xml (SOAP 1.1) or application/soap+xml (SOAP 1.2), or multipart/related of MTOM, not compressed.");
    }

    static Problem unsupportedType(@Nullable String found) {
        return of(
                ProblemKind.UNSUPPORTED_TYPE,
                Origin.PORTAL,
                RECEIVE,
                found == null ? "Thiếu tiêu đề Content-Type." : "Không nhận nội dung kiểu này.",
                found == null ? "The Content-Type header is missing." : "A body of this type or coding is not taken.",
                "Gửi application/json, không nén.",
                "Send application/json, not compressed.");
    }

    static Problem resting(SystemId connector) {
        return of(
                ProblemKind.HUB_UNAVAILABLE,
                Origin.HUB,
                RECEIVE,
                "Kết nối " + connector + " đang tạm dừng hoặc đang được thay đổi.",
                "The connector " + connector + " is paused or being changed.",
                "Hãy thử lại sau; chưa có gì được gửi đến hệ thống.",
                "Try again later; nothing of this was sent to the system.");
    }

    static Problem busy(SystemId connector) {
        return of(
                ProblemKind.HUB_UNAVAILABLE,
                Origin.HUB,
                RECEIVE,
                "Hệ thống " + connector + " đang bận với các yêu cầu khác.",
                "The system " + connector + " is busy with other calls.",
                "Hãy thử lại sau; chưa có gì được gửi đến hệ thống.",
                "Try again later; nothing of this was sent to the system.");
    }

    /** What the caller sent is not what the operation takes. The caller reads its own value in it, and nobody else does. */
    static Problem wrongInput(Untranslatable wrong) {
        ProblemKind kind =
                switch (wrong.kind()) {
                    case MALFORMED -> ProblemKind.MALFORMED;
                    case INVALID -> ProblemKind.INVALID;
                    case TOO_LARGE -> ProblemKind.TOO_LARGE;
                };
        return of(
                kind,
                Origin.PORTAL,
                TRANSLATE,
                "Yêu cầu không đúng hợp đồng: " + wrong.getMessage() + ".",
                "The request is not as the contract wants it: " + wrong.getMessage() + ".",
                "Sửa theo tài liệu OpenAPI của kết nối; chưa có gì được gửi trọn vẹn đến hệ thống.",
                "Mend it by the connector's OpenAPI document; the system got nothing whole of it.");
    }

    static Problem wrongAnswer(SystemId system, Untranslatable wrong) {
        return unreadable(
                "Trả lời của hệ thống " + system + " không đúng hợp đồng: " + wrong.withoutValue() + ".",
                "The answer of the system " + system + " is not as its contract says: " + wrong.withoutValue() + ".");
    }

    static Problem notSoap(SystemId system, int status, String type) {
        return unreadable(
                "Hệ thống " + system + " trả lời HTTP " + status + " với " + type + ", không phải SOAP.",
                "The system " + system + " answered HTTP " + status + " with " + type + ", which is not SOAP.");
    }

    static Problem tooLongToSign(int most) {
        return unreadable(
                "Trả lời dài hơn " + most + " byte, quá dài để ký.",
                "The answer is longer than " + most + " bytes, too long to be signed.");
    }

    static Problem redirected(SystemId system, int status) {
        return unreadable(
                "Hệ thống " + system + " chuyển hướng (HTTP " + status + "); trục không đi theo.",
                "The system " + system + " redirects (HTTP " + status + "), which is not followed.");
    }

    static Problem httpStatus(SystemId system, int status) {
        boolean down = status >= 500 || status == 429;
        return of(
                down ? ProblemKind.SYSTEM_UNAVAILABLE : ProblemKind.REFUSED_BY_SYSTEM,
                Origin.AGENCY,
                ASK,
                "Hệ thống " + system + " trả lời HTTP " + status + ".",
                "The system " + system + " answered HTTP " + status + ".",
                down ? LATER_VI : OPERATORS_VI,
                down ? LATER_EN : OPERATORS_EN);
    }

    /** The system's own fault: of what was sent, or of itself. */
    static Problem faulted(SystemId system, boolean ofTheSender, String code, String reason) {
        String words = reason.isEmpty() ? "" : ": " + reason;
        return of(
                ofTheSender ? ProblemKind.INVALID : ProblemKind.REFUSED_BY_SYSTEM,
                ofTheSender ? Origin.PORTAL : Origin.AGENCY,
                ASK,
                "Hệ thống " + system + " báo lỗi " + code + words + ".",
                "The system " + system + " answered the fault " + code + words + ".",
                ofTheSender ? "Sửa yêu cầu theo lời của hệ thống." : OPERATORS_VI,
                ofTheSender ? "Mend the request by what the system says." : OPERATORS_EN);
    }

    /** What failed on the way, with what its caller can do. */
    static Problem onTheWay(Problem told) {
        boolean away = told.kind() == ProblemKind.SYSTEM_UNAVAILABLE;
        return new Problem(
                told.kind(),
                told.origin(),
                told.stage(),
                told.detail(),
                away ? new Bilingual(LATER_VI, LATER_EN) : told.remedy());
    }

    private static final String LATER_VI =
            "Không được thử lại tự động: hệ thống có thể đã nhận yêu cầu. Hãy thử lại sau nếu nghiệp vụ cho phép.";
    private static final String LATER_EN =
            "Nothing is tried again by itself, for the system may have got the request. Try again later if the operation allows.";
    private static final String OPERATORS_VI = "Hỏi người vận hành hệ thống.";
    private static final String OPERATORS_EN = "Ask the system's operators.";

    private static Problem unreadable(String vi, String en) {
        return of(ProblemKind.UNREADABLE_ANSWER, Origin.AGENCY, TRANSLATE, vi, en, OPERATORS_VI, OPERATORS_EN);
    }

    private static Problem of(
            ProblemKind kind, Origin origin, String stage, String vi, String en, String remedyVi, String remedyEn) {
        return new Problem(kind, origin, stage, new Bilingual(vi, en), new Bilingual(remedyVi, remedyEn));
    }
}
