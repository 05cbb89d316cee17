package vn.lienthong.hub.agency;

import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Queue;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.TryAgainLater;
import vn.lienthong.hub.wire.CanonicalJson;

/**
 * Writes changes into the broker's journal, on the queue {@value #QUEUE}: one durable message per change, the changes of
 * one call in one transaction. Only what is journalled may be acknowledged to an agency.
 */
@Component
public final class StatusChangeJournal {
    static final String QUEUE = "hub.status-changes";
    /** The message property that names the system a change came from. */
    static final String CONNECTOR = "connector";
    /** Larger transactions would hold the journal up for everybody. */
    private static final int MOST_IN_ONE = 1_000;

    private final ConnectionFactory connections;

    StatusChangeJournal(@Qualifier("pooledBrokerConnections") ConnectionFactory connections) {
        this.connections = connections;
    }

    /**
     * Returns when every change is in the journal on disk. Where that fails, some of them may be there: the store takes each
     * once, so all of them can be journalled again.
     *
     * @throws TryAgainLater if the broker does not take them now
     */
    public void journal(List<StatusChange> changes) {
        for (int from = 0; from < changes.size(); from += MOST_IN_ONE) {
            inOneTransaction(changes.subList(from, Math.min(from + MOST_IN_ONE, changes.size())));
        }
    }

    private void inOneTransaction(List<StatusChange> changes) {
        try (JMSContext context = connections.createContext(JMSContext.SESSION_TRANSACTED)) {
            Queue queue = context.createQueue(QUEUE);
            JMSProducer producer = context.createProducer();
            for (StatusChange change : changes) {
                producer.send(queue, message(context, change));
            }
            context.commit();
        } catch (JMSException | JMSRuntimeException e) {
            throw new TryAgainLater(notTaken(), e);
        }
    }

    private static BytesMessage message(JMSContext context, StatusChange change) throws JMSException {
        BytesMessage message = context.createBytesMessage();
        message.writeBytes(CanonicalJson.write(change));
        message.setStringProperty("JMSXGroupID", group(change.dossier().key()));
        message.setStringProperty(CONNECTOR, change.origin().value());
        return message;
    }

    /** A dossier's changes stay on one consumer, and so in order. */
    private static String group(DossierKey dossier) {
        return Integer.toHexString(dossier.hashCode());
    }

    private static Problem notTaken() {
        return new Problem(
                ProblemKind.HUB_UNAVAILABLE,
                Origin.HUB,
                "journal",
                new Bilingual(
                        "Trục chưa ghi được thay đổi xuống đĩa.", "The hub could not write the changes to disk yet."),
                new Bilingual(
                        "Hãy gửi lại sau; quản trị viên kiểm tra dung lượng đĩa và bộ môi giới thông điệp.",
                        "Send them again later; the administrator checks disk space and the message broker."));
    }
}
