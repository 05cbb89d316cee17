package vn.lienthong.hub.facade;

import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.http.HttpMethods;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.agency.call.SecurityHeader;
import vn.lienthong.hub.agency.call.SystemCalls;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Credentials;
import vn.lienthong.hub.door.HttpSettings;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.Template;
import vn.lienthong.hub.translation.soap.SoapVersion;

/** The steps of a call through a facade that is served as REST. */
@Component("restFacade")
public final class FacadeSteps {
    private static final String CALL = "call";
    private static final Template ADDRESSING = Template.of(
            """
            <wsa:To xmlns:wsa="http://www.w3.org/2005/08/addressing">{{to}}</wsa:To>\
            <wsa:Action xmlns:wsa="http://www.w3.org/2005/08/addressing">{{action}}</wsa:Action>\
            <wsa:MessageID xmlns:wsa="http://www.w3.org/2005/08/addressing">{{id}}</wsa:MessageID>\
            <wsa:ReplyTo xmlns:wsa="http://www.w3.org/2005/08/addressing"><wsa:Address>\
            http://www.w3.org/2005/08/addressing/anonymous</wsa:Address></wsa:ReplyTo>""",
            Template.Grammar.XML);

    private final SystemCalls calls;
    private final SecurityHeader security;
    private final FacadeAnswers answers;
    private final FacadeDrops drops;
    private final Limits limits;

    FacadeSteps(
            SystemCalls calls,
            SecurityHeader security,
            FacadeAnswers answers,
            FacadeDrops drops,
            HttpSettings settings) {
        this.drops = drops;
        this.calls = calls;
        this.security = security;
        this.answers = answers;
        this.limits = Limits.MESSAGE.ofBytes(settings.maxBody().toBytes());
    }

    /** Makes the request of a {@link FacadeCall}; a short one is translated here, a longer one while it is sent. */
    public void writeRequest(Exchange exchange) throws IOException {
        FacadeCall call = exchange.getMessage().getBody(FacadeCall.class);
        ConnectorDefinition connector = call.facade().connector();
        exchange.setProperty(CALL, call);
        var entity = new HeldRequest(call, headers(call), limits, drops).entity();
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_URI, call.facade().address().toString());
        // As Camel has it: it searches all its converters for one that makes this of a text, on each call.
        message.setHeader(Exchange.HTTP_METHOD, HttpMethods.POST);
        if (call.facade().port().version() == SoapVersion.SOAP_1_1) {
            message.setHeader("Accept", "text/xml");
            message.setHeader(
                    "SOAPAction", SoapVersion.quoted(call.served().operation().action()));
        } else {
            message.setHeader("Accept", "application/soap+xml");
        }
        calls.showWhoWeAre(message, connector);
        message.setBody(entity);
    }

    private String headers(FacadeCall call) {
        ConnectorDefinition connector = call.facade().connector();
        StringBuilder headers = new StringBuilder(call.headers());
        if (connector.credentials() instanceof Credentials.UsernameToken token) {
            headers.append(security.write(
                    connector.id(), token, call.facade().port().version().namespace()));
        }
        if (call.facade().addressing()) {
            headers.append(addressing(call));
        }
        Template declared = call.facade().header();
        if (declared != null) {
            headers.append(security.fill(connector.id(), connector.credentials(), declared));
        }
        return headers.toString();
    }

    private static String addressing(FacadeCall call) {
        return ADDRESSING.fill(name -> switch (name) {
            case "to" -> call.facade().address().toString();
            case "action" -> call.served().operation().addressedAs();
            default -> call.id();
        });
    }

    /** Reads the system's answer and writes it to the caller. */
    public void answer(Exchange exchange) throws IOException, FacadeFault {
        answers.answer(exchange.getProperty(CALL, FacadeCall.class), exchange.getMessage());
    }
}
