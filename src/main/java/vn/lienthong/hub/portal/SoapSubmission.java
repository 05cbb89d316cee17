package vn.lienthong.hub.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.component.cxf.common.CxfPayload;
import org.apache.cxf.attachment.AttachmentUtil;
import org.apache.cxf.binding.soap.SoapHeader;
import org.apache.cxf.staxutils.StaxUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.PortalAct;
import vn.lienthong.hub.door.Languages;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.Undeliverable;
import vn.lienthong.hub.submission.EnvelopedFiles;
import vn.lienthong.hub.submission.Handed;
import vn.lienthong.hub.submission.Receipt;
import vn.lienthong.hub.submission.ReceiptJson;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.XmlTree;

/** Reads what is handed in out of a SOAP body, and writes the receipt. The form's data takes its types from the form's schema. */
@Component("soapSubmission")
public final class SoapSubmission {
    static final String NAMESPACE = "urn:lienthong:dossier-submission:1";
    private static final QName HAND_IN = new QName(NAMESPACE, "HandIn");

    private final EnvelopedFiles files;

    SoapSubmission(EnvelopedFiles files) {
        this.files = files;
    }

    /**
     * The property {@code language} says, from here on, in which language the caller is answered. Files that came along are kept.
     *
     * @throws Undeliverable if nothing that can be handed in is in the body
     */
    public Handed read(Exchange exchange) {
        exchange.setProperty(
                "language", Languages.ofHeader(exchange.getMessage().getHeader("Accept-Language", String.class)));
        ObjectNode body = tree(exchange.getMessage().getBody(CxfPayload.class));
        if (body.has("language")) {
            exchange.setProperty("language", Languages.ofHeader(text(body, "language")));
        }
        String act = text(body, "act");
        PortalAct done = PortalAct.ofKey(act == null ? "submit" : act).orElseThrow(SoapSubmission::nothingHandedIn);
        String key = text(body, "idempotencyKey");
        @Nullable String code = null;
        @Nullable String agency = null;
        if (done != PortalAct.SUBMIT) {
            agency = text(body, "agency");
            code = LookupQuestion.of(text(body, "code"), agency).code().value();
            body.remove(List.of("code", "agency"));
        }
        body.remove(List.of("act", "idempotencyKey", "language"));
        attachments(body);
        keepFiles(body, exchange);
        amount(body);
        return new Handed(
                done,
                code,
                agency,
                body,
                key,
                SoapQuestion.caller(),
                exchange.getProperty("language", Locale.class),
                "soap",
                true);
    }

    private static @Nullable String text(JsonNode body, String name) {
        return body.path(name).textValue();
    }

    /** A list of one is one element in XML, and a list of none is none. */
    private static void attachments(ObjectNode body) {
        JsonNode listed = body.path("attachments").path("attachment");
        if (body.has("attachments")) {
            ArrayNode list = body.putArray("attachments");
            if (listed.isArray()) {
                listed.forEach(list::add);
            } else if (!listed.isMissingNode()) {
                list.add(listed);
            }
        }
    }

    private void keepFiles(ObjectNode body, Exchange exchange) {
        AttachmentMessage message = exchange.getMessage(AttachmentMessage.class);
        String caller = SoapQuestion.caller().id();
        for (JsonNode attachment : body.path("attachments")) {
            if (attachment instanceof ObjectNode one) {
                // As CXF names the part: it takes a Content-ID's plus sign for a space.
                files.keep(one, id -> message.getAttachment(AttachmentUtil.cleanContentId(id)), caller);
            }
        }
    }

    private static void amount(ObjectNode body) {
        String amount = text(body, "amount");
        if (amount != null && amount.matches("[0-9]{1,18}")) {
            body.put("amount", Long.parseLong(amount));
        }
    }

    private static ObjectNode tree(@Nullable CxfPayload<?> payload) {
        if (payload == null || payload.getBodySources().isEmpty()) {
            throw nothingHandedIn();
        }
        try {
            XMLStreamReader xml =
                    StaxUtils.createXMLStreamReader(payload.getBodySources().get(0));
            if (xml.getEventType() == XMLStreamConstants.START_DOCUMENT) {
                xml.nextTag();
            }
            if (!xml.getName().equals(HAND_IN)) {
                throw nothingHandedIn();
            }
            return XmlTree.read(xml, Limits.MESSAGE) instanceof ObjectNode members
                    ? members
                    : JsonNodeFactory.instance.objectNode();
        } catch (XMLStreamException e) {
            throw new Undeliverable(nothingHandedIn().problem(), e);
        }
    }

    /** Writes the receipt as the body of a SOAP message. */
    public CxfPayload<SoapHeader> write(Receipt receipt, Exchange exchange) throws XMLStreamException {
        // What came with the request, its key among it, is not sent back.
        exchange.getMessage().removeHeaders("*");
        var body = new ByteArrayOutputStream(1024);
        XMLStreamWriter xml = StaxUtils.createXMLStreamWriter(body, StandardCharsets.UTF_8.name());
        xml.setDefaultNamespace(NAMESPACE);
        xml.writeStartElement(NAMESPACE, "HandInResponse");
        xml.writeDefaultNamespace(NAMESPACE);
        write(xml, "receipt", ReceiptJson.of(receipt.submission()));
        xml.writeEndElement();
        xml.close();
        List<Source> sources = List.of(new StreamSource(new ByteArrayInputStream(body.toByteArray())));
        return new CxfPayload<>(List.of(), sources, Map.of());
    }

    private static void write(XMLStreamWriter xml, String name, JsonNode value) throws XMLStreamException {
        xml.writeStartElement(NAMESPACE, name);
        if (value.isArray()) {
            for (JsonNode item : value) {
                write(xml, "attachment", item);
            }
        } else if (value.isObject()) {
            for (var members = value.fields(); members.hasNext(); ) {
                var member = members.next();
                write(xml, member.getKey(), member.getValue());
            }
        } else {
            xml.writeCharacters(value.asText());
        }
        xml.writeEndElement();
    }

    private static Undeliverable nothingHandedIn() {
        return new Undeliverable(new Problem(
                ProblemKind.MALFORMED,
                Origin.PORTAL,
                "read-the-submission",
                new Bilingual("Nội dung SOAP không phải là HandIn.", "The SOAP body does not hold a HandIn element."),
                new Bilingual(
                        "Gửi phần tử HandIn như /soap/submissions?wsdl mô tả.",
                        "Send a HandIn as /soap/submissions?wsdl describes it.")));
    }
}
