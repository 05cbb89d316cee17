package vn.lienthong.hub.translation.openapi;

import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.translation.soap.Envelope;
import vn.lienthong.hub.translation.soap.SoapRefused;
import vn.lienthong.hub.translation.soap.SoapRefused.Code;

/** What a call's header says of addresses, and of who calls if that is asked for. */
final class CallHeaders implements Envelope.Headers {
    /** The header of WS-Security 1.0. */
    static final QName SECURITY =
            new QName("http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd", "Security");

    private final Addressing addressing = new Addressing();
    private final boolean isSecured;
    private @Nullable Element security;

    /** @param isSecured whether the header of security is read; it is a header as others otherwise */
    CallHeaders(boolean isSecured) {
        this.isSecured = isSecured;
    }

    @Override
    public boolean read(XMLStreamReader reader) throws XMLStreamException {
        if (!isSecured || !reader.getName().equals(SECURITY)) {
            return addressing.read(reader);
        }
        if (security != null) {
            throw Envelope.sender("có wsse:Security thứ hai; cần đúng một", "has a second wsse:Security; expected one");
        }
        security = HeaderBlock.read(reader);
        return true;
    }

    Addressing addressing() {
        return addressing;
    }

    /** @throws SoapRefused if there was none */
    Element security() {
        if (security == null) {
            throw new SoapRefused(
                    Code.FAILED_AUTHENTICATION,
                    new Bilingual(
                            "Phong bì không có wsse:Security; cần một phần đầu như vậy, với những gì mặt tiền này đòi",
                            "The envelope has no wsse:Security; expected one with what this facade asks for"));
        }
        return security;
    }
}
