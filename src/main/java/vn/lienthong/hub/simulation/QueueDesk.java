package vn.lienthong.hub.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.canonical.PortalAct;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.SubmissionWay;
import vn.lienthong.hub.simulation.Desk.Verdict;
import vn.lienthong.hub.simulator.Misbehaviour;
import vn.lienthong.hub.translation.JsonRecords;

/** Takes what is handed in from the system's own queue, one after the other, and answers each with a number or a refusal. */
final class QueueDesk implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(QueueDesk.class);
    private static final int LOOK_EVERY_MS = 200;
    private static final String GARBAGE = "<<< {not what you asked for";

    private final ConnectorDefinition connector;
    private final SubmissionWay.Call.Queue way;
    private final Desk desk;
    private final Misbehaviour misbehaviour;
    private final Connection connection;
    private volatile boolean closed;

    QueueDesk(
            ConnectorDefinition connector,
            SubmissionWay.Call.Queue way,
            Desk desk,
            Misbehaviour misbehaviour,
            Connection connection) {
        this.connector = connector;
        this.way = way;
        this.desk = desk;
        this.misbehaviour = misbehaviour;
        this.connection = connection;
    }

    /** Takes no more from now on. */
    void close() {
        closed = true;
    }

    @Override
    public void run() {
        try (Session session = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE);
                MessageProducer answers = session.createProducer(null)) {
            while (!closed) {
                // Looked for anew each time: whoever is down holds no message back that another could take.
                try (MessageConsumer submissions =
                        session.createConsumer(session.createQueue("agency.submissions." + connector.id()))) {
                    take(session, submissions, answers);
                }
            }
        } catch (JMSException e) {
            if (!closed) {
                LOG.warn("{} takes no more submissions: {}", connector.id(), e.getMessage());
            }
        }
    }

    private void take(Session session, MessageConsumer submissions, MessageProducer answers) throws JMSException {
        while (!closed && !misbehaviour.faults().down()) {
            Message submission = submissions.receive(LOOK_EVERY_MS);
            if (submission != null) {
                if (!misbehaviour.hits(Misbehaviour.Kind.FAIL)) {
                    answer(session, answers, submission);
                }
                // One that failed is told again: the hub hears no answer.
                submission.acknowledge();
            }
        }
        if (misbehaviour.faults().down()) {
            submissions.receive(LOOK_EVERY_MS / 2);
        }
    }

    private void answer(Session session, MessageProducer answers, Message submission) throws JMSException {
        JsonNode told = JsonRecords.read(QueueSide.content(submission));
        String answer = answerTo(told).toString();
        if (misbehaviour.hits(Misbehaviour.Kind.LOSE_ANSWER)) {
            return;
        }
        Message message = session.createTextMessage(misbehaviour.faults().garbage() ? GARBAGE : answer);
        message.setJMSCorrelationID(submission.getJMSCorrelationID());
        answers.setDeliveryDelay(misbehaviour.faults().delayMs());
        answers.send(
                submission.getJMSReplyTo() != null
                        ? submission.getJMSReplyTo()
                        : session.createQueue("agency.answers." + connector.id()),
                message);
    }

    private ObjectNode answerTo(JsonNode told) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        Verdict verdict = in(told).map(desk::take).orElseGet(() -> new Verdict.Refused("act is none of the four"));
        if (verdict instanceof Verdict.Accepted accepted) {
            Door.Json.put(answer, way.number(), JsonNodeFactory.instance.textNode(accepted.number()));
        } else {
            String why = verdict instanceof Verdict.Refused refused
                    ? refused.why()
                    : verdict instanceof Verdict.NotNow notNow ? notNow.why() : "no such dossier";
            answer.put("refused", why);
        }
        return answer;
    }

    /** A submission as the hub tells it whole; empty if it is none. */
    static Optional<HandedIn> in(JsonNode told) {
        Optional<PortalAct> act = PortalAct.ofKey(told.path("act").asText());
        return told instanceof ObjectNode content
                ? act.map(known -> new HandedIn(known, told.path("id").asText(), content))
                : Optional.empty();
    }
}
