package vn.lienthong.hub.agency;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.cxf.staxutils.StaxUtils;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import vn.lienthong.hub.problem.Undeliverable;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.XmlTree;
import vn.lienthong.hub.translation.soap.Envelope;
import vn.lienthong.hub.translation.soap.SoapVersion;

/**
 * An envelope of a push.
 *
 * @param xml the whole of it, or its beginning
 */
record PushEnvelope(SoapVersion version, byte[] xml) {
    private static final String SECURITY =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";

    /**
     * What is in the body.
     *
     * @param name the element's
     * @param document the element as a document of its own, which holds nothing of the header
     */
    record Operation(QName name, byte[] document) {}

    /** The element broke off: what there is of it, and why. */
    static final class BrokenOff extends Exception {
        private static final long serialVersionUID = 1;
        private final transient byte[] beginning;
        private final transient RuntimeException reason;

        BrokenOff(byte[] beginning, RuntimeException reason) {
            super(reason);
            this.beginning = beginning;
            this.reason = reason;
        }

        byte[] beginning() {
            return beginning;
        }

        RuntimeException reason() {
            return reason;
        }
    }

    /**
     * The security header, if there is one. The envelope is read up to its body only.
     *
     * @throws vn.lienthong.hub.translation.soap.SoapRefused if it is no envelope of the version
     * @throws Undeliverable if it is no XML that may be read
     */
    @Nullable
    Element security() {
        Found found = new Found();
        begin(found);
        return found.security;
    }

    /**
     * The one element in the body.
     *
     * @throws BrokenOff if it is no XML from some place on
     */
    Operation operation() throws BrokenOff {
        XMLStreamReader reader = begin(PushEnvelope::isPassed);
        QName name = reader.getName();
        ByteArrayOutputStream copy = new ByteArrayOutputStream(xml.length);
        try {
            ElementCopy.write(reader, copy);
            Envelope.end(reader);
            return new Operation(name, copy.toByteArray());
        } catch (XMLStreamException e) {
            throw new BrokenOff(copy.toByteArray(), XmlTree.unreadable(e));
        }
    }

    private XMLStreamReader begin(Envelope.Headers headers) {
        try {
            XMLStreamReader reader = XmlTree.reader(new ByteArrayInputStream(xml), Limits.MESSAGE);
            Envelope.begin(reader, version, headers);
            return reader;
        } catch (XMLStreamException e) {
            throw XmlTree.unreadable(e);
        }
    }

    private static boolean isSecurity(XMLStreamReader reader) {
        return reader.getNamespaceURI() != null
                && reader.getNamespaceURI().equals(SECURITY)
                && reader.getLocalName().equals("Security");
    }

    /** Looked at before; its signatures and other tokens are nothing that the hub has to understand to know its sender. */
    private static boolean isPassed(XMLStreamReader reader) throws XMLStreamException {
        if (!isSecurity(reader)) {
            return false;
        }
        ElementCopy.write(reader, OutputStream.nullOutputStream());
        return true;
    }

    private static Element element(XMLStreamReader reader) throws XMLStreamException {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        ElementCopy.write(reader, copy);
        return StaxUtils.read(new ByteArrayInputStream(copy.toByteArray())).getDocumentElement();
    }

    private static final class Found implements Envelope.Headers {
        private @Nullable Element security;

        @Override
        public boolean read(XMLStreamReader reader) throws XMLStreamException {
            if (!isSecurity(reader)) {
                return false;
            }
            security = element(reader);
            return true;
        }
    }

    /** Prints no content, which may be personal data or a password. */
    @Override
    public String toString() {
        return "PushEnvelope[" + version + ", " + xml.length + " bytes]";
    }
}
