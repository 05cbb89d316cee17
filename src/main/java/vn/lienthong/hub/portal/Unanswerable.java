package vn.lienthong.hub.portal;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.deadletter.UndeliverableMessages;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemException;

/** Says of a request why nobody can be answered, where an administrator will read it. */
@Component("unanswerable")
public final class Unanswerable {
    private static final Logger LOG = LoggerFactory.getLogger(Unanswerable.class);
    /** As much of a question as is ever read. */
    private static final int KEPT = QueueQuestion.LONGEST;

    /** Leaves the request's content as the body, labelled with the problem. */
    public void tell(Exchange exchange) throws JMSException {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Problem problem = failure instanceof ProblemException told ? told.problem() : SoapFault.unforeseen();
        Message request = exchange.getProperty("request", Message.class);
        @Nullable String user = ReplyAddress.coreOf(request).getValidatedUserID();
        LOG.warn("a look-up of {} on the queue cannot be answered: {}", user, problem);
        UndeliverableMessages.label(exchange.getMessage(), problem, user);
        exchange.getMessage().setBody(contentOf(request));
    }

    private static Object contentOf(Message request) throws JMSException {
        int size = ReplyAddress.coreOf(request).getBodySize();
        if (size <= 2 * KEPT) {
            if (request instanceof TextMessage text && text.getText() != null) {
                return text.getText();
            }
            if (request instanceof BytesMessage bytes) {
                bytes.reset();
                byte[] content = new byte[(int) bytes.getBodyLength()];
                bytes.readBytes(content);
                return content;
            }
        }
        return "(" + size + " bytes)";
    }
}
