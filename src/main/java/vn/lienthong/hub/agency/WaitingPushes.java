package vn.lienthong.hub.agency;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.access.QueueAccess;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;

/** What a system has sent to its queue and nobody has taken yet, when its connector is to be there no more. */
@Component
public final class WaitingPushes {
    private static final long SOON_MILLIS = 500;

    private final ActiveMQConnectionFactory broker;
    private final BadRecords badRecords;

    WaitingPushes(ActiveMQConnectionFactory brokerConnections, BadRecords badRecords) {
        this.broker = brokerConnections;
        this.badRecords = badRecords;
    }

    /** How many messages wait in the system's queue; 0 where it has none. */
    public long count(SystemId system) {
        return inSession(session -> {
            try (QueueBrowser browser = session.createBrowser(session.createQueue(QueueAccess.CHANGES + system))) {
                return Collections.list(browser.getEnumeration()).size();
            }
        });
    }

    /**
     * Moves every message that waits to the dead letters, from where they can be replayed should a connector of this id come
     * back. The connector's own route is stopped meanwhile.
     *
     * @return how many were moved; on disk
     */
    public int moveToDeadLetters(SystemId system) {
        return inSession(session -> {
            int moved = 0;
            try (MessageConsumer queue = session.createConsumer(session.createQueue(QueueAccess.CHANGES + system))) {
                for (Message message = queue.receive(SOON_MILLIS);
                        message != null;
                        message = queue.receive(SOON_MILLIS)) {
                    badRecords.keepPayload(system, removed(system), "application/json", content(message));
                    message.acknowledge();
                    moved++;
                }
            }
            return moved;
        });
    }

    private static byte[] content(Message message) throws JMSException {
        if (message instanceof BytesMessage bytes) {
            byte[] content = new byte[(int) bytes.getBodyLength()];
            bytes.readBytes(content);
            return content;
        }
        return message instanceof TextMessage text
                ? String.valueOf(text.getText()).getBytes(StandardCharsets.UTF_8)
                : new byte[0];
    }

    private int inSession(Work work) {
        try (Connection connection = broker.createConnection();
                Session session = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE)) {
            connection.start();
            return work.with(session);
        } catch (jakarta.jms.InvalidDestinationException noQueue) {
            return 0;
        } catch (JMSException e) {
            throw new IllegalStateException("the broker does not tell what waits", e);
        }
    }

    private interface Work {
        int with(Session session) throws JMSException;
    }

    private static Problem removed(SystemId system) {
        return new Problem(
                ProblemKind.CONFLICT,
                Origin.HUB,
                "remove-connector",
                new Bilingual(
                        "Kết nối " + system + " đã bị xoá khi thông điệp này còn chờ trong hàng đợi của nó.",
                        "The connector " + system + " was removed while this message waited in its queue."),
                new Bilingual(
                        "Đăng ký lại kết nối cùng mã rồi phát lại, hoặc bỏ đi.",
                        "Register a connector of the same id and replay, or discard."));
    }
}
