package vn.lienthong.hub.translation.openapi;

import java.util.Set;
import java.util.function.Consumer;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import vn.lienthong.hub.translation.openapi.SoapRefused.Code;
import vn.lienthong.hub.translation.soap.SoapVersion;

/** What is around a call in its envelope. */
final class CallEnvelope {
    private static final Set<String> OTHERS = Set.of("http://www.w3.org/2003/05/soap-envelope/role/none");

    /** The header of WS-Security 1.0. */
    static final QName SECURITY =
            new QName("http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd", "Security");

    private CallEnvelope() {}

    /**
     * Reads on to the start of the element that is the call.
     *
     * @param security gets the header of security, which there has to be then; null where it is a header as others
     * @return what its header says of addresses
     */
    static Addressing begin(XMLStreamReader reader, SoapVersion version, @Nullable Consumer<Element> security)
            throws XMLStreamException {
        toEnvelope(reader, version);
        Addressing addressing = new Addressing();
        Element shown = toBody(reader, version, addressing, security != null);
        if (security != null) {
            if (shown == null) {
                throw new SoapRefused(
                        Code.FAILED_AUTHENTICATION,
                        "The envelope has no wsse:Security; expected one with a UsernameToken");
            }
            security.accept(shown);
        }
        if (nextTag(reader) != XMLStreamConstants.START_ELEMENT) {
            throw sender("has an empty Body; expected one element, that of an operation");
        }
        return addressing;
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

    private static @Nullable Element toBody(
            XMLStreamReader reader, SoapVersion version, Addressing addressing, boolean isSecured)
            throws XMLStreamException {
        Element security = null;
        int event = nextTag(reader);
        QName header = new QName(version.namespace(), "Header");
        if (event == XMLStreamConstants.START_ELEMENT && reader.getName().equals(header)) {
            while (nextTag(reader) == XMLStreamConstants.START_ELEMENT) {
                if (Addressing.NAMESPACE.equals(reader.getNamespaceURI())) {
                    addressing.read(reader);
                } else if (isSecured && reader.getName().equals(SECURITY)) {
                    if (security != null) {
                        throw sender("has a second wsse:Security; expected one");
                    }
                    security = HeaderBlock.read(reader);
                } else {
                    refuseIfNeeded(reader, version);
                    skip(reader);
                }
            }
            event = nextTag(reader);
        }
        if (event != XMLStreamConstants.START_ELEMENT
                || !reader.getName().equals(new QName(version.namespace(), "Body"))) {
            throw sender("has no Body; expected it as the last in the Envelope");
        }
        return security;
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

    /** Reads on from the end of the call's last member, behind which nothing may follow. */
    static void endOfMembers(XMLStreamReader reader) throws XMLStreamException {
        if (nextTag(reader) == XMLStreamConstants.START_ELEMENT) {
            throw sender("has " + reader.getLocalName() + " behind the body of its operation; expected nothing more");
        }
        end(reader);
    }

    /** Reads on from the end of the call. */
    static void end(XMLStreamReader reader) throws XMLStreamException {
        if (nextTag(reader) == XMLStreamConstants.START_ELEMENT) {
            throw sender("has a second element in its Body; expected one");
        }
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

    static SoapRefused sender(String found) {
        return new SoapRefused(Code.SENDER, "The envelope " + found);
    }
}
