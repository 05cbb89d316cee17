package vn.lienthong.hub.translation.openapi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.openapi.SoapRefused.Code;
import vn.lienthong.hub.translation.schema.Strictness;
import vn.lienthong.hub.translation.schema.Untranslatable;
import vn.lienthong.hub.translation.schema.XmlInput;
import vn.lienthong.hub.translation.soap.SoapVersion;

/** Reads envelopes as calls of the operations of a contract. */
public final class SoapCalls {
    private static final Set<String> OTHERS = Set.of("http://www.w3.org/2003/05/soap-envelope/role/none");
    private static final JsonFactory JSON = new JsonFactory();

    private final RestContract contract;
    private final Strictness strictness;
    private final Limits limits;

    public SoapCalls(RestContract contract, Strictness strictness, Limits limits) {
        this.contract = contract;
        this.strictness = strictness;
        this.limits = limits;
    }

    /** A call that was read. */
    public record Call(RestOperation operation, RestRequest request) {}

    /**
     * Reads a whole envelope. The stream is not closed.
     *
     * @param action what the request says it is; null or empty where it says nothing
     * @throws SoapRefused if it is no call of an operation
     * @throws Untranslatable if it is not what the contract allows, or beyond the limits
     * @throws IOException if the stream breaks
     */
    public Call read(SoapVersion version, @Nullable String action, InputStream xml) throws IOException {
        try {
            XMLStreamReader reader = XmlInput.within(limits).reader(xml);
            toEnvelope(reader, version);
            toBody(reader, version);
            if (nextTag(reader) != XMLStreamConstants.START_ELEMENT) {
                throw sender("has an empty Body; expected one element, that of an operation");
            }
            RestOperation operation = operation(reader.getName(), action);
            byte[] json = json(operation, reader);
            if (nextTag(reader) == XMLStreamConstants.START_ELEMENT) {
                throw sender("has a second element in its Body; expected one");
            }
            end(reader);
            return new Call(operation, RestRequest.of(operation, json));
        } catch (XMLStreamException e) {
            throw XmlInput.told(e, "/Envelope");
        }
    }

    private static void toEnvelope(XMLStreamReader reader, SoapVersion version) throws XMLStreamException {
        while (reader.getEventType() != XMLStreamConstants.START_ELEMENT) {
            refuseDocumentType(reader);
            reader.next();
        }
        if (!reader.getLocalName().equals("Envelope")) {
            throw sender("is no envelope; expected one of " + version);
        }
        if (!version.namespace().equals(reader.getNamespaceURI())) {
            throw new SoapRefused(
                    Code.VERSION_MISMATCH,
                    "The envelope is of another version than its Content-Type; expected " + version);
        }
    }

    private static void refuseDocumentType(XMLStreamReader reader) {
        if (reader.getEventType() == XMLStreamConstants.DTD
                || reader.getEventType() == XMLStreamConstants.ENTITY_REFERENCE) {
            throw sender("declares a document type or uses an entity, which is refused");
        }
    }

    private void toBody(XMLStreamReader reader, SoapVersion version) throws XMLStreamException {
        int event = nextTag(reader);
        QName header = new QName(version.namespace(), "Header");
        if (event == XMLStreamConstants.START_ELEMENT && reader.getName().equals(header)) {
            while (nextTag(reader) == XMLStreamConstants.START_ELEMENT) {
                refuseIfNeeded(reader, version);
                skip(reader);
            }
            event = nextTag(reader);
        }
        if (event != XMLStreamConstants.START_ELEMENT
                || !reader.getName().equals(new QName(version.namespace(), "Body"))) {
            throw sender("has no Body; expected it as the last in the Envelope");
        }
    }

    private static void refuseIfNeeded(XMLStreamReader reader, SoapVersion version) {
        String must = reader.getAttributeValue(version.namespace(), "mustUnderstand");
        String role = reader.getAttributeValue(version.namespace(), "role");
        boolean needed =
                must != null && (must.strip().equals("1") || must.strip().equals("true"));
        if (needed && (role == null || !OTHERS.contains(role))) {
            throw new SoapRefused(
                    Code.MUST_UNDERSTAND,
                    "The header " + reader.getLocalName()
                            + " has to be understood and is not; expected none that has to be");
        }
    }

    private RestOperation operation(QName element, @Nullable String action) {
        RestOperation operation = contract.operations().get(element);
        if (operation == null) {
            throw sender("has " + element.getLocalPart() + " of \"" + element.getNamespaceURI()
                    + "\" in its Body, which is no operation; expected one of the WSDL");
        }
        String expected = contract.namespace() + "/" + operation.name();
        if (action != null && !action.isEmpty() && !action.equals(expected)) {
            throw sender("says another action than the operation " + operation.name() + " in its Body; expected "
                    + expected + " or none");
        }
        return operation;
    }

    private byte[] json(RestOperation operation, XMLStreamReader reader) throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try (JsonGenerator generator = JSON.createGenerator(json)) {
            generator.configure(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT, false);
            contract.element(operation.request()).toJson(reader, generator, strictness, limits);
        }
        return json.toByteArray();
    }

    private static void end(XMLStreamReader reader) throws XMLStreamException {
        if (nextTag(reader) == XMLStreamConstants.START_ELEMENT) {
            throw sender("has " + reader.getLocalName() + " after its Body; expected nothing more");
        }
        while (reader.hasNext()) {
            reader.next();
        }
    }

    private static void skip(XMLStreamReader reader) throws XMLStreamException {
        for (int depth = 1; depth > 0; ) {
            int event = reader.next();
            depth += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
        }
    }

    private static int nextTag(XMLStreamReader reader) throws XMLStreamException {
        while (true) {
            int event = reader.next();
            refuseDocumentType(reader);
            if (event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_ELEMENT) {
                return event;
            }
            if (event == XMLStreamConstants.CHARACTERS && !reader.isWhiteSpace()) {
                throw sender("has text where elements are expected");
            }
        }
    }

    private static SoapRefused sender(String found) {
        return new SoapRefused(Code.SENDER, "The envelope " + found);
    }
}
