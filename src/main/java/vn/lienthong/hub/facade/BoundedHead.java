package vn.lienthong.hub.facade;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;
import vn.lienthong.hub.translation.soap.Envelope;

/** An envelope that has no more before its body than may be held, as those who check signatures do. */
final class BoundedHead extends StreamReaderDelegate {
    private static final int MOST_EVENTS = 2_000;
    private static final int LONGEST_TEXT = 64 << 10;

    private int depth;
    private int events;
    private int text;
    private boolean isPassed;

    BoundedHead(XMLStreamReader envelope) {
        super(envelope);
    }

    @Override
    public int next() throws XMLStreamException {
        int event = super.next();
        if (!isPassed) {
            count(event);
        }
        return event;
    }

    private void count(int event) {
        events++;
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> {
                depth++;
                isPassed = depth == 2 && getLocalName().equals("Body");
                for (int i = 0; i < getAttributeCount(); i++) {
                    text += getAttributeValue(i).length();
                }
            }
            case XMLStreamConstants.END_ELEMENT -> depth--;
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text += getTextLength();
            default -> {
                // Nothing else is long.
            }
        }
        if (events > MOST_EVENTS || text > LONGEST_TEXT) {
            throw Envelope.sender(
                    "có Header dài hơn " + LONGEST_TEXT + " ký tự, quá dài để kiểm tra chữ ký",
                    "has a Header of more than " + LONGEST_TEXT
                            + " characters, too long for its signature to be checked");
        }
    }
}
