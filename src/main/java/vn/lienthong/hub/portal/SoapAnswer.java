package vn.lienthong.hub.portal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import org.apache.camel.Exchange;
import org.apache.camel.component.cxf.common.CxfPayload;
import org.apache.cxf.binding.soap.SoapHeader;
import org.apache.cxf.staxutils.StaxUtils;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.DossierState;
import vn.lienthong.hub.canonical.StatusAnswer;
import vn.lienthong.hub.problem.Undeliverable;

/** Writes the canonical answer as the body of a SOAP message. */
@Component("soapAnswer")
public final class SoapAnswer {
    private final AnswerWriter writer;

    SoapAnswer(AnswerWriter writer) {
        this.writer = writer;
    }

    /**
     * @param answer what the hub answers
     * @param exchange with the inquiry as its property
     * @throws Undeliverable if there is no such dossier, which is a fault over SOAP
     */
    public CxfPayload<SoapHeader> write(StatusAnswer answer, Exchange exchange) throws XMLStreamException {
        // What came with the question, its key among it, is not sent back.
        exchange.getMessage().removeHeaders("*");
        Inquiry inquiry = exchange.getProperty("inquiry", Inquiry.class);
        if (answer instanceof StatusAnswer.Current current) {
            return payload(inquiry, current.state(), current.source(), false);
        }
        if (answer instanceof StatusAnswer.LastKnown last) {
            return payload(inquiry, last.state(), StatusAnswer.Source.HUB, true);
        }
        throw new Undeliverable(LookupRefusals.noSuchDossier(inquiry.lookup()));
    }

    private CxfPayload<SoapHeader> payload(
            Inquiry inquiry, DossierState state, StatusAnswer.Source source, boolean stale) throws XMLStreamException {
        var body = new ByteArrayOutputStream(2048);
        XMLStreamWriter xml = StaxUtils.createXMLStreamWriter(body, StandardCharsets.UTF_8.name());
        xml.setDefaultNamespace(XmlScribe.NAMESPACE);
        xml.writeStartElement(XmlScribe.NAMESPACE, "LookUpResponse");
        xml.writeDefaultNamespace(XmlScribe.NAMESPACE);
        var scribe = new XmlScribe(xml);
        scribe.begin("answer");
        writer.writeFreshness(inquiry, state, source, scribe);
        writer.writeContent(inquiry, state, stale, scribe);
        scribe.end();
        xml.writeEndElement();
        xml.close();
        List<Source> sources = List.of(new StreamSource(new ByteArrayInputStream(body.toByteArray())));
        return new CxfPayload<>(List.of(), sources, Map.of());
    }
}
