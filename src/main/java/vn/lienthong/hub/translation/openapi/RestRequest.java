package vn.lienthong.hub.translation.openapi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.translation.openapi.RestOperation.Body;
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
    static RestRequest of(RestOperation operation, byte[] json, @Nullable Content content) throws IOException {
        Map<String, List<String>> values = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String member = parser.currentName();
                JsonToken token = parser.nextToken();
                if (token != JsonToken.VALUE_NULL) {
                    values.put(member, values(parser));
                }
            }
        }
        Map<String, String> headers = new LinkedHashMap<>();
        String path = operation.path();
        StringBuilder query = new StringBuilder();
        for (Parameter parameter : operation.parameters()) {
            List<String> given = values.get(parameter.member());
            if (given != null && parameter.place() == Place.HEADER) {
                headers.put(parameter.name(), header(operation, parameter, given));
            } else if (given != null && parameter.place() == Place.QUERY) {
                query(query, parameter, given);
            } else if (parameter.place() == Place.PATH) {
                path = path.replace("{" + parameter.name() + "}", segment(operation, parameter, given));
            }
        }
        Body declared = operation.body();
        return new RestRequest(
                operation.method(),
                path + query,
                headers,
                content == null || declared == null ? null : declared.mediaType(),
                content);
    }

    private static List<String> values(JsonParser parser) throws IOException {
        List<String> values = new ArrayList<>();
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            values.add(parser.getText());
            return values;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(parser.currentToken() == JsonToken.VALUE_NULL ? "" : parser.getText());
        }
        return values;
    }

    private static String header(RestOperation operation, Parameter parameter, List<String> given) {
        String value = String.join(",", given);
        if (!value.chars().allMatch(c -> c == '\t' || c >= ' ' && c < 0x7F)) {
            throw Untranslatable.structure(
                    "/" + operation.name() + "/" + parameter.member(), "cannot be a header", "printable ASCII");
        }
        return value;
    }

    private static void query(StringBuilder query, Parameter parameter, List<String> given) {
        List<String> values = given.stream().map(RestRequest::encoded).toList();
        for (String value : parameter.repeated() ? values : List.of(String.join(",", values))) {
            query.append(query.isEmpty() ? '?' : '&').append(encoded(parameter.name()));
            query.append('=').append(value);
        }
    }

    private static String segment(RestOperation operation, Parameter parameter, @Nullable List<String> given) {
        String value = given == null
                ? ""
                : String.join(",", given.stream().map(RestRequest::encoded).toList());
        // A dot segment would be another path once somebody on the way resolves it.
        if (value.isEmpty() || value.equals(".") || value.equals("..")) {
            throw Untranslatable.structure(
                    "/" + operation.name() + "/" + parameter.member(),
                    "cannot be a part of a path",
                    "a text of letters or digits");
        }
        return value;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
