package vn.lienthong.hub.agency;

import org.apache.wss4j.dom.message.token.UsernameToken;
import org.springframework.stereotype.Component;
import org.w3c.dom.Element;
import vn.lienthong.hub.access.Caller;
import vn.lienthong.hub.access.MessageSenders;
import vn.lienthong.hub.access.UsernameTokens;
import vn.lienthong.hub.agency.call.CallProblems;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Intake.PushToken;
import vn.lienthong.hub.connector.Intake.SoapPush;
import vn.lienthong.hub.connector.Secrets;
import vn.lienthong.hub.problem.Undeliverable;

/**
 * Knows who sends an envelope by the WS-Security UsernameToken in its header: the system, by the password that its connector
 * names, in clear or as a digest; or a client of the hub, by its id and key in clear. A digest is taken once.
 */
@Component
final class EnvelopeSenders {
    private final MessageSenders senders;
    private final Secrets secrets;
    private final UsernameTokens tokens;

    EnvelopeSenders(MessageSenders senders, Secrets secrets, UsernameTokens tokens) {
        this.senders = senders;
        this.secrets = secrets;
        this.tokens = tokens;
    }

    /**
     * @param security the header
     * @param from where the request comes from
     * @throws Undeliverable if the token is missing, not right, too old or was there before
     */
    Caller sender(ConnectorDefinition connector, SoapPush push, Element security, String from) {
        try {
            return sender(connector, push, UsernameTokens.read(security), from);
        } catch (UsernameTokens.Refused e) {
            throw new Undeliverable(
                    PushProblems.badToken(e.words().vi(), e.words().en()));
        }
    }

    private Caller sender(ConnectorDefinition connector, SoapPush push, UsernameToken token, String from) {
        String name = token.getName();
        PushToken agreed = push.token();
        if (agreed != null && agreed.user().equals(name)) {
            Caller caller = senders.pusherBySecret(
                    name,
                    connector.id(),
                    from,
                    () -> UsernameTokens.isOf(token, CallProblems.secret(connector.id(), secrets, agreed.password())));
            tokens.take(token);
            return caller;
        }
        if (token.isHashed()) {
            throw new Undeliverable(PushProblems.noDigest(connector.id()));
        }
        return senders.pusher(name, String.valueOf(token.getPassword()), connector.id(), from);
    }
}
