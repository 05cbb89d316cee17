package vn.lienthong.hub.facade;

import java.io.UncheckedIOException;
import java.util.Set;
import org.apache.wss4j.common.ext.WSSecurityException;
import org.apache.wss4j.dom.WSDocInfo;
import org.apache.wss4j.dom.engine.WSSConfig;
import org.apache.wss4j.dom.handler.RequestData;
import org.apache.wss4j.dom.message.token.UsernameToken;
import org.apache.wss4j.dom.processor.TimestampProcessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import vn.lienthong.hub.access.UsernameTokens;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.connector.Credentials;
import vn.lienthong.hub.connector.Secrets;
import vn.lienthong.hub.translation.soap.SoapRefused;
import vn.lienthong.hub.translation.soap.SoapRefused.Code;

/** Checks the UsernameTokens that callers of facades over SOAP show. A digest is taken once. */
@Component
final class ShownTokens {
    private static final Logger LOG = LoggerFactory.getLogger(ShownTokens.class);
    private static final Set<String> UNDERSTOOD = Set.of("UsernameToken", "Timestamp");
    private static final Set<String> OF_SIGNATURES = Set.of("Signature", "BinarySecurityToken", "Timestamp");

    private final Secrets secrets;
    private final UsernameTokens tokens;

    ShownTokens(Secrets secrets, UsernameTokens tokens) {
        this.secrets = secrets;
        this.tokens = tokens;
    }

    /**
     * @param security the envelope's header of WS-Security
     * @param isSigned whether others check its signature and its timestamp
     * @throws SoapRefused if it holds another token than the connector asks for, or what is not understood
     */
    void check(Credentials.UsernameToken asked, Element security, boolean isSigned) {
        for (Node node = security.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && !(isSigned && OF_SIGNATURES.contains(element.getLocalName()))) {
                understand(element);
            }
        }
        try {
            check(asked, UsernameTokens.read(security));
        } catch (UsernameTokens.Refused e) {
            throw refused(
                    "UsernameToken " + e.words().vi(),
                    "The UsernameToken " + e.words().en());
        }
    }

    private void check(Credentials.UsernameToken asked, UsernameToken token) {
        boolean isRight = token.isHashed() == asked.digest()
                && asked.user().equals(token.getName())
                && UsernameTokens.isOf(token, password(asked));
        if (!isRight) {
            // Which part of it was wrong would help those who guess.
            throw refused(
                    "UsernameToken không được chấp nhận; cần người dùng và mật khẩu của mặt tiền này, "
                            + (asked.digest() ? "dạng digest với Nonce mới và giờ hiện tại" : "dạng chữ"),
                    "The UsernameToken is not taken; expected the user and password of this facade, "
                            + (asked.digest() ? "as a digest with a new nonce and the present time" : "as text"));
        }
        tokens.take(token);
    }

    private static SoapRefused refused(String vi, String en) {
        return new SoapRefused(Code.FAILED_AUTHENTICATION, new Bilingual(vi, en));
    }

    private static void understand(Element element) {
        String name = element.getLocalName();
        if (!UNDERSTOOD.contains(name)) {
            throw new SoapRefused(
                    Code.MUST_UNDERSTAND,
                    new Bilingual(
                            "wsse:Security có " + name
                                    + " là thứ không được kiểm tra; cần một UsernameToken và cùng lắm"
                                    + " một Timestamp",
                            "The wsse:Security holds " + name
                                    + ", which is not checked; expected a UsernameToken and at" + " most a Timestamp"));
        }
        if (name.equals("Timestamp")) {
            checkTime(element);
        }
    }

    private static void checkTime(Element timestamp) {
        RequestData data = new RequestData();
        data.setWssConfig(WSSConfig.getNewInstance());
        data.setWsDocInfo(new WSDocInfo(timestamp.getOwnerDocument()));
        try {
            new TimestampProcessor().handleToken(timestamp, data);
        } catch (WSSecurityException e) {
            LOG.info("a Timestamp was refused: {}", e.getErrorCode());
            throw refused(
                    "Timestamp không đọc được hoặc đã hết hạn; kiểm tra đồng hồ",
                    "The Timestamp cannot be read or has expired; check the clock");
        }
    }

    private String password(Credentials.UsernameToken asked) {
        try {
            return secrets.read(asked.password());
        } catch (IllegalStateException | UncheckedIOException e) {
            LOG.warn("a facade's UsernameToken cannot be checked: {}", e.getMessage());
            throw new SoapRefused(
                    Code.RECEIVER,
                    new Bilingual(
                            "Trục không đọc được mật khẩu mà mặt tiền này đòi",
                            "The hub cannot read the password that this facade asks for"));
        }
    }
}
