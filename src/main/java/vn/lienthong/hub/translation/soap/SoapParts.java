package vn.lienthong.hub.translation.soap;

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
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.schema.ElementTranslation;
import vn.lienthong.hub.translation.schema.Strictness;
import vn.lienthong.hub.translation.schema.Untranslatable;

/** Writes one message of several parts: the envelope first, then each attachment. */
final class SoapParts {
    private final SoapRequest request;
    private final SoapOperation operation;
    private final @Nullable CallersParts callers;
    private final MimeWriter message;
    private final OutputStream out;
    private final Map<String, byte[]> early = new LinkedHashMap<>();
    private final Set<String> told = new HashSet<>();
    private boolean isEnveloped;
    private long dropped;

    /** @param callers what the caller sends as parts of its own; null for nothing */
    SoapParts(
            SoapRequest request,
            SoapOperation operation,
            @Nullable CallersParts callers,
            String boundary,
            OutputStream out) {
        this.request = request;
        this.operation = operation;
        this.callers = callers;
        this.message = new MimeWriter(out, boundary);
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
        if (callers != null) {
            callers.writeTo(message, out);
        }
        message.end();
        return dropped;
    }

    private void member(String member, JsonParser parser, String headers, Strictness strictness, Limits limits)
            throws IOException {
        ElementTranslation input = operation.input();
        if (member.equals("body") && input != null && !isEnveloped) {
            envelope(headers, body -> input.toXml(parser, body, strictness, limits, callers));
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
        message.begin(request.type(), MimeWriter.ROOT);
        request.begin(headers, out);
        dropped = body.write(out);
        SoapRequest.end(out);
        for (Map.Entry<String, byte[]> one : early.entrySet()) {
            message.begin(type(one.getKey()), "<" + id(one.getKey()) + ">");
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
            if (callers != null && CallersParts.isReference(parser.getText())) {
                callers.sendAs(id(name), parser.getText(), declared(name).knownType());
            } else if (isEnveloped) {
                message.begin(type, "<" + id(name) + ">");
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
        return declared(name).sentAs();
    }

    private SoapAttachment declared(String name) {
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
                                                .toList())));
    }

    private static String id(String name) {
        return name + "=attachment@lienthong";
    }
}
