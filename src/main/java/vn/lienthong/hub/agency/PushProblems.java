package vn.lienthong.hub.agency;

import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;

/** What can be wrong with a push before any record of it is looked at. */
final class PushProblems {
    private static final String STAGE = "receive";

    private PushProblems() {}

    static Problem unknown() {
        return new Problem(
                ProblemKind.UNKNOWN_AGENCY,
                Origin.PORTAL,
                STAGE,
                new Bilingual(
                        "Trục không có kết nối nào có mã đó nhận thay đổi được gửi đến.",
                        "The hub has no connector of that id whose system pushes its changes."),
                new Bilingual(
                        "Kiểm tra mã kết nối trong địa chỉ, và mục intake trong connector.yaml của nó.",
                        "Check the connector's id in the address, and the intake in its connector.yaml."));
    }

    static Problem resting(SystemId connector) {
        return new Problem(
                ProblemKind.HUB_UNAVAILABLE,
                Origin.HUB,
                STAGE,
                new Bilingual(
                        "Kết nối " + connector + " đang tạm dừng nên trục không nhận thay đổi.",
                        "The connector " + connector + " is paused, so the hub takes no changes for it."),
                new Bilingual(
                        "Hãy giữ lại và gửi lại sau; chưa có gì được nhận.",
                        "Keep them and send them again later; nothing of this was taken."));
    }

    static Problem notTaken(SystemId connector) {
        return new Problem(
                ProblemKind.HUB_UNAVAILABLE,
                Origin.HUB,
                STAGE,
                new Bilingual(
                        "Trục hiện không nhận thay đổi của " + connector + ".",
                        "The hub does not take changes of " + connector + " at the moment."),
                new Bilingual(
                        "Hãy gửi lại sau; quản trị viên xem tuyến " + connector + "-intake.",
                        "Send them again later; the administrator looks at the route " + connector + "-intake."));
    }

    static Problem onlyPosted(String method) {
        return new Problem(
                ProblemKind.METHOD_NOT_ALLOWED,
                Origin.PORTAL,
                STAGE,
                new Bilingual("Cửa này không nhận " + method + ".", "This door does not take " + method + "."),
                new Bilingual(
                        "Gửi phong bì SOAP bằng POST; hợp đồng ở cùng địa chỉ với ?wsdl.",
                        "Send an envelope by POST; the contract is at the same address with ?wsdl."));
    }

    static Problem noEnvelope() {
        return new Problem(
                ProblemKind.UNSUPPORTED_TYPE,
                Origin.PORTAL,
                STAGE,
                new Bilingual(
                        "Yêu cầu không mang phong bì SOAP, hoặc đã bị nén.",
                        "The request carries no SOAP envelope, or a compressed one."),
                new Bilingual(
                        "Gửi text/xml (SOAP 1.1) hoặc application/soap+xml (SOAP 1.2), không nén, không kèm tệp.",
                        "Send text/xml (SOAP 1.1) or application/soap+xml (SOAP 1.2), neither compressed nor with"
                                + " attachments."));
    }

    static Problem notAnEnvelopeOfTheContract(Bilingual words, SystemId connector) {
        String wsdl = "/soap/connectors/" + connector + "/changes?wsdl";
        return new Problem(
                ProblemKind.MALFORMED,
                Origin.PORTAL,
                STAGE,
                new Bilingual(words.vi() + ".", words.en() + "."),
                new Bilingual(
                        "Gửi một phong bì như " + wsdl + " mô tả.", "Send one envelope as " + wsdl + " describes it."));
    }

    static Problem headTooLong(int most) {
        return new Problem(
                ProblemKind.TOO_LARGE,
                Origin.PORTAL,
                STAGE,
                new Bilingual(
                        "Phần Header của phong bì không kết thúc trong " + most + " byte đầu.",
                        "The envelope's Header does not end within the first " + most + " bytes."),
                new Bilingual("Hãy bỏ bớt những gì ở Header.", "Leave out what the Header does not need."));
    }

    static Problem badToken(String vi, String en) {
        return new Problem(
                ProblemKind.NOT_AUTHENTICATED,
                Origin.PORTAL,
                "access",
                new Bilingual("UsernameToken " + vi + ".", "The UsernameToken " + en + "."),
                new Bilingual(
                        "Gửi một UsernameToken mới, với mật khẩu dạng chữ hoặc dạng digest có Nonce và Created.",
                        "Send a new UsernameToken, with the password's text, or its digest with Nonce and Created."));
    }

    static Problem noDigest(SystemId connector) {
        return new Problem(
                ProblemKind.NOT_AUTHENTICATED,
                Origin.PORTAL,
                "access",
                new Bilingual(
                        "Trục chỉ giữ giá trị băm của khóa nên không kiểm tra được digest của người dùng này.",
                        "The hub keeps only the hash of a key, so it cannot check a digest of this user's."),
                new Bilingual(
                        "Khai báo intake/token trong connector.yaml của " + connector
                                + ", hoặc gửi mật khẩu dạng chữ qua TLS.",
                        "Declare intake/token in the connector.yaml of " + connector
                                + ", or send the password's text over TLS."));
    }

    static Problem unforeseen() {
        return new Problem(
                ProblemKind.UNEXPECTED,
                Origin.HUB,
                STAGE,
                new Bilingual("Trục liên thông gặp lỗi không lường trước.", "The hub met an error it did not foresee."),
                new Bilingual(
                        "Gửi lại sau; nếu vẫn lỗi, báo quản trị viên.",
                        "Send it again later; if it stays, tell the administrator."));
    }
}
