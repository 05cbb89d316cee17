package vn.lienthong.hub.translation.soap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.schema.XmlInput;

/** Envelopes of MTOM, read as if what they refer to stood in them as Base64. */
public final class MtomEnvelope {
    private MtomEnvelope() {}

    /**
     * A reader of a message's envelope. The envelope is held, which is what is left without the octets; a part is held only
     * where it comes earlier than it is referred to. Failures of the stream are thrown as {@link UncheckedIOException}; at
     * the envelope's end the rest of the message is read, so that one that breaks off is noticed.
     *
     * @param contentType with boundary and start
     * @throws vn.lienthong.hub.translation.schema.Untranslatable if the message has no such parts, or is beyond the limits
     */
    public static XMLStreamReader reader(InputStream content, String contentType, Limits limits)
            throws IOException, XMLStreamException {
        Attachments parts = new Attachments(MimeReader.of(content, contentType, limits));
        MimeReader.Part root = parts.root(MimeReader.parameter(contentType, "start"));
        byte[] envelope = root.content().readAllBytes();
        return new Whole(XmlInput.within(limits).reader(new ByteArrayInputStream(envelope)), parts);
    }

    private static final class Whole extends XopReader {
        private final Attachments parts;

        Whole(XMLStreamReader reader, Attachments parts) {
            super(reader, parts);
            this.parts = parts;
        }

        @Override
        public int next() throws XMLStreamException {
            int event = super.next();
            if (event == XMLStreamConstants.END_DOCUMENT) {
                try {
                    parts.end();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return event;
        }
    }
}
