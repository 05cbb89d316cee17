package vn.lienthong.hub.portal;

import jakarta.jms.Message;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.component.jms.JmsConstants;
import org.apache.camel.component.jms.MessageCreatedStrategy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.StatusAnswer;
import vn.lienthong.hub.door.Languages;
import vn.lienthong.hub.problem.ProblemException;

/** Writes the reply to a message: answer or problem, addressed and marked so that the asker knows it. */
@Component("queueReply")
public final class QueueReply implements MessageCreatedStrategy {
    private static final Logger LOG = LoggerFactory.getLogger(QueueReply.class);

    private final AnswerJson json;

    QueueReply(AnswerJson json) {
        this.json = json;
    }

    public void answer(StatusAnswer answer, Exchange exchange) {
        put(json.of(exchange.getProperty("inquiry", Inquiry.class), answer), exchange);
    }

    public void problem(Exchange exchange) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Locale language = exchange.getProperty("language", Languages.VIETNAMESE, Locale.class);
        if (failure instanceof ProblemException told) {
            put(json.of(told.problem(), language), exchange);
        } else {
            LOG.error("a look-up from the queue failed in a way that was not foreseen", failure);
            put(json.of(SoapFault.unforeseen(), language), exchange);
        }
    }

    static void put(Reply reply, Exchange exchange) {
        exchange.setProperty("reply", reply);
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(new String(reply.body(), StandardCharsets.UTF_8));
        exchange.getMessage()
                .setHeader(
                        JmsConstants.JMS_DESTINATION,
                        exchange.getProperty("replyAddress", ReplyAddress.class).destination());
    }

    /** Marks the message that carries a reply. */
    @Override
    public void onMessageCreated(Message message, Session session, Exchange exchange, @Nullable Throwable cause) {
        Reply reply = exchange.getProperty("reply", Reply.class);
        exchange.getProperty("replyAddress", ReplyAddress.class).mark(message, reply.status(), reply.contentType());
    }
}
