package vn.lienthong.hub.agency.call;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.util.List;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.component.cxf.common.CxfPayload;
import org.apache.cxf.staxutils.StaxUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.agency.call.AnswerReader.Verdict;
import vn.lienthong.hub.agency.call.SystemCall.Request;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition.SoapCall;
import vn.lienthong.hub.problem.Undeliverable;
import vn.lienthong.hub.translation.JsonRecords;
import vn.lienthong.hub.translation.Template;
import vn.lienthong.hub.translation.Template.Grammar;
import vn.lienthong.hub.translation.XmlTree;

/** The steps of a call over SOAP: the body is written, and the answer's body read as a tree. */
@Component("soapCalls")
public final class SoapCalls {
    private final ContractTypes types;

    SoapCalls(ContractTypes types) {
        this.types = types;
    }

    /** Writes the body's one element; CXF puts envelope and security around it. */
    public void writeRequest(Exchange exchange) {
        Message message = exchange.getMessage();
        SystemCall call = message.getBody(SystemCall.class);
        exchange.setProperty(SystemCalls.CALL, call);
        message.removeHeaders("*");
        try {
            String body = Template.of(soap(call).body(), Grammar.XML).fill(call.values()::get);
            Source source = new StreamSource(new StringReader(body));
            message.setBody(new CxfPayload<>(List.of(), List.of(source), null));
            AttachmentMessage parts = exchange.getMessage(AttachmentMessage.class);
            for (SystemCall.Content content : call.contents()) {
                parts.addAttachment(content.id(), new DataHandler(new OnDisk(content)));
            }
        } catch (IllegalArgumentException e) {
            throw new Undeliverable(CallProblems.noValue(call.connector().id(), e), e);
        }
    }

    /** Reads the answer's body. */
    public void checkAnswer(Exchange exchange) {
        SystemCall call = exchange.getProperty(SystemCalls.CALL, SystemCall.class);
        SystemId system = call.connector().id();
        Message answer = exchange.getMessage();
        Verdict verdict = AnswerReader.judged(
                system, content(system, answer, soap(call)), soap(call).success());
        answer.removeHeaders("*");
        answer.setBody(answerOf(system, verdict));
    }

    private static SystemAnswer answerOf(SystemId system, Verdict verdict) {
        if (verdict instanceof Verdict.Good good) {
            return new SystemAnswer.Content(good.tree());
        }
        if (verdict instanceof Verdict.NotFound) {
            return new SystemAnswer.NotFound();
        }
        throw CallProblems.notLetIn(system);
    }

    /** What a failed call comes to; a fault in which the system says that there is no such dossier is an answer. */
    public void callFailed(Exchange exchange) {
        SystemCall call = exchange.getProperty(SystemCalls.CALL, SystemCall.class);
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        if (SoapFaults.codes(failure).anyMatch(soap(call).success().notFound()::contains)) {
            exchange.getMessage().setBody(new SystemAnswer.NotFound());
            return;
        }
        throw SoapFaults.problem(call.connector().id(), failure);
    }

    private JsonNode content(SystemId system, Message answer, SoapCall call) {
        CxfPayload<?> payload = answer.getBody(CxfPayload.class);
        try {
            if (payload.getBodySources().isEmpty()) {
                throw CallProblems.noVerdict(system, "/");
            }
            ByteArrayOutputStream xml = new ByteArrayOutputStream();
            QName root = copied(payload.getBodySources().get(0), xml);
            byte[] typed = root == null ? null : types.json(call.contract(), root, xml.toByteArray());
            return typed == null ? XmlTree.read(xml.toByteArray()) : JsonRecords.read(typed);
        } catch (Undeliverable unreadable) {
            throw CallProblems.notContent(system, unreadable.problem());
        }
    }

    /**
     * Copies an element, so that it can be read by its contract and, if it is not as that says, as it is.
     *
     * @return its name; null if it breaks off, as then its copy does
     */
    private static @Nullable QName copied(Source source, ByteArrayOutputStream copy) {
        try {
            XMLStreamReader reader = StaxUtils.createXMLStreamReader(source);
            while (!reader.isStartElement()) {
                reader.next();
            }
            QName root = reader.getName();
            XMLStreamWriter writer = StaxUtils.createXMLStreamWriter(copy, "UTF-8");
            StaxUtils.copy(reader, writer);
            writer.flush();
            return root;
        } catch (XMLStreamException brokenOff) {
            return null;
        }
    }

    /** A file as CXF reads it while it sends. */
    private record OnDisk(SystemCall.Content content) implements DataSource {
        @Override
        public InputStream getInputStream() throws IOException {
            return Files.newInputStream(content.file());
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            throw new IOException("what was handed in is not changed");
        }

        @Override
        public String getContentType() {
            return content.mediaType();
        }

        @Override
        public String getName() {
            return content.id();
        }
    }

    private static SoapCall soap(SystemCall call) {
        return ((Request.Soap) call.request()).call();
    }
}
