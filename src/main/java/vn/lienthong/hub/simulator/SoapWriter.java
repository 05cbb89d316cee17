package vn.lienthong.hub.simulator;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** Writes SOAP envelopes. */
final class SoapWriter {
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newFactory();

    /** Writes what stands in the Body. */
    interface Content {
        void writeTo(XMLStreamWriter xml) throws XMLStreamException;
    }

    private SoapWriter() {}

    static Reply answer(SoapVersion version, Content content) {
        return envelope(200, version, content);
    }

    static Reply fault(SoapVersion version, SoapFault fault) {
        return version == SoapVersion.SOAP_1_1 ? fault11(fault) : fault12(fault);
    }

    private static Reply fault11(SoapFault fault) {
        SoapVersion version = SoapVersion.SOAP_1_1;
        return envelope(500, version, xml -> {
            xml.writeStartElement("soap", "Fault", version.namespace());
            xml.writeStartElement("faultcode");
            xml.writeCharacters(codeOf(version, fault, xml));
            xml.writeEndElement();
            xml.writeStartElement("faultstring");
            xml.writeCharacters(fault.text());
            xml.writeEndElement();
            if (fault.dossierCode() != null) {
                xml.writeStartElement("detail");
                writeDossierFault(xml, fault);
                xml.writeEndElement();
            }
            xml.writeEndElement();
        });
    }

    private static Reply fault12(SoapFault fault) {
        SoapVersion version = SoapVersion.SOAP_1_2;
        String namespace = version.namespace();
        int status = fault.blame() == SoapFault.Blame.SENDER ? 400 : 500;
        return envelope(status, version, xml -> {
            xml.writeStartElement("soap", "Fault", namespace);
            xml.writeStartElement("soap", "Code", namespace);
            writeValue(xml, "soap:" + version.nameOf(fault.blame()));
            if (fault.securityCode() != null) {
                xml.writeStartElement("soap", "Subcode", namespace);
                xml.writeNamespace("wsse", UsernameTokens.WSSE);
                writeValue(xml, "wsse:" + fault.securityCode());
                xml.writeEndElement();
            }
            xml.writeEndElement();
            xml.writeStartElement("soap", "Reason", namespace);
            xml.writeStartElement("soap", "Text", namespace);
            xml.writeAttribute("xml", "http://www.w3.org/XML/1998/namespace", "lang", "en");
            xml.writeCharacters(fault.text());
            xml.writeEndElement();
            xml.writeEndElement();
            if (fault.dossierCode() != null) {
                xml.writeStartElement("soap", "Detail", namespace);
                writeDossierFault(xml, fault);
                xml.writeEndElement();
            }
            xml.writeEndElement();
        });
    }

    private static String codeOf(SoapVersion version, SoapFault fault, XMLStreamWriter xml) throws XMLStreamException {
        if (fault.securityCode() == null) {
            return "soap:" + version.nameOf(fault.blame());
        }
        xml.writeNamespace("wsse", UsernameTokens.WSSE);
        return "wsse:" + fault.securityCode();
    }

    private static void writeValue(XMLStreamWriter xml, String value) throws XMLStreamException {
        xml.writeStartElement("soap", "Value", SoapVersion.SOAP_1_2.namespace());
        xml.writeCharacters(value);
        xml.writeEndElement();
    }

    private static void writeDossierFault(XMLStreamWriter xml, SoapFault fault) throws XMLStreamException {
        xml.writeStartElement("DossierFault");
        xml.writeDefaultNamespace(RegistryContract.NAMESPACE);
        element(xml, "code", fault.dossierCode());
        element(xml, "message", fault.text());
        xml.writeEndElement();
    }

    /** Writes an element of text, or nothing for no text. */
    static void element(XMLStreamWriter xml, String name, @Nullable String text) throws XMLStreamException {
        if (text != null) {
            xml.writeStartElement(name);
            xml.writeCharacters(text);
            xml.writeEndElement();
        }
    }

    private static Reply envelope(int status, SoapVersion version, Content content) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = FACTORY.createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("soap", "Envelope", version.namespace());
            xml.writeNamespace("soap", version.namespace());
            xml.writeStartElement("soap", "Body", version.namespace());
            content.writeTo(xml);
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("the answer has no XML form", e);
        }
        return Reply.text(status, version.contentType(), text.toString());
    }
}
