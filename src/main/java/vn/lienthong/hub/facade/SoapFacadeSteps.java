package vn.lienthong.hub.facade;

import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.http.HttpMethods;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.agency.AgencySettings;
import vn.lienthong.hub.agency.call.CallProblems;
import vn.lienthong.hub.agency.call.SystemCalls;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.Undeliverable;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.openapi.RestRequest;
import vn.lienthong.hub.translation.openapi.SoapCalls;
import vn.lienthong.hub.translation.openapi.SoapReplies;
import vn.lienthong.hub.translation.schema.Untranslatable;

/** The steps of a call through a facade that is served over SOAP. */
@Component("soapFacade")
public final class SoapFacadeSteps {
    /** What became of the call, a {@link SoapReplies.Outcome}. */
    static final String OUTCOME = "outcome";

    private static final String CALL = "call";

    private final SystemCalls calls;
    private final Limits limits;
    private final FacadeDrops drops;

    SoapFacadeSteps(SystemCalls calls, AgencySettings settings, FacadeDrops drops) {
        this.drops = drops;
        this.calls = calls;
        this.limits = Limits.MESSAGE.ofBytes(settings.largestAnswer().toBytes());
    }

    /** Makes the request of a {@link SoapFacadeCall}. */
    public void writeRequest(Exchange exchange) {
        SoapFacadeCall call = exchange.getMessage().getBody(SoapFacadeCall.class);
        exchange.setProperty(CALL, call);
        RestRequest request = call.call().request();
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        request.headers().forEach(message::setHeader);
        message.setHeader(Exchange.HTTP_URI, call.facade().address() + request.target());
        // As Camel has it: it searches all its converters for one that makes this of a text, on each call.
        message.setHeader(Exchange.HTTP_METHOD, HttpMethods.valueOf(request.method()));
        message.setHeader("Accept", "application/json, */*;q=0.5");
        calls.showWhoWeAre(message, call.facade().connector());
        message.setBody(entity(request));
    }

    private static @Nullable HttpEntity entity(RestRequest request) {
        RestRequest.Content body = request.body();
        if (body == null) {
            return null;
        }
        ContentType type = ContentType.parse(request.contentType());
        return body instanceof RestRequest.Held held
                ? new ByteArrayEntity(held.octets(), type)
                : new EntityTemplate(-1, type, null, body::writeTo);
    }

    /** Writes the system's answer to the caller, as the answer or a fault. */
    public void answer(Exchange exchange) throws IOException {
        SoapFacadeCall call = exchange.getProperty(CALL, SoapFacadeCall.class);
        SystemId system = call.facade().connector().id();
        Message message = exchange.getMessage();
        int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        if (status == 401 || status == 403 && call.call().operation().answer(status) == null) {
            throw CallProblems.notLetIn(system);
        }
        if (status >= 300 && status < 400) {
            throw new Undeliverable(FacadeProblems.redirected(system, status));
        }
        InputStream body = message.getBody(InputStream.class);
        SoapReplies replies = new SoapReplies(
                call.facade().contract(), call.facade().strictness(), limits, dropped -> drops.count(system, dropped));
        try (InputStream json = body == null ? InputStream.nullInputStream() : body) {
            SoapCalls.Call asked = call.call();
            exchange.setProperty(
                    OUTCOME,
                    replies.write(call.version(), asked.operation(), asked.messageId(), status, json, call.answer()));
        } catch (Untranslatable wrong) {
            throw new Undeliverable(FacadeProblems.wrongAnswer(system, wrong));
        }
    }
}
