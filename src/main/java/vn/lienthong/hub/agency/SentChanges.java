package vn.lienthong.hub.agency;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemException;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.Undeliverable;

/** What is special about changes that come by message: in which form they are, and that the sender waits for no answer. */
@Component("sentChanges")
public final class SentChanges {
    private static final Logger LOG = LoggerFactory.getLogger(SentChanges.class);

    private final BadRecords badRecords;

    SentChanges(BadRecords badRecords) {
        this.badRecords = badRecords;
    }

    /**
     * The message's content, whatever protocol it came over.
     *
     * @throws Undeliverable if it is neither text nor bytes; it is in the dead letters then
     */
    public byte[] read(@ExchangeProperty(Steps.CONNECTOR) String id, Exchange exchange) throws JMSException {
        Message message = exchange.getMessage().getBody(Message.class);
        if (message instanceof TextMessage text) {
            return text.getText() == null ? new byte[0] : text.getText().getBytes(StandardCharsets.UTF_8);
        }
        if (message instanceof BytesMessage bytes) {
            byte[] content = new byte[(int) bytes.getBodyLength()];
            bytes.readBytes(content);
            return content;
        }
        badRecords.keepPayload(SystemId.of(id), neitherTextNorBytes(), "application/octet-stream", new byte[0]);
        throw new Undeliverable(neitherTextNorBytes());
    }

    /** Tells the log of a message that could not be read, and is in the dead letters. */
    public void tellKept(Exchange exchange, @ExchangeProperty(Steps.CONNECTOR) String id) {
        ProblemException failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, ProblemException.class);
        LOG.warn("a message of {} is in the dead letters: {}", id, failure.problem());
    }

    private static Problem neitherTextNorBytes() {
        return new Problem(
                ProblemKind.MALFORMED,
                Origin.AGENCY,
                "read-the-message",
                new Bilingual(
                        "Thông điệp không phải dạng chữ cũng không phải dạng byte.",
                        "The message is neither text nor bytes."),
                new Bilingual(
                        "Đề nghị hệ thống nguồn gửi JSON dạng chữ hoặc byte UTF-8, rồi gửi lại.",
                        "Have its system send JSON as text or as bytes in UTF-8, and send it again."));
    }
}
