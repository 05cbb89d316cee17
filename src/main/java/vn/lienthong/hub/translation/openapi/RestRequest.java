package vn.lienthong.hub.translation.openapi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.translation.openapi.RestOperation.Parameter;
import vn.lienthong.hub.translation.openapi.RestOperation.Place;
import vn.lienthong.hub.translation.schema.Untranslatable;

/**
 * A request to a REST service.
 *
 * @param target path and query, encoded
 * @param body null where it has none
 */
public record RestRequest(
        String method,
        String target,
        Map<String, String> headers,
        @Nullable String contentType,
        @Nullable Content body) {
    private static final JsonFactory JSON = new JsonFactory();

    /** What a request carries. */
    public sealed interface Content permits Held, CallBody {
        /** Writes it, once. The stream is not closed. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** A short one, which is known to be right. */
    public record Held(byte[] octets) implements Content {
        public Held {
            octets = octets.clone();
        }

        @Override
        public byte[] octets() {
            return octets.clone();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(octets);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Held held && Arrays.equals(octets, held.octets);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(octets);
        }

        /** Prints no content, which may be personal data. */
        @Override
        public String toString() {
            return "Held[" + octets.length + " bytes]";
        }
    }

    /** Of the JSON that stands for a request element without its body. */
    static RestRequest of(RestOperation operation, byte[] json, @Nullable Content content, @Nullable String contentType)
            throws IOException {
        Map<String, ParameterText> values = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String member = parser.currentName();
                JsonToken token = parser.nextToken();
                if (token != JsonToken.VALUE_NULL) {
                    values.put(member, value(operation, member, parser));
                }
            }
        }
        Map<String, String> headers = new LinkedHashMap<>();
        String path = operation.path();
        List<String> query = new ArrayList<>();
        List<String> cookies = new ArrayList<>();
        for (Parameter parameter : operation.parameters()) {
            ParameterText given = values.get(parameter.member());
            if (given != null && parameter.place() == Place.HEADER) {
                headers.put(parameter.name(), header(operation, parameter, given));
            } else if (given != null && parameter.place() == Place.QUERY) {
                query.addAll(given.pairs(parameter.name(), parameter.style(), parameter.repeated()));
            } else if (given != null && parameter.place() == Place.COOKIE) {
                cookies.addAll(given.pairs(parameter.name(), parameter.style(), parameter.repeated()));
            } else if (parameter.place() == Place.PATH) {
                path = path.replace("{" + parameter.name() + "}", segment(operation, parameter, given));
            }
        }
        if (!cookies.isEmpty()) {
            headers.put("Cookie", String.join("; ", cookies));
        }
        return new RestRequest(
                operation.method(),
                path + (query.isEmpty() ? "" : "?" + String.join("&", query)),
                headers,
                content == null ? null : contentType,
                content);
    }

    private static ParameterText value(RestOperation operation, String member, JsonParser parser) throws IOException {
        boolean isJson = operation.parameters().stream()
                .anyMatch(one -> one.member().equals(member) && one.style().equals("json"));
        if (!isJson) {
            return ParameterText.read(parser);
        }
        String json = parser.currentToken() == JsonToken.VALUE_STRING
                ? '"'
                        + String.valueOf(com.fasterxml.jackson.core.io.JsonStringEncoder.getInstance()
                                .quoteAsString(parser.getText()))
                        + '"'
                : ParameterText.json(parser);
        return new ParameterText(ParameterText.Kind.VALUE, List.of(new ParameterText.Entry("", json)));
    }

    private static String header(RestOperation operation, Parameter parameter, ParameterText given) {
        String value = given.header(parameter.repeated());
        if (!value.chars().allMatch(c -> c == '\t' || c >= ' ' && c < 0x7F)) {
            throw Untranslatable.structure(
                    "/" + operation.name() + "/" + parameter.member(), "cannot be a header", "printable ASCII");
        }
        return value;
    }

    private static String segment(RestOperation operation, Parameter parameter, @Nullable ParameterText given) {
        String value = given == null ? "" : given.segment(parameter.name(), parameter.style(), parameter.repeated());
        // A dot segment would be another path once somebody on the way resolves it.
        if (value.isEmpty() || given == null || given.entries().isEmpty() || value.equals(".") || value.equals("..")) {
            throw Untranslatable.structure(
                    "/" + operation.name() + "/" + parameter.member(),
                    "cannot be a part of a path",
                    "a text of letters or digits");
        }
        return value;
    }
}
