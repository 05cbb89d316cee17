package vn.lienthong.hub.translation.openapi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.LongConsumer;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.openapi.RestOperation.Body;
import vn.lienthong.hub.translation.openapi.RestOperation.Form;
import vn.lienthong.hub.translation.schema.ElementTranslation;
import vn.lienthong.hub.translation.schema.Strictness;
import vn.lienthong.hub.translation.schema.XmlInput;
import vn.lienthong.hub.translation.soap.Envelope;

/**
 * What a call's envelope has for the body of its request, translated while it is written: it is read once, and not held.
 * What is wrong with it or behind it shows only then.
 */
final class CallBody implements RestRequest.Content {
    private static final JsonFactory JSON = new JsonFactory();

    private final ElementTranslation element;
    private final Body declared;
    private final String boundary;
    private final XMLStreamReader reader;
    private final Strictness strictness;
    private final Limits limits;
    private final LongConsumer drops;

    /**
     * @param reader at the start of the body's element
     * @param drops gets how much was dropped, once the body is written
     */
    CallBody(
            ElementTranslation element,
            Body declared,
            XMLStreamReader reader,
            Strictness strictness,
            Limits limits,
            LongConsumer drops) {
        this.element = element;
        this.declared = declared;
        this.boundary = "part" + UUID.randomUUID().toString().replace("-", "");
        this.drops = drops;
        this.reader = reader;
        this.strictness = strictness;
        this.limits = limits;
    }

    /**
     * @throws vn.lienthong.hub.translation.soap.SoapRefused if something follows it that does not belong there
     * @throws vn.lienthong.hub.translation.schema.Untranslatable if it is not what the contract allows, or beyond the limits
     */
    @Override
    public void writeTo(OutputStream out) throws IOException {
        try {
            content(out);
            Envelope.endOfMembers(reader);
        } catch (XMLStreamException e) {
            throw XmlInput.told(e, "/Envelope");
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void content(OutputStream out) throws IOException {
        switch (declared.form()) {
            case JSON -> json(out);
            case TEXT -> out.write(text().getBytes(StandardCharsets.UTF_8));
            case OCTETS -> {
                OctetsOfText octets = new OctetsOfText(out);
                json(octets);
                octets.flush();
            }
            // What a part of a form is shows only when its value begins, so a form is held.
            case FIELDS -> new FormBody(declared.fields()).pairs(whole(), out);
            case PARTS -> new FormBody(declared.fields()).parts(whole(), boundary, out);
        }
    }

    // A text is no longer than the limit for one value.
    private String text() throws IOException {
        try (JsonParser parser = JSON.createParser(whole())) {
            parser.nextToken();
            return parser.getText();
        }
    }

    private byte[] whole() throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        json(json);
        return json.toByteArray();
    }

    /** What the request says its content is. */
    String contentType() {
        return declared.form() == Form.PARTS ? declared.mediaType() + "; boundary=" + boundary : declared.mediaType();
    }

    private void json(OutputStream out) throws IOException {
        try (JsonGenerator generator = JSON.createGenerator(out)) {
            // Half a body is no body: nothing is completed on behalf of a failed translation.
            generator.configure(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT, false);
            generator.configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false);
            generator.configure(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM, false);
            drops.accept(element.toJson(reader, generator, strictness, limits));
        }
    }

    /** Prints no content, which may be personal data. */
    @Override
    public String toString() {
        return "CallBody[" + declared.form() + "]";
    }
}
