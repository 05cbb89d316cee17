package vn.lienthong.hub.translation.openapi;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import vn.lienthong.hub.translation.soap.Envelope;

/** What a call's header says in WS-Addressing 1.0: answers go back on the connection that the call came on, and say to what. */
final class Addressing implements Envelope.Headers {
    static final String NAMESPACE = "http://www.w3.org/2005/08/addressing";
    private static final int LONGEST = 1_000;
    private static final String ANONYMOUS = NAMESPACE + "/anonymous";
    private static final String NONE = NAMESPACE + "/none";

    private String messageId = "";
    private String action = "";

    /** Empty if it says none. */
    String messageId() {
        return messageId;
    }

    /** Empty if it says none. */
    String action() {
        return action;
    }

    @Override
    public boolean read(XMLStreamReader reader) throws XMLStreamException {
        if (!NAMESPACE.equals(reader.getNamespaceURI())) {
            return false;
        }
        take(reader);
        return true;
    }

    private void take(XMLStreamReader reader) throws XMLStreamException {
        String name = reader.getLocalName();
        String said = text(reader);
        switch (name) {
            case "MessageID" -> messageId = said;
            case "Action" -> action = said;
            case "ReplyTo", "FaultTo" -> {
                if (!said.startsWith(ANONYMOUS) && !said.startsWith(NONE)) {
                    throw Envelope.sender(
                            "muốn nhận trả lời ở địa chỉ khác; cần địa chỉ anonymous",
                            "wants its answer at another address; expected the anonymous one");
                }
            }
            default -> {
                // Who is meant and who asks says the connection.
            }
        }
    }

    private static String text(XMLStreamReader reader) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        for (int depth = 1; depth > 0; ) {
            int event = reader.next();
            depth += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
            if (event == XMLStreamConstants.CHARACTERS && text.length() <= LONGEST) {
                text.append(reader.getText());
            }
        }
        if (text.length() > LONGEST) {
            throw Envelope.sender(
                    "có địa chỉ dài hơn " + LONGEST + " ký tự",
                    "has an address longer than " + LONGEST + " characters");
        }
        return text.toString().strip();
    }
}
