package vn.lienthong.hub.agency.call;

import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import org.apache.cxf.ws.security.wss4j.WSS4JOutInterceptor;
import org.apache.wss4j.common.crypto.Merlin;
import org.apache.wss4j.common.ext.WSPasswordCallback;
import org.apache.wss4j.dom.handler.WSHandlerConstants;

/** Signs body and timestamp of the hub's SOAP requests by an X.509 certificate, which goes with them. */
final class SoapSignature {
    /** Under which Spring puts what it read from PEM. */
    static final String ALIAS = "ssl";

    private static final String KEYS = "hubKeys";
    private static final String PARTS =
            """
            {Element}{http://schemas.xmlsoap.org/soap/envelope/}Body;\
            {Element}{http://www.w3.org/2003/05/soap-envelope}Body;\
            {Element}{http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd}Timestamp""";

    private SoapSignature() {}

    /** @param keys with one key, without a password */
    static WSS4JOutInterceptor interceptor(KeyStore keys) {
        Merlin crypto = new Merlin();
        crypto.setKeyStore(keys);
        CallbackHandler noPassword = callbacks -> {
            for (Callback callback : callbacks) {
                if (callback instanceof WSPasswordCallback asked) {
                    asked.setPassword("");
                }
            }
        };
        Map<String, Object> properties = new HashMap<>();
        properties.put(WSHandlerConstants.ACTION, WSHandlerConstants.TIMESTAMP + " " + WSHandlerConstants.SIGNATURE);
        properties.put(WSHandlerConstants.USER, ALIAS);
        properties.put(WSHandlerConstants.PW_CALLBACK_REF, noPassword);
        properties.put(WSHandlerConstants.SIG_PROP_REF_ID, KEYS);
        properties.put(KEYS, crypto);
        properties.put(WSHandlerConstants.SIG_KEY_ID, "DirectReference");
        properties.put(WSHandlerConstants.SIG_ALGO, "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256");
        properties.put(WSHandlerConstants.SIG_DIGEST_ALGO, "http://www.w3.org/2001/04/xmlenc#sha256");
        properties.put(WSHandlerConstants.OPTIONAL_SIGNATURE_PARTS, PARTS);
        return new WSS4JOutInterceptor(properties);
    }
}
