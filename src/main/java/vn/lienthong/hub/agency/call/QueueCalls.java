package vn.lienthong.hub.agency.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeTimedOutException;
import org.apache.camel.Message;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.Undeliverable;
import vn.lienthong.hub.translation.JsonRecords;
import vn.lienthong.hub.translation.Limits;

/** The steps of a question that a system takes from its own queue. */
@Component("queueCalls")
public final class QueueCalls {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Writes the question as a text, which every protocol of the broker carries. */
    public void writeRequest(Exchange exchange) {
        Message message = exchange.getMessage();
        SystemCall call = message.getBody(SystemCall.class);
        exchange.setProperty(SystemCalls.CALL, call);
        message.removeHeaders("*");
        message.setBody(
                JSON.createObjectNode().put("code", call.values().get("code")).toString());
    }

    /** Reads the answer. */
    public void checkAnswer(Exchange exchange) {
        SystemId system = exchange.getProperty(SystemCalls.CALL, SystemCall.class)
                .connector()
                .id();
        Message answer = exchange.getMessage();
        Object body = answer.getBody();
        byte[] content =
                body instanceof byte[] bytes ? bytes : String.valueOf(body).getBytes(StandardCharsets.UTF_8);
        try {
            JsonNode tree = JsonRecords.read(new ByteArrayInputStream(content), Limits.MESSAGE);
            answer.removeHeaders("*");
            answer.setBody(new SystemAnswer.Content(tree));
        } catch (Undeliverable unreadable) {
            throw CallProblems.notContent(system, unreadable.problem());
        }
    }

    /** What a question that nobody answered comes to. */
    public void callFailed(Exchange exchange) {
        SystemId system = exchange.getProperty(SystemCalls.CALL, SystemCall.class)
                .connector()
                .id();
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ExchangeTimedOutException) {
                throw CallProblems.nobodyTook(system);
            }
        }
        throw CallProblems.of(system, failure);
    }
}
