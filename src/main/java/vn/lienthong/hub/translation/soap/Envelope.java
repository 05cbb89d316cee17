package vn.lienthong.hub.translation.soap;

import java.util.Set;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.translation.soap.SoapRefused.Code;

/** What is around the one element in an envelope's body: read on one reader, before and behind it. */
public final class Envelope {
    private static final Set<String> OTHERS = Set.of("http://www.w3.org/2003/05/soap-envelope/role/none");

    private Envelope() {}

    /** Takes the blocks of a header that it knows. */
    @FunctionalInterface
    public interface Headers {
        /**
         * @param reader at the start of a block
         * @return whether it knows the block, and has read it to its end
         */
        boolean read(XMLStreamReader reader) throws XMLStreamException;
    }

    /**
     * Reads on to the start of the one element in the body. A block of the header that has to be understood and is not taken
     * is refused; others are passed over.
     *
     * @throws SoapRefused if it is no envelope of this version with something in its body
     */
    public static void begin(XMLStreamReader reader, SoapVersion version, Headers headers) throws XMLStreamException {
        toEnvelope(reader, version);
        toBody(reader, version, headers);
        if (nextTag(reader) != XMLStreamConstants.START_ELEMENT) {
            throw sender(
                    "có Body rỗng; cần một phần tử, là phần tử của một thao tác",
                    "has an empty Body; expected one element, that of an operation");
        }
    }

    private static void toEnvelope(XMLStreamReader reader, SoapVersion version) throws XMLStreamException {
        while (reader.getEventType() != XMLStreamConstants.START_ELEMENT) {
            refuseDocumentType(reader);
            reader.next();
        }
        if (!reader.getLocalName().equals("Envelope")) {
            throw sender(
                    "không phải là phong bì; cần phong bì " + version, "is no envelope; expected one of " + version);
        }
        if (!version.namespace().equals(reader.getNamespaceURI())) {
            throw new SoapRefused(
                    Code.VERSION_MISMATCH,
                    new Bilingual(
                            "Phong bì thuộc phiên bản khác với Content-Type; cần " + version,
                            "The envelope is of another version than its Content-Type; expected " + version));
        }
    }

    private static void refuseDocumentType(XMLStreamReader reader) {
        if (reader.getEventType() == XMLStreamConstants.DTD
                || reader.getEventType() == XMLStreamConstants.ENTITY_REFERENCE) {
            throw sender(
                    "khai báo kiểu tài liệu hoặc dùng thực thể, là thứ bị từ chối",
                    "declares a document type or uses an entity, which is refused");
        }
    }

    private static void toBody(XMLStreamReader reader, SoapVersion version, Headers headers) throws XMLStreamException {
        int event = nextTag(reader);
        QName header = new QName(version.namespace(), "Header");
        if (event == XMLStreamConstants.START_ELEMENT && reader.getName().equals(header)) {
            while (nextTag(reader) == XMLStreamConstants.START_ELEMENT) {
                if (!headers.read(reader)) {
                    refuseIfNeeded(reader, version);
                    skip(reader);
                }
            }
            event = nextTag(reader);
        }
        if (event != XMLStreamConstants.START_ELEMENT
                || !reader.getName().equals(new QName(version.namespace(), "Body"))) {
            throw sender(
                    "không có Body; cần Body là phần tử cuối trong Envelope",
                    "has no Body; expected it as the last in the Envelope");
        }
    }

    private static void refuseIfNeeded(XMLStreamReader reader, SoapVersion version) {
        String must = reader.getAttributeValue(version.namespace(), "mustUnderstand");
        String role = reader.getAttributeValue(version.namespace(), "role");
        boolean needed =
                must != null && (must.strip().equals("1") || must.strip().equals("true"));
        if (needed && (role == null || !OTHERS.contains(role))) {
            String name = reader.getLocalName();
            throw new SoapRefused(
                    Code.MUST_UNDERSTAND,
                    new Bilingual(
                            "Phần đầu " + name
                                    + " bắt buộc phải hiểu mà không hiểu được; cần không có phần đầu như vậy",
                            "The header " + name + " has to be understood and is not; expected none that has to be"));
        }
    }

    /** Reads on from the end of the call's last member, behind which nothing may follow. */
    public static void endOfMembers(XMLStreamReader reader) throws XMLStreamException {
        if (nextTag(reader) == XMLStreamConstants.START_ELEMENT) {
            throw sender(
                    "có " + reader.getLocalName() + " sau body của thao tác; cần không có gì thêm",
                    "has " + reader.getLocalName() + " behind the body of its operation; expected nothing more");
        }
        end(reader);
    }

    /** Reads on from the end of the one element in the body, to the end of the document. */
    public static void end(XMLStreamReader reader) throws XMLStreamException {
        if (nextTag(reader) == XMLStreamConstants.START_ELEMENT) {
            throw sender(
                    "có phần tử thứ hai trong Body; cần đúng một phần tử",
                    "has a second element in its Body; expected one");
        }
        if (nextTag(reader) == XMLStreamConstants.START_ELEMENT) {
            throw sender(
                    "có " + reader.getLocalName() + " sau Body; cần không có gì thêm",
                    "has " + reader.getLocalName() + " after its Body; expected nothing more");
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
                throw sender("có chữ ở chỗ chỉ nhận phần tử", "has text where elements are expected");
            }
        }
    }

    /** An envelope that its sender has to mend; both texts go on from the word envelope. */
    public static SoapRefused sender(String vi, String en) {
        return new SoapRefused(Code.SENDER, new Bilingual("Phong bì " + vi, "The envelope " + en));
    }
}
