package vn.lienthong.hub.portal;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemException;

/** Says of a request why nobody can be answered, where an administrator will read it. */
@Component("unanswerable")
public final class Unanswerable {
    private static final Logger LOG = LoggerFactory.getLogger(Unanswerable.class);
    private static final int KEPT = 2_000;

    /** Leaves the request's text as the body, with the problem in the headers {@code problem} and {@code detail}. */
    public void tell(Exchange exchange) throws JMSException {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Problem problem = failure instanceof ProblemException told ? told.problem() : SoapFault.unforeseen();
        Message request = exchange.getProperty("request", Message.class);
        @Nullable String user = ReplyAddress.coreOf(request).getValidatedUserID();
        LOG.warn("a look-up of {} on the queue cannot be answered: {}", user, problem);
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader("problem", problem.kind().key());
        exchange.getMessage()
                .setHeader(
                        "detail", problem.detail().en() + " " + problem.remedy().en());
        exchange.getMessage().setHeader("sender", user);
        exchange.getMessage().setBody(textOf(request));
    }

    private static String textOf(Message request) throws JMSException {
        if (request instanceof TextMessage text
                && ReplyAddress.coreOf(request).getBodySize() <= 2 * KEPT
                && text.getText() != null) {
            return text.getText();
        }
        return "(" + ReplyAddress.coreOf(request).getBodySize() + " bytes)";
    }
}
