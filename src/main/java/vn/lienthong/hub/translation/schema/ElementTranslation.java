package vn.lienthong.hub.translation.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.translation.Limits;

/**
 * Documents of one element, from XML to JSON and back, each in one pass: memory does not grow with the document. Safe
 * for any number of threads.
 */
public final class ElementTranslation {
    /** How much XML is held back, in bytes, so that members may come in another order than elements. */
    private static final int WINDOW = 1 << 20;

    // As the parser tells it: … exceeds the maximum allowed (100, from …).
    private static final Pattern LIMIT = Pattern.compile("maximum allowed \\((\\d+)");

    private static final JsonFactory JSON = new JsonFactory();
    private final Plan plan;
    private final ElementPlan element;
    private final @Nullable String owner;

    ElementTranslation(Plan plan, ElementPlan element) {
        this(plan, element, null);
    }

    private ElementTranslation(Plan plan, ElementPlan element, @Nullable String owner) {
        this.plan = plan;
        this.element = element;
        this.owner = owner;
    }

    ElementPlan plan() {
        return element;
    }

    public QName name() {
        return element.name;
    }

    /**
     * The translation of a member alone, whose problems are told below this element.
     *
     * @throws IllegalArgumentException if the element has no such member, or it is no single element
     */
    public ElementTranslation member(String name) {
        Slot slot = element.type() instanceof ComplexType type ? type.slot(name) : null;
        if (slot == null || slot.element == null || slot.list) {
            throw new IllegalArgumentException("the member was " + name + "; expected a single element of " + name());
        }
        return new ElementTranslation(plan, slot.element, element.name.getLocalPart());
    }

    /**
     * The JSON Schema (2020-12) of the element's JSON. It does not tell what {@code xs:choice} excludes, nor which
     * elements are required; a strict translation does.
     */
    public ObjectNode jsonSchema() {
        return JsonSchemas.of(plan, element);
    }

    /** Whether a value of the element may hold octets. */
    public boolean mayHoldOctets() {
        return jsonSchema().findValue("contentEncoding") != null;
    }

    /** An invented JSON of the element, which a strict translation allows; null where none was found. */
    public @Nullable JsonNode example() {
        return Examples.of(plan, element);
    }

    /**
     * Translates a whole XML document. Neither stream is closed.
     *
     * @return how many elements, attributes and texts were dropped; 0 if strict
     * @throws Untranslatable if the document is not XML, not what the schema allows or beyond the limits
     * @throws IOException if a stream breaks
     */
    public long toJson(InputStream xml, OutputStream json, Strictness strictness, Limits limits) throws IOException {
        try (JsonGenerator generator =
                JSON.createGenerator(json).configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false)) {
            // Half a document is no document: nothing is completed on behalf of a failed translation.
            generator.configure(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT, false);
            XMLStreamReader reader = XmlInput.within(limits).reader(xml);
            long dropped = toJson(reader, generator, strictness, limits);
            while (reader.hasNext()) {
                reader.next();
            }
            return dropped;
        } catch (XMLStreamException e) {
            throw XmlInput.told(e, "/" + element.name.getLocalPart());
        }
    }

    /**
     * Translates the element a reader is at the start of, or before, and leaves the reader at its end. The reader's own
     * limits hold beside these.
     *
     * @return how many elements, attributes and texts were dropped; 0 if strict
     * @throws Untranslatable if the element is another one, not what the schema allows or beyond the limits
     * @throws IOException if a stream breaks
     */
    public long toJson(XMLStreamReader xml, JsonGenerator json, Strictness strictness, Limits limits)
            throws IOException {
        return toJson(xml, json, new XmlReading(xml, strictness, limits));
    }

    /**
     * Translates the element but for its last member, so that this can be translated elsewhere and later. The member is
     * taken to be there and right.
     *
     * @param last the member's element
     * @return whether the reader is left at the start of that member; else it is at this element's end
     * @throws Untranslatable if the rest is not what the schema allows or beyond the limits
     * @throws IOException if a stream breaks
     */
    public boolean toJsonBefore(
            QName last, XMLStreamReader xml, JsonGenerator json, Strictness strictness, Limits limits)
            throws IOException {
        XmlReading input = new XmlReading(xml, strictness, limits);
        input.stopBefore(last);
        toJson(xml, json, input);
        return input.stopped();
    }

    private long toJson(XMLStreamReader xml, JsonGenerator json, XmlReading input) throws IOException {
        try {
            if (owner != null) {
                input.trail.enter(owner, 0);
            }
            while (xml.getEventType() != XMLStreamConstants.START_ELEMENT) {
                if (xml.getEventType() == XMLStreamConstants.DTD) {
                    throw Untranslatable.malformed("/", "declares a document type, which is refused");
                }
                xml.next();
            }
            if (!xml.getName().equals(element.name)) {
                throw Untranslatable.structure("/", "is " + xml.getName(), element.name.toString());
            }
            new XmlToJson(plan, input, json).element(element, 0);
            json.flush();
            return input.dropped();
        } catch (XMLStreamException e) {
            throw XmlInput.told(e, input.where());
        }
    }

    /**
     * Translates a whole JSON document. Neither stream is closed.
     *
     * @return how many members were dropped; 0 if strict
     * @throws Untranslatable if the document is not JSON, not what the schema allows or beyond the limits
     * @throws IOException if a stream breaks
     */
    public long toXml(InputStream json, OutputStream xml, Strictness strictness, Limits limits) throws IOException {
        return toXml(json, xml, strictness, limits, null);
    }

    /**
     * As above, with octets where somebody else wants them.
     *
     * @param beside says where; null for all in the document
     */
    public long toXml(
            InputStream json, OutputStream xml, Strictness strictness, Limits limits, @Nullable OctetsBeside beside)
            throws IOException {
        try (JsonParser parser =
                BoundedJson.within(limits).createParser(json).configure(JsonParser.Feature.AUTO_CLOSE_SOURCE, false)) {
            parser.nextToken();
            long dropped = toXml(parser, xml, strictness, limits, beside);
            if (parser.nextToken() != null) {
                throw Untranslatable.malformed("/", "has more than one JSON value");
            }
            return dropped;
        } catch (JsonProcessingException e) {
            throw malformed(e, "/" + element.name.getLocalPart());
        }
    }

    /**
     * Translates the value a parser is at, and leaves the parser at its end. The parser's own constraints hold beside
     * the limits.
     *
     * @return how many members were dropped; 0 if strict
     * @throws Untranslatable if the value is not what the schema allows or beyond the limits
     * @throws IOException if a stream breaks
     */
    public long toXml(JsonParser json, OutputStream xml, Strictness strictness, Limits limits) throws IOException {
        return toXml(json, xml, strictness, limits, null);
    }

    /**
     * As above, with octets where somebody else wants them.
     *
     * @param beside says where; null for all in the document
     */
    public long toXml(
            JsonParser json, OutputStream xml, Strictness strictness, Limits limits, @Nullable OctetsBeside beside)
            throws IOException {
        XmlBytes bytes = new XmlBytes(xml, WINDOW);
        XmlOutput output = new XmlOutput(plan, bytes, strictness, limits, beside);
        try {
            if (json.currentToken() == null) {
                throw Untranslatable.malformed("/", "is empty");
            }
            new JsonToXml(plan, json, output).root(element);
            bytes.finish();
            return output.dropped();
        } catch (JsonProcessingException e) {
            throw malformed(e, output.where());
        }
    }

    private static Untranslatable malformed(JsonProcessingException e, String path) {
        if (e instanceof StreamConstraintsException) {
            Matcher limit = LIMIT.matcher(String.valueOf(e.getOriginalMessage()));
            return Untranslatable.tooLarge(
                    path,
                    "is beyond a limit of depth, text, number or size"
                            + (limit.find() ? ", which is " + limit.group(1) : ""));
        }
        var at = e.getLocation();
        return Untranslatable.malformed(
                path,
                "is not well-formed JSON"
                        + (at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")"));
    }
}
