package vn.lienthong.hub.translation.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import vn.lienthong.hub.translation.openapi.RestOperation.Field;

/** Writes an object in JSON, which is known to be right, as a form of HTTP. */
final class FormBody {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final List<Field> fields;

    FormBody(List<Field> fields) {
        this.fields = fields;
    }

    /** As {@code application/x-www-form-urlencoded}. */
    void pairs(byte[] json, OutputStream out) throws IOException {
        List<String> pairs = new ArrayList<>();
        each(
                json,
                (field, parser) ->
                        pairs.addAll(ParameterText.read(parser).pairs(field.name(), field.style(), field.repeated())));
        out.write(String.join("&", pairs).getBytes(UTF_8));
    }

    /** As {@code multipart/form-data}. */
    void parts(byte[] json, String boundary, OutputStream out) throws IOException {
        each(json, (field, parser) -> {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                part(field, parser, boundary, out);
                return;
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                part(field, parser, boundary, out);
            }
        });
        out.write(("--" + boundary + "--\r\n").getBytes(UTF_8));
    }

    private static void part(Field field, JsonParser parser, String boundary, OutputStream out) throws IOException {
        boolean isJson = parser.currentToken().isStructStart();
        String usual = isJson ? "application/json" : field.octets() ? "application/octet-stream" : "";
        String type = field.mediaType().isEmpty() ? usual : field.mediaType();
        String name = quoted(field.name());
        out.write(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\""
                        + (field.octets() ? "; filename=\"" + name + "\"" : "")
                        + (type.isEmpty() ? "" : "\r\nContent-Type: " + type) + "\r\n\r\n")
                .getBytes(UTF_8));
        if (field.octets()) {
            parser.readBinaryValue(out);
        } else {
            out.write((isJson ? ParameterText.json(parser) : parser.getText()).getBytes(UTF_8));
        }
        out.write("\r\n".getBytes(UTF_8));
    }

    // As browsers write what would end the name.
    private static String quoted(String name) {
        return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }

    private interface Each {
        void of(Field field, JsonParser parser) throws IOException;
    }

    private void each(byte[] json, Each each) throws IOException {
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                Field field = field(parser.currentName());
                if (parser.nextToken() != JsonToken.VALUE_NULL) {
                    each.of(field, parser);
                }
            }
        }
    }

    private Field field(String name) {
        return fields.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseGet(() -> new Field(name, "form", true, "", false));
    }
}
