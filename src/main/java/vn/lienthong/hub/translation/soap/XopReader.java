package vn.lienthong.hub.translation.soap;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;
import vn.lienthong.hub.translation.schema.Untranslatable;

/** Reads an envelope of MTOM as if its attachments stood in it, as base64. */
final class XopReader extends StreamReaderDelegate {
    private static final String XOP = "http://www.w3.org/2004/08/xop/include";

    private final MimeParts parts;
    private char[] included = {};
    private boolean isIncluded;

    XopReader(XMLStreamReader reader, MimeParts parts) {
        super(reader);
        this.parts = parts;
    }

    @Override
    public int next() throws XMLStreamException {
        isIncluded = false;
        int event = super.next();
        if (event != XMLStreamConstants.START_ELEMENT
                || !getLocalName().equals("Include")
                || !XOP.equals(getNamespaceURI())) {
            return event;
        }
        included = base64(getAttributeValue(null, "href"));
        isIncluded = true;
        // The text takes the place of the whole element, whose end is passed over.
        while (super.next() != XMLStreamConstants.END_ELEMENT) {
            if (super.isStartElement()) {
                throw Untranslatable.structure("/Envelope", "has an xop:Include that is not empty", null);
            }
        }
        return XMLStreamConstants.CHARACTERS;
    }

    private char[] base64(String href) {
        String id = href == null || !href.startsWith("cid:")
                ? ""
                : URLDecoder.decode(href.substring(4).replace("+", "%2B"), StandardCharsets.UTF_8);
        MimeParts.Part part = parts.named(id);
        if (part == null) {
            throw Untranslatable.structure("/Envelope", "refers to an attachment that is not there", null);
        }
        byte[] encoded = Base64.getEncoder()
                .encode(ByteBuffer.wrap(parts.bytes(), part.start(), part.end() - part.start()))
                .array();
        char[] chars = new char[encoded.length];
        for (int i = 0; i < encoded.length; i++) {
            chars[i] = (char) encoded[i];
        }
        return chars;
    }

    @Override
    public int getEventType() {
        return isIncluded ? XMLStreamConstants.CHARACTERS : super.getEventType();
    }

    @Override
    public boolean isStartElement() {
        return !isIncluded && super.isStartElement();
    }

    @Override
    public boolean isWhiteSpace() {
        return !isIncluded && super.isWhiteSpace();
    }

    @Override
    public String getText() {
        return isIncluded ? new String(included) : super.getText();
    }

    @Override
    public char[] getTextCharacters() {
        return isIncluded ? included : super.getTextCharacters();
    }

    @Override
    public int getTextStart() {
        return isIncluded ? 0 : super.getTextStart();
    }

    @Override
    public int getTextLength() {
        return isIncluded ? included.length : super.getTextLength();
    }
}
