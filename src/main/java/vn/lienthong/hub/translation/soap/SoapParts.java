package vn.lienthong.hub.translation.soap;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.schema.ElementTranslation;
import vn.lienthong.hub.translation.schema.Strictness;
import vn.lienthong.hub.translation.schema.Untranslatable;

/** Writes one message of several parts: the envelope first, then each attachment. */
final class SoapParts {
    static final String ROOT = "<envelope@lienthong>";

    private final SoapRequest request;
    private final SoapOperation operation;
    private final String boundary;
    private final OutputStream out;
    private final Map<String, byte[]> early = new LinkedHashMap<>();
    private final Set<String> told = new HashSet<>();
    private boolean isEnveloped;
    private long dropped;

    SoapParts(SoapRequest request, SoapOperation operation, String boundary, OutputStream out) {
        this.request = request;
        this.operation = operation;
        this.boundary = boundary;
        this.out = out;
    }

    long write(String headers, InputStream json, Strictness strictness, Limits limits) throws IOException {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.depth())
                        .maxDocumentLength(limits.bytes())
                        .maxStringLength(Integer.MAX_VALUE)
                        .build())
                .build();
        try (JsonParser parser = factory.createParser(json).configure(JsonParser.Feature.AUTO_CLOSE_SOURCE, false)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw Untranslatable.structure("/", "is no object", "one with body and attachments");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String member = parser.currentName();
                parser.nextToken();
                member(member, parser, headers, strictness, limits);
            }
            if (parser.nextToken() != null) {
                throw Untranslatable.malformed("/", "has more than one JSON value");
            }
        } catch (JsonProcessingException e) {
            throw Untranslatable.malformed("/", "is not well-formed JSON, or beyond a limit");
        }
        if (!isEnveloped) {
            if (operation.input() != null) {
                throw Untranslatable.structure("/", "has no body", "the member body");
            }
            envelope(headers, body -> 0);
        }
        out.write(("\r\n--" + boundary + "--\r\n").getBytes(UTF_8));
        out.flush();
        return dropped;
    }

    private void member(String member, JsonParser parser, String headers, Strictness strictness, Limits limits)
            throws IOException {
        ElementTranslation input = operation.input();
        if (member.equals("body") && input != null && !isEnveloped) {
            envelope(headers, body -> input.toXml(parser, body, strictness, limits));
        } else if (member.equals("attachments") && parser.currentToken() == JsonToken.START_OBJECT) {
            attachments(parser);
        } else {
            throw Untranslatable.structure("/" + member, "is not expected here", "body and attachments, each once");
        }
    }

    private interface Body {
        long write(OutputStream xml) throws IOException;
    }

    private void envelope(String headers, Body body) throws IOException {
        isEnveloped = true;
        begin(request.type(), ROOT);
        request.begin(headers, out);
        dropped = body.write(out);
        SoapRequest.end(out);
        for (Map.Entry<String, byte[]> one : early.entrySet()) {
            begin(type(one.getKey()), id(one.getKey()));
            out.write(one.getValue());
        }
    }

    private void attachments(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            String type = type(name);
            if (!told.add(name)) {
                throw Untranslatable.malformed("/attachments", "has " + name + " twice");
            }
            if (parser.nextToken() != JsonToken.VALUE_STRING) {
                throw Untranslatable.structure("/attachments/" + name, "is no text", "Base64");
            }
            if (isEnveloped) {
                begin(type, id(name));
                octets(name, parser, out);
            } else {
                ByteArrayOutputStream octets = new ByteArrayOutputStream();
                octets(name, parser, octets);
                early.put(name, octets.toByteArray());
            }
        }
    }

    private static void octets(String name, JsonParser parser, OutputStream out) throws IOException {
        try {
            parser.readBinaryValue(out);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw Untranslatable.structure("/attachments/" + name, "is not Base64", "Base64");
        }
    }

    private String type(String name) {
        return operation.inputAttachments().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Untranslatable.structure(
                        "/attachments/" + name,
                        "is no attachment of the operation",
                        "one of "
                                + String.join(
                                        ", ",
                                        operation.inputAttachments().stream()
                                                .map(SoapAttachment::name)
                                                .toList())))
                .sentAs();
    }

    private static String id(String name) {
        return "<" + name + "=attachment@lienthong>";
    }

    private void begin(String type, String id) throws IOException {
        out.write(("\r\n--" + boundary + "\r\nContent-Type: " + type
                        + "\r\nContent-Transfer-Encoding: binary\r\nContent-ID: " + id + "\r\n\r\n")
                .getBytes(UTF_8));
    }
}
