package vn.lienthong.hub.submission;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.ConnectorDefinition.HttpCall;
import vn.lienthong.hub.connector.ConnectorDefinition.SoapCall;

/** The values that stand for the places of a request that tells of a submission. */
final class SubmissionPlaces {
    private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*([^{}]+?)\\s*}}");

    private SubmissionPlaces() {}

    static Map<String, String> of(HttpCall call, JsonNode content) {
        Stream<@Nullable String> headers = call.headers().stream().map(HttpCall.Header::value);
        return values(Stream.concat(headers, Stream.of(call.path(), call.body())), content);
    }

    static Map<String, String> of(SoapCall call, JsonNode content) {
        return values(Stream.of(call.body()), content);
    }

    private static Map<String, String> values(Stream<@Nullable String> texts, JsonNode content) {
        Map<String, String> values = new HashMap<>();
        List<String> known =
                texts.filter(Objects::nonNull).map(text -> (String) text).toList();
        for (String text : known) {
            Matcher place = PLACE.matcher(text);
            while (place.find()) {
                String name = place.group(1);
                String value = value(name, content);
                if (value != null) {
                    values.put(name, value);
                }
            }
        }
        return values;
    }

    private static @Nullable String value(String name, JsonNode content) {
        int colon = name.indexOf(':');
        String kind = colon < 0 ? name : name.substring(0, colon);
        JsonNode node = colon < 0 ? content : content.at(name.substring(colon + 1));
        return switch (kind) {
            case "submission" -> node.isMissingNode() || node.isNull() ? "" : text(node);
            case "json" -> node.isMissingNode() ? "null" : node.toString();
            case "xml" -> XmlParts.of(node);
            case "received-at" -> content.path("receivedAt").asText();
            case "id", "act", "code", "number" -> content.path(kind).asText();
            default -> null;
        };
    }

    private static String text(JsonNode node) {
        return node.isValueNode() ? node.asText() : node.toString();
    }
}
