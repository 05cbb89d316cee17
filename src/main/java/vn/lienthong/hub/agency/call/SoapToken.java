package vn.lienthong.hub.agency.call;

import java.util.HashMap;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import org.apache.cxf.ws.security.wss4j.WSS4JOutInterceptor;
import org.apache.wss4j.common.ConfigurationConstants;
import org.apache.wss4j.common.WSS4JConstants;
import org.apache.wss4j.common.ext.WSPasswordCallback;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.Credentials;
import vn.lienthong.hub.connector.Secrets;

/** Signs the hub's SOAP requests with a UsernameToken; the password is read for each request. */
final class SoapToken {
    private SoapToken() {}

    static WSS4JOutInterceptor interceptor(SystemId system, Credentials.UsernameToken token, Secrets secrets) {
        CallbackHandler password = callbacks -> {
            for (Callback callback : callbacks) {
                if (callback instanceof WSPasswordCallback asked) {
                    asked.setPassword(CallProblems.secret(system, secrets, token.password()));
                }
            }
        };
        Map<String, Object> properties = new HashMap<>();
        properties.put(ConfigurationConstants.ACTION, ConfigurationConstants.USERNAME_TOKEN);
        properties.put(ConfigurationConstants.USER, token.user());
        properties.put(ConfigurationConstants.PW_CALLBACK_REF, password);
        properties.put(
                ConfigurationConstants.PASSWORD_TYPE,
                token.digest() ? WSS4JConstants.PW_DIGEST : WSS4JConstants.PW_TEXT);
        return new WSS4JOutInterceptor(properties);
    }
}
