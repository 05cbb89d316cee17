package vn.lienthong.hub.agency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.apache.cxf.staxutils.StaxUtils;
import vn.lienthong.hub.agency.Batch.BadRecord;
import vn.lienthong.hub.agency.PushedChanges.Receipt;
import vn.lienthong.hub.connector.PushContract;
import vn.lienthong.hub.door.Languages;
import vn.lienthong.hub.door.ProblemJson;
import vn.lienthong.hub.door.RequestId;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemException;
import vn.lienthong.hub.problem.TryAgainLater;
import vn.lienthong.hub.translation.Template;
import vn.lienthong.hub.translation.soap.SoapRefused.Code;
import vn.lienthong.hub.translation.soap.SoapVersion;

/** Writes what a push over SOAP comes to, in the version and the language that it came in. */
final class PushReply {
    private static final String NAMESPACE = "urn:lienthong:changes-push:1";

    private final SoapVersion version;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Locale language;

    PushReply(SoapVersion version, HttpServletRequest request, HttpServletResponse response) {
        this.version = version;
        this.request = request;
        this.response = response;
        this.language = Languages.of(request);
    }

    /** What is written into the body. */
    private interface Content {
        void write(XMLStreamWriter xml) throws XMLStreamException;
    }

    /** The contract's answer; without one, that all of it is on disk. */
    void answer(PushContract contract, Receipt receipt) throws IOException {
        if (contract.isHubsOwn()) {
            send(HttpServletResponse.SC_OK, envelope(xml -> receipt(xml, receipt)));
        } else if (contract.answer() == null) {
            response.setStatus(HttpServletResponse.SC_ACCEPTED);
        } else {
            Map<String, String> values = Map.of(
                    "accepted",
                    String.valueOf(receipt.batch().changes().size()),
                    "refused",
                    String.valueOf(receipt.batch().bad().size()));
            String body = Template.of(contract.answer(), Template.Grammar.XML).fill(values::get);
            String text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><s:Envelope xmlns:s=\"" + version.namespace()
                    + "\"><s:Body>" + body + "</s:Body></s:Envelope>";
            send(HttpServletResponse.SC_OK, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void receipt(XMLStreamWriter xml, Receipt receipt) throws XMLStreamException {
        xml.writeStartElement("", "PushChangesResponse", NAMESPACE);
        xml.writeDefaultNamespace(NAMESPACE);
        text(xml, "accepted", String.valueOf(receipt.batch().changes().size()));
        for (int i = 0; i < receipt.batch().bad().size(); i++) {
            BadRecord bad = receipt.batch().bad().get(i);
            for (Problem problem : bad.problems()) {
                xml.writeStartElement("", "problem", NAMESPACE);
                text(xml, "record", String.valueOf(bad.line()));
                if (bad.dossierNo() != null) {
                    text(xml, "dossierNo", bad.dossierNo());
                }
                members(xml, ProblemJson.of(problem, language));
                text(xml, "deadLetter", String.valueOf(receipt.deadLetters().get(i)));
                xml.writeEndElement();
            }
        }
        xml.writeEndElement();
    }

    /** A failure, as a fault of whose side it is on. */
    void fault(ProblemException failure) throws IOException {
        if (failure instanceof TryAgainLater later) {
            long seconds = later.after() == null ? 5 : Math.max(1, later.after().toSeconds());
            response.setHeader("Retry-After", Long.toString(seconds));
        }
        Origin origin = failure.problem().origin();
        fault(origin == Origin.HUB ? Code.RECEIVER : Code.SENDER, failure.problem());
    }

    void fault(Code code, Problem problem) throws IOException {
        send(SoapVersion.FAULT_STATUS, envelope(xml -> fault(xml, code, problem)));
    }

    private void fault(XMLStreamWriter xml, Code code, Problem problem) throws XMLStreamException {
        boolean first = version == SoapVersion.SOAP_1_1;
        String words =
                problem.kind().title().in(language) + ": " + problem.detail().in(language);
        String name = "s:" + code.in(version);
        xml.writeStartElement("s", "Fault", version.namespace());
        if (first) {
            plain(xml, "faultcode", name);
            xml.writeStartElement("faultstring");
            lang(xml, words);
            xml.writeStartElement("detail");
        } else {
            xml.writeStartElement("s", "Code", version.namespace());
            xml.writeStartElement("s", "Value", version.namespace());
            xml.writeCharacters(name);
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeStartElement("s", "Reason", version.namespace());
            xml.writeStartElement("s", "Text", version.namespace());
            lang(xml, words);
            xml.writeEndElement();
            xml.writeStartElement("s", "Detail", version.namespace());
        }
        xml.writeStartElement("", "Problem", NAMESPACE);
        xml.writeDefaultNamespace(NAMESPACE);
        members(xml, ProblemJson.of(problem, language, null, RequestId.of(request)));
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndElement();
    }

    /** Ends the element that was begun. */
    private void lang(XMLStreamWriter xml, String words) throws XMLStreamException {
        xml.writeAttribute("xml", XMLConstants.XML_NS_URI, "lang", language.getLanguage());
        xml.writeCharacters(words);
        xml.writeEndElement();
    }

    private static void members(XMLStreamWriter xml, ObjectNode problem) throws XMLStreamException {
        for (Map.Entry<String, JsonNode> member : problem.properties()) {
            if (member.getValue().isValueNode()) {
                text(xml, member.getKey(), member.getValue().asText());
            }
        }
    }

    private static void text(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeStartElement("", name, NAMESPACE);
        xml.writeCharacters(value);
        xml.writeEndElement();
    }

    private static void plain(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(value);
        xml.writeEndElement();
    }

    private byte[] envelope(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try {
            XMLStreamWriter xml = StaxUtils.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeStartElement("s", "Envelope", version.namespace());
            xml.writeNamespace("s", version.namespace());
            xml.writeStartElement("s", "Body", version.namespace());
            content.write(xml);
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
            return bytes.toByteArray();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("memory can be written to", e);
        }
    }

    private void send(int status, byte[] envelope) throws IOException {
        response.setStatus(status);
        response.setContentType(version.contentType(""));
        response.setHeader("Content-Language", language.getLanguage());
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(envelope.length);
        response.getOutputStream().write(envelope);
        response.flushBuffer();
    }
}
