package vn.lienthong.hub.agency.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.Undeliverable;
import vn.lienthong.hub.translation.JsonRecords;
import vn.lienthong.hub.translation.Limits;

/** The steps of a question that a system takes from its own queue. */
@Component("queueCalls")
public final class QueueCalls {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String QUESTION = "question";
    private static final String TIMEOUT = "answerTimeout";

    private final ConcurrentMap<String, CompletableFuture<Object>> asked = new ConcurrentHashMap<>();

    /** Writes the question as a text, which every protocol of the broker carries. */
    public void writeRequest(Exchange exchange) {
        Message message = exchange.getMessage();
        SystemCall call = message.getBody(SystemCall.class);
        exchange.setProperty(SystemCalls.CALL, call);
        message.removeHeaders("*");
        String question = UUID.randomUUID().toString();
        exchange.setProperty(QUESTION, question);
        message.setHeader("JMSCorrelationID", question);
        // Before it is sent: the answer may be quicker than whoever waits for it.
        asked.put(question, new CompletableFuture<>());
        String whole = call.values().get("message");
        message.setBody(
                whole == null
                        ? JSON.createObjectNode()
                                .put("code", call.values().get("code"))
                                .toString()
                        : whole);
    }

    /** Hands an answer to whoever asked; one that nobody waits for any more is dropped. */
    public void hear(@Header("JMSCorrelationID") @Nullable String question, @Body Object answer) {
        CompletableFuture<Object> waiting = question == null ? null : asked.get(question);
        if (waiting != null) {
            waiting.complete(answer);
        }
    }

    /** Waits for the answer, until the deadline. */
    public void awaitAnswer(
            Exchange exchange, @ExchangeProperty(QUESTION) String question, @ExchangeProperty(TIMEOUT) long millis) {
        try {
            CompletableFuture<Object> waiting =
                    Objects.requireNonNull(asked.get(question), "it was asked a step before");
            exchange.getMessage().setBody(waiting.get(millis, TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException e) {
            throw CallProblems.nobodyTook(systemOf(exchange));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw CallProblems.nobodyTook(systemOf(exchange));
        } finally {
            asked.remove(question);
        }
    }

    /** Reads the answer. */
    public void checkAnswer(Exchange exchange) {
        SystemId system = systemOf(exchange);
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

    /** What a question that could not be asked, or was not answered, comes to. */
    public void callFailed(Exchange exchange) {
        asked.remove(exchange.getProperty(QUESTION, "", String.class));
        throw CallProblems.of(systemOf(exchange), exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
    }

    private static SystemId systemOf(Exchange exchange) {
        return exchange.getProperty(SystemCalls.CALL, SystemCall.class)
                .connector()
                .id();
    }
}
