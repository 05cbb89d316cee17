package vn.lienthong.hub.simulation;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.ConnectorDefinition.Lookup;
import vn.lienthong.hub.connector.ConnectorDefinition.LookupCall;
import vn.lienthong.hub.connector.Intake;
import vn.lienthong.hub.connector.Mapping;
import vn.lienthong.hub.connector.SubmissionWay;
import vn.lienthong.hub.simulation.Samples.Sample;
import vn.lienthong.hub.simulator.Misbehaviour;
import vn.lienthong.hub.translation.JsonRecords;

/**
 * A system that speaks with the hub by the broker's queues, from a connection of its own, as one behind a firewall does: it
 * sends its samples, and answers each question with the sample about the dossier.
 */
final class QueueSide implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QueueSide.class);

    private final ConnectorDefinition connector;
    private final Samples samples;
    private final ActiveMQConnectionFactory broker;
    private final Connection connection;
    private @Nullable QueueDesk taking;

    private QueueSide(
            ConnectorDefinition connector, Samples samples, ActiveMQConnectionFactory broker, Connection connection) {
        this.connector = connector;
        this.samples = samples;
        this.broker = broker;
        this.connection = connection;
    }

    /** @param broker such as {@code tcp://127.0.0.1:61616} */
    static QueueSide connect(ConnectorDefinition connector, Samples samples, String broker, String client, String key) {
        var factory = new ActiveMQConnectionFactory(broker);
        try {
            Connection connection = factory.createConnection(client, key);
            connection.start();
            return new QueueSide(connector, samples, factory, connection);
        } catch (JMSException e) {
            factory.close();
            throw new IllegalStateException(
                    "the broker at " + broker + " does not let " + client + " in: " + e.getMessage(), e);
        }
    }

    /** Sends the samples; each is in the broker's journal when this returns. */
    int push() {
        return connector.intake() instanceof Intake.QueuePush ? push(samples.told()) : 0;
    }

    /** Sends these. */
    int push(List<Sample> told) {
        try (Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                MessageProducer changes =
                        session.createProducer(session.createQueue("agency.changes." + connector.id()))) {
            for (Sample sample : told) {
                changes.send(session.createTextMessage(sample.text()));
            }
            return told.size();
        } catch (JMSException e) {
            throw new IllegalStateException("the broker does not take the samples: " + e.getMessage(), e);
        }
    }

    /** Answers questions from now on, where the system is asked by its queue. */
    void answer() {
        Lookup lookup = connector.lookup();
        if (lookup == null || !(lookup.call() instanceof LookupCall.Queue)) {
            return;
        }
        try {
            // Closed with the connection.
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageProducer answers = session.createProducer(session.createQueue("agency.answers." + connector.id()));
            session.createConsumer(session.createQueue("agency.ask." + connector.id()))
                    .setMessageListener(question -> answer(session, answers, question, lookup.record()));
        } catch (JMSException e) {
            throw new IllegalStateException("the broker does not let the system take questions: " + e.getMessage(), e);
        }
    }

    private void answer(Session session, MessageProducer answers, Message question, String record) {
        try {
            String code = JsonRecords.read(content(question)).path("code").asText();
            TextMessage answer = session.createTextMessage(about(code, record));
            answer.setJMSCorrelationID(question.getJMSCorrelationID());
            answers.send(answer);
        } catch (JMSException e) {
            LOG.warn("a question of {} could not be answered: {}", connector.id(), e.getMessage());
        }
    }

    private String about(String code, String record) {
        Mapping mapping = Objects.requireNonNull(connector.mapping(), "who is asked has a mapping");
        List<Sample> known = samples.answered().isEmpty() ? samples.told() : samples.answered();
        return known.stream()
                .filter(sample -> sample.isAbout(code, record, mapping))
                .findFirst()
                .map(Sample::text)
                .orElse("{}");
    }

    static byte[] content(Message question) throws JMSException {
        if (question instanceof BytesMessage bytes) {
            byte[] content = new byte[(int) bytes.getBodyLength()];
            bytes.readBytes(content);
            return content;
        }
        return ((TextMessage) question).getText().getBytes(StandardCharsets.UTF_8);
    }

    /** Takes what is handed in from now on, where the system takes it from its queue. */
    void take(Desk desk, Misbehaviour misbehaviour) {
        if (connector.submission() == null
                || !(connector.submission().call() instanceof SubmissionWay.Call.Queue queue)) {
            return;
        }
        taking = new QueueDesk(connector, queue, desk, misbehaviour, connection);
        Thread thread = new Thread(taking, "simulator-" + connector.id() + "-submissions");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        if (taking != null) {
            taking.close();
        }
        try {
            connection.close();
        } catch (JMSException e) {
            LOG.warn("the connection to the broker did not end well: {}", e.getMessage());
        }
        broker.close();
    }
}
