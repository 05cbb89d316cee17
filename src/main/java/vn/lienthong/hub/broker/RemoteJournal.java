package vn.lienthong.hub.broker;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends each list of messages in one transaction. */
final class RemoteJournal implements Journal {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteJournal.class);

    private final ConnectionFactory connections;
    private @Nullable Line line;

    RemoteJournal(ConnectionFactory connections) {
        this.connections = connections;
    }

    @Override
    public void put(String queue, List<Letter> letters) throws NotTaken {
        try {
            Line open = line == null ? Line.open(connections) : line;
            line = open;
            for (Letter letter : letters) {
                open.send(queue, letter);
            }
            open.session.commit();
        } catch (JMSException | JMSRuntimeException e) {
            close();
            throw new NotTaken("the broker did not take the messages", e);
        }
    }

    @Override
    public void close() {
        Line dropped = line;
        line = null;
        if (dropped != null) {
            try {
                dropped.connection.close();
            } catch (JMSException | JMSRuntimeException e) {
                LOG.debug("a broken line to the broker did not close cleanly", e);
            }
        }
    }

    /** An open line to the broker. */
    private record Line(Connection connection, Session session, MessageProducer producer) {
        static Line open(ConnectionFactory connections) throws JMSException {
            Connection connection = connections.createConnection();
            Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
            return new Line(connection, session, session.createProducer(null));
        }

        void send(String queue, Letter letter) throws JMSException {
            BytesMessage message = session.createBytesMessage();
            message.writeBytes(letter.body());
            message.setStringProperty("JMSXGroupID", letter.group());
            for (Map.Entry<String, String> property : letter.properties().entrySet()) {
                message.setStringProperty(property.getKey(), property.getValue());
            }
            producer.send(session.createQueue(queue), message);
        }
    }
}
