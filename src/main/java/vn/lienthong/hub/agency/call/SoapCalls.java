package vn.lienthong.hub.agency.call;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.StringReader;
import java.util.List;
import javax.xml.stream.XMLStreamReader;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.cxf.common.CxfPayload;
import org.apache.cxf.staxutils.StaxUtils;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.agency.call.AnswerReader.Verdict;
import vn.lienthong.hub.agency.call.SystemCall.Request;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition.SoapCall;
import vn.lienthong.hub.problem.Undeliverable;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.Template;
import vn.lienthong.hub.translation.Template.Grammar;
import vn.lienthong.hub.translation.XmlTree;

/** The steps of a call over SOAP: the body is written, and the answer's body read as a tree. */
@Component("soapCalls")
public final class SoapCalls {
    /** Writes the body's one element; CXF puts envelope and security around it. */
    public void writeRequest(Exchange exchange) {
        Message message = exchange.getMessage();
        SystemCall call = message.getBody(SystemCall.class);
        exchange.setProperty(SystemCalls.CALL, call);
        message.removeHeaders("*");
        try {
            String body = Template.of(soap(call).body(), Grammar.XML).fill(call.values()::get);
            Source source = new StreamSource(new StringReader(body));
            message.setBody(new CxfPayload<>(List.of(), List.of(source), null));
        } catch (IllegalArgumentException e) {
            throw new Undeliverable(CallProblems.noValue(call.connector().id(), e), e);
        }
    }

    /** Reads the answer's body. */
    public void checkAnswer(Exchange exchange) {
        SystemCall call = exchange.getProperty(SystemCalls.CALL, SystemCall.class);
        SystemId system = call.connector().id();
        Message answer = exchange.getMessage();
        Verdict verdict =
                AnswerReader.judged(system, content(system, answer), soap(call).success());
        answer.removeHeaders("*");
        answer.setBody(answerOf(system, verdict));
    }

    private static SystemAnswer answerOf(SystemId system, Verdict verdict) {
        if (verdict instanceof Verdict.Good good) {
            return new SystemAnswer.Content(good.tree());
        }
        if (verdict instanceof Verdict.NotFound) {
            return new SystemAnswer.NotFound();
        }
        throw CallProblems.notLetIn(system);
    }

    /** What a failed call comes to; a fault in which the system says that there is no such dossier is an answer. */
    public void callFailed(Exchange exchange) {
        SystemCall call = exchange.getProperty(SystemCalls.CALL, SystemCall.class);
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        if (SoapFaults.codes(failure).anyMatch(soap(call).success().notFound()::contains)) {
            exchange.getMessage().setBody(new SystemAnswer.NotFound());
            return;
        }
        throw SoapFaults.problem(call.connector().id(), failure);
    }

    private static JsonNode content(SystemId system, Message answer) {
        CxfPayload<?> payload = answer.getBody(CxfPayload.class);
        try {
            if (payload.getBodySources().isEmpty()) {
                throw CallProblems.noVerdict(system, "/");
            }
            XMLStreamReader reader =
                    StaxUtils.createXMLStreamReader(payload.getBodySources().get(0));
            return XmlTree.read(reader, Limits.MESSAGE);
        } catch (Undeliverable unreadable) {
            throw CallProblems.notContent(system, unreadable.problem());
        }
    }

    private static SoapCall soap(SystemCall call) {
        return ((Request.Soap) call.request()).call();
    }
}
