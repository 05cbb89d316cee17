package vn.lienthong.hub.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.JMSException;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.access.Caller;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.PortalAct;
import vn.lienthong.hub.door.Languages;
import vn.lienthong.hub.door.ProblemJson;
import vn.lienthong.hub.submission.Handed;
import vn.lienthong.hub.submission.Receipt;
import vn.lienthong.hub.submission.ReceiptJson;

/**
 * Reads what is handed in out of a message: the JSON that the REST door takes, with {@code act}, {@code idempotencyKey} and, but for a
 * new dossier, {@code code} beside it. Attachments are uploaded before, over HTTP.
 */
@Component("queueSubmission")
public final class QueueSubmission {
    /**
     * The property {@code language} says, from here on, in which language the caller is answered.
     *
     * @throws vn.lienthong.hub.problem.Undeliverable if nothing that can be handed in is in the message
     */
    public Handed read(Exchange exchange) throws JMSException {
        JsonNode sent = SubmissionQuestion.object(QueueQuestion.json(QueueQuestion.textOf(exchange)));
        ObjectNode body = (ObjectNode) sent;
        Locale language = Languages.ofHeader(QueueQuestion.member(body, "language"));
        exchange.setProperty("language", language);
        String key = QueueQuestion.member(body, "idempotencyKey");
        PortalAct act = act(QueueQuestion.member(body, "act"));
        @Nullable String code = null;
        @Nullable String agency = null;
        if (act != PortalAct.SUBMIT) {
            agency = QueueQuestion.member(body, "agency");
            code = LookupQuestion.of(QueueQuestion.member(body, "code"), agency)
                    .code()
                    .value();
            body.remove("code");
            body.remove("agency");
        }
        body.remove("act");
        body.remove("idempotencyKey");
        body.remove("language");
        return new Handed(
                act, code, agency, body, key, exchange.getProperty("caller", Caller.class), language, "queue", false);
    }

    private static PortalAct act(@Nullable String name) {
        return PortalAct.ofKey(name == null ? "submit" : name)
                .orElseThrow(() -> LookupQuestion.invalid(
                        "/act",
                        new Bilingual("act không được biết.", "The act is unknown."),
                        new Bilingual(
                                "Dùng submit, supplement, withdraw hoặc pay.",
                                "Use submit, supplement, withdraw or pay.")));
    }

    /** Makes the receipt the reply. */
    public void answer(Receipt receipt, Exchange exchange) {
        byte[] json = ProblemJson.bytes(ReceiptJson.of(receipt.submission()));
        QueueReply.put(new Reply(202, AnswerJson.CONTENT_TYPE, json, null), exchange);
    }
}
