package vn.lienthong.hub.translation.soap;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.translation.Xop;
import vn.lienthong.hub.translation.schema.Untranslatable;

/** Reads an envelope of MTOM as if its attachments stood in it, as base64 that comes in pieces. */
class XopReader extends StreamReaderDelegate {
    /** A multiple of three, so that pieces of Base64 can be joined. */
    private static final int PIECE = 6 << 10;

    private final Attachments attachments;
    private @Nullable InputStream included;
    private char[] piece = {};

    XopReader(XMLStreamReader reader, Attachments attachments) {
        super(reader);
        this.attachments = attachments;
    }

    @Override
    public int next() throws XMLStreamException {
        if (included != null && nextPiece(included)) {
            return XMLStreamConstants.CHARACTERS;
        }
        included = null;
        int event = super.next();
        if (event != XMLStreamConstants.START_ELEMENT
                || !getLocalName().equals("Include")
                || !Xop.NAMESPACE.equals(getNamespaceURI())) {
            return event;
        }
        String href = getAttributeValue(null, "href");
        // The text takes the place of the whole element, whose end is passed over.
        while (super.next() != XMLStreamConstants.END_ELEMENT) {
            if (super.isStartElement()) {
                throw Untranslatable.structure("/Envelope", "has an xop:Include that is not empty", null);
            }
        }
        included = content(href);
        return next();
    }

    private InputStream content(@Nullable String href) {
        try {
            InputStream part = attachments.named(Xop.id(href));
            if (part == null) {
                throw Untranslatable.structure("/Envelope", "refers to an attachment that is not there", null);
            }
            return part;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean nextPiece(InputStream content) {
        try {
            byte[] octets = content.readNBytes(PIECE);
            piece = new String(Base64.getEncoder().encode(octets), StandardCharsets.ISO_8859_1).toCharArray();
            return octets.length > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int getEventType() {
        return included != null ? XMLStreamConstants.CHARACTERS : super.getEventType();
    }

    @Override
    public boolean isStartElement() {
        return included == null && super.isStartElement();
    }

    @Override
    public boolean isEndElement() {
        return included == null && super.isEndElement();
    }

    @Override
    public boolean isCharacters() {
        return included != null || super.isCharacters();
    }

    @Override
    public boolean isWhiteSpace() {
        return included == null && super.isWhiteSpace();
    }

    @Override
    public String getText() {
        return included != null ? new String(piece) : super.getText();
    }

    @Override
    public char[] getTextCharacters() {
        return included != null ? piece : super.getTextCharacters();
    }

    @Override
    public int getTextStart() {
        return included != null ? 0 : super.getTextStart();
    }

    @Override
    public int getTextLength() {
        return included != null ? piece.length : super.getTextLength();
    }
}
