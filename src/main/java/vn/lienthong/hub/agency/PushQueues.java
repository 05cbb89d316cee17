package vn.lienthong.hub.agency;

import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.access.QueueAccess;
import vn.lienthong.hub.canonical.SystemId;

/**
 * Makes the queues that systems send their changes to. The broker makes none by itself: what a client sent to an address that
 * the hub does not listen at would be acknowledged and used by nobody.
 */
@Component
final class PushQueues {
    private final ActiveMQConnectionFactory broker;

    PushQueues(ActiveMQConnectionFactory brokerConnections) {
        this.broker = brokerConnections;
    }

    /** Makes the queue that a system sends its changes to, if it is not there. */
    void make(SystemId system) {
        make(QueueAccess.CHANGES + system);
    }

    /** Makes the queues by which a system is asked and answers, if they are not there. */
    void makeForQuestions(SystemId system) {
        make(QueueAccess.QUESTIONS + system);
        make(QueueAccess.ANSWERS + system);
    }

    /** Makes the queues by which a system takes submissions and answers to them, if they are not there. */
    void makeForSubmissions(SystemId system) {
        make(QueueAccess.SUBMISSIONS + system);
        make(QueueAccess.ANSWERS + system);
    }

    private void make(String name) {
        // The locator is the connections' own, and stays open.
        try (ClientSessionFactory connection = broker.getServerLocator().createSessionFactory();
                ClientSession session =
                        connection.createSession(broker.getUser(), broker.getPassword(), false, true, true, false, 0)) {
            session.createSharedQueue(QueueConfiguration.of(name)
                    .setAddress(name)
                    .setRoutingType(RoutingType.ANYCAST)
                    .setDurable(true)
                    .setAutoDelete(false));
        } catch (ActiveMQException e) {
            throw new IllegalStateException("the broker did not make the queue " + name, e);
        } catch (Exception e) {
            throw new IllegalStateException("the broker was not reached to make the queue " + name, e);
        }
    }
}
