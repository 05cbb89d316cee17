package vn.lienthong.hub.agency.call;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A SOAP envelope with a signature, proved by Java's own implementation of XML signatures, which did not make it. */
public record SignedEnvelope(Document envelope) {
    private static final String WSU =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";

    public static SignedEnvelope read(String text) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return new SignedEnvelope(
                factory.newDocumentBuilder().parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
    }

    /** The names of the elements that the certificate's owner has signed as they are; none if the signature does not hold. */
    public List<String> provedBy(Certificate certificate) {
        try {
            Element signature = (Element) envelope.getElementsByTagNameNS(XMLSignature.XMLNS, "Signature")
                    .item(0);
            DOMValidateContext context = new DOMValidateContext(certificate.getPublicKey(), signature);
            List<String> signed = new ArrayList<>();
            var elements = envelope.getElementsByTagNameNS("*", "*");
            for (int i = 0; i < elements.getLength(); i++) {
                Element element = (Element) elements.item(i);
                if (element.hasAttributeNS(WSU, "Id")) {
                    context.setIdAttributeNS(element, WSU, "Id");
                }
            }
            XMLSignature read = XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context);
            if (!read.validate(context)) {
                return List.of();
            }
            for (Reference reference : read.getSignedInfo().getReferences()) {
                signed.add(named(reference.getURI().substring(1)));
            }
            return signed;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private String named(String id) {
        var elements = envelope.getElementsByTagNameNS("*", "*");
        for (int i = 0; i < elements.getLength(); i++) {
            Element element = (Element) elements.item(i);
            if (id.equals(element.getAttributeNS(WSU, "Id"))) {
                return element.getLocalName();
            }
        }
        throw new AssertionError("nothing bears the id " + id);
    }
}
