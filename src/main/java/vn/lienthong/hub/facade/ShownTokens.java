package vn.lienthong.hub.facade;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;
import org.apache.wss4j.common.cache.MemoryReplayCache;
import org.apache.wss4j.common.cache.ReplayCache;
import org.apache.wss4j.common.ext.WSPasswordCallback;
import org.apache.wss4j.common.ext.WSSecurityException;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.dom.WSDocInfo;
import org.apache.wss4j.dom.engine.WSSConfig;
import org.apache.wss4j.dom.handler.RequestData;
import org.apache.wss4j.dom.processor.Processor;
import org.apache.wss4j.dom.processor.TimestampProcessor;
import org.apache.wss4j.dom.processor.UsernameTokenProcessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
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
    private static final int SECONDS_TAKEN = 300;

    private final Secrets secrets;
    private final ReplayCache nonces = new MemoryReplayCache();

    ShownTokens(Secrets secrets) {
        this.secrets = secrets;
    }

    /**
     * @param security the envelope's header of WS-Security
     * @throws SoapRefused if it holds another token than the connector asks for, or what is not understood
     */
    void check(Credentials.UsernameToken asked, Element security) {
        List<Element> tokens = new ArrayList<>();
        RequestData data = data(asked, security);
        try {
            for (Node node = security.getFirstChild(); node != null; node = node.getNextSibling()) {
                if (node instanceof Element element) {
                    checkOne(element, data, tokens);
                }
            }
        } catch (WSSecurityException e) {
            // Which part of it was wrong would help those who guess.
            LOG.info("a UsernameToken was refused: {}", e.getErrorCode());
            throw refused(
                    "UsernameToken không được chấp nhận; cần người dùng và mật khẩu của mặt tiền này, "
                            + (asked.digest() ? "dạng digest với Nonce mới và giờ hiện tại" : "dạng chữ"),
                    "The UsernameToken is not taken; expected the user and password of this facade, "
                            + (asked.digest() ? "as a digest with a new nonce and the present time" : "as text"));
        }
        if (tokens.size() != 1) {
            throw refused(
                    "wsse:Security có " + tokens.size() + " UsernameToken; cần đúng một",
                    "The wsse:Security has " + tokens.size() + " UsernameTokens; expected one");
        }
    }

    private static SoapRefused refused(String vi, String en) {
        return new SoapRefused(Code.FAILED_AUTHENTICATION, new Bilingual(vi, en));
    }

    private static void checkOne(Element element, RequestData data, List<Element> tokens) throws WSSecurityException {
        String name = element.getLocalName();
        if (!UNDERSTOOD.contains(name)) {
            throw new SoapRefused(
                    Code.MUST_UNDERSTAND,
                    new Bilingual(
                            "wsse:Security có " + name + " là thứ không được kiểm tra; cần một UsernameToken và cùng lắm"
                                    + " một Timestamp",
                            "The wsse:Security holds " + name + ", which is not checked; expected a UsernameToken and at"
                                    + " most a Timestamp"));
        }
        Processor processor = name.equals("Timestamp") ? new TimestampProcessor() : new UsernameTokenProcessor();
        if (name.equals("UsernameToken")) {
            tokens.add(element);
            boolean hasAll =
                    element.getElementsByTagNameNS(WSConstants.WSSE_NS, "Nonce").getLength() == 1
                            && element.getElementsByTagNameNS(WSConstants.WSU_NS, "Created")
                                            .getLength()
                                    == 1;
            if (WSConstants.PASSWORD_DIGEST.equals(data.getRequiredPasswordType()) && !hasAll) {
                throw refused(
                        "UsernameToken thiếu Nonce hoặc Created; digest cần cả hai",
                        "The UsernameToken has no Nonce or no Created; expected both with a digest");
            }
        }
        processor.handleToken(element, data);
    }

    private RequestData data(Credentials.UsernameToken asked, Element security) {
        RequestData data = new RequestData();
        data.setWssConfig(WSSConfig.getNewInstance());
        data.setWsDocInfo(new WSDocInfo(security.getOwnerDocument()));
        data.setNonceReplayCache(nonces);
        data.setUtTTL(SECONDS_TAKEN);
        data.setRequiredPasswordType(asked.digest() ? WSConstants.PASSWORD_DIGEST : WSConstants.PASSWORD_TEXT);
        data.setCallbackHandler(new Asked(asked.user(), password(asked)));
        return data;
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

    private record Asked(String user, String password) implements CallbackHandler {
        @Override
        public void handle(Callback[] callbacks) throws UnsupportedCallbackException {
            for (Callback callback : callbacks) {
                if (!(callback instanceof WSPasswordCallback wanted)) {
                    throw new UnsupportedCallbackException(callback);
                }
                if (user.equals(wanted.getIdentifier())) {
                    wanted.setPassword(password);
                }
            }
        }

        /** Prints no secret. */
        @Override
        public String toString() {
            return "Asked[" + user + "]";
        }
    }
}
