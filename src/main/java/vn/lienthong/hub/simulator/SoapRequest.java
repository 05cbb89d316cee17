package vn.lienthong.hub.simulator;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** A SOAP message that came in, as far as it was understood. */
record SoapRequest(SoapVersion version, @Nullable Element header, Element body) {

    /** @throws SoapFault if it is no SOAP envelope with one element in its body */
    static SoapRequest read(byte[] bytes) throws SoapFault {
        Element envelope;
        try {
            envelope = SafeXml.read(bytes).getDocumentElement();
        } catch (SAXException e) {
            throw SoapFault.of(
                    SoapFault.Blame.SENDER, "not well-formed XML, or with a document type: " + e.getMessage());
        }
        Optional<SoapVersion> version = SoapVersion.ofNamespace(String.valueOf(envelope.getNamespaceURI()));
        if (version.isEmpty() || !"Envelope".equals(envelope.getLocalName())) {
            throw SoapFault.of(SoapFault.Blame.VERSION_MISMATCH, "neither a SOAP 1.1 nor a SOAP 1.2 envelope");
        }
        String namespace = version.get().namespace();
        Element body = SafeXml.child(envelope, namespace, "Body");
        List<Element> content = body == null ? List.of() : SafeXml.children(body);
        if (content.size() != 1) {
            throw SoapFault.of(SoapFault.Blame.SENDER, "the Body holds exactly one element");
        }
        Element header = SafeXml.child(envelope, namespace, "Header");
        return new SoapRequest(version.get(), header, content.get(0)).checked();
    }

    private SoapRequest checked() throws SoapFault {
        for (Element entry : header == null ? List.<Element>of() : SafeXml.children(header)) {
            String must = entry.getAttributeNS(version.namespace(), "mustUnderstand");
            boolean known = UsernameTokens.WSSE.equals(entry.getNamespaceURI());
            if (!known && (must.equals("1") || must.equals("true"))) {
                throw SoapFault.of(
                        SoapFault.Blame.MUST_UNDERSTAND, "header " + entry.getLocalName() + " is not understood");
            }
        }
        return this;
    }
}
