package vn.lienthong.hub.agency.call;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.ConnectorDefinition.HttpCall;
import vn.lienthong.hub.problem.Undeliverable;
import vn.lienthong.hub.translation.Template;
import vn.lienthong.hub.translation.Template.Grammar;

/** Writes HTTP requests from their templates, into the message that the route's {@code http} step sends. */
@Component
final class HttpRequests {
    private final LoadingCache<Text, Template> templates =
            Caffeine.newBuilder().maximumSize(10_000).build(text -> Template.of(text.text, text.grammar));

    /** @throws Undeliverable if a place has no value, or one it cannot carry */
    void write(Message message, ConnectorDefinition connector, HttpCall call, UnaryOperator<@Nullable String> values) {
        URI address = Objects.requireNonNull(connector.address(), "a system that is called has an address");
        write(message, connector, address, call, values);
    }

    /** The same, to another address than the connector's. */
    void write(
            Message message,
            ConnectorDefinition connector,
            URI address,
            HttpCall call,
            UnaryOperator<@Nullable String> values) {
        String requestId = UUID.randomUUID().toString();
        UnaryOperator<@Nullable String> all = name -> "request-id".equals(name) ? requestId : values.apply(name);
        try {
            message.removeHeaders("*");
            message.setHeader(Exchange.HTTP_URI, textOf(address) + filled(call.path(), Grammar.URL, all));
            message.setHeader(Exchange.HTTP_METHOD, call.method());
            message.setHeader("Accept", "application/json, application/xml;q=0.9, text/xml;q=0.9");
            for (HttpCall.Header header : call.headers()) {
                message.setHeader(header.name(), filled(header.value(), Grammar.HEADER, all));
            }
            writeBody(message, call, all);
        } catch (IllegalArgumentException e) {
            throw new Undeliverable(CallProblems.noValue(connector.id(), e), e);
        }
    }

    private void writeBody(Message message, HttpCall call, UnaryOperator<@Nullable String> values) {
        if (call.body() == null) {
            message.setBody(null);
            return;
        }
        String type = call.contentType() == null ? "application/json" : call.contentType();
        message.setHeader(Exchange.CONTENT_TYPE, type);
        message.setBody(filled(call.body(), grammarOf(type), values).getBytes(StandardCharsets.UTF_8));
    }

    private String filled(String text, Grammar grammar, UnaryOperator<@Nullable String> values) {
        return Objects.requireNonNull(templates.get(new Text(text, grammar))).fill(values);
    }

    private static Grammar grammarOf(String contentType) {
        String type = contentType.toLowerCase(Locale.ROOT);
        if (type.contains("xml")) {
            return Grammar.XML;
        }
        return type.contains("x-www-form-urlencoded") ? Grammar.URL : Grammar.JSON;
    }

    private static String textOf(URI address) {
        String text = address.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private record Text(String text, Grammar grammar) {}
}
