package vn.lienthong.hub.broker;

import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.access.QueueAccess;

/**
 * Writes on each message who sent it, in the property {@code _AMQ_VALIDATED_USER}, over whatever the sender wrote there,
 * refuses messages over the limit, and lets changes be durable; none are taken on a full disk.
 *
 * <p>Artemis' own {@code populate-validated-user} leaves AMQP messages as they are, so that they could name anybody. On
 * AMQP messages that it streams to a file nothing can be written, so the limit lies below that size.
 */
final class SenderNamed implements ActiveMQServerMessagePlugin {
    /** Less than the journal takes in one record. */
    static final int MOST_AMQP_BYTES = 400 * 1024;
    /** As the other protocols' messages are kept, where a text has two bytes a character. */
    private static final int MOST_BYTES = 1 << 20;

    private final HubIdentity hub;
    private volatile @Nullable ActiveMQServer server;

    SenderNamed(HubIdentity hub) {
        this.hub = hub;
    }

    @Override
    public void registered(ActiveMQServer newServer) {
        server = newServer;
    }

    @Override
    public void beforeSend(
            ServerSession session,
            @Nullable Transaction transaction,
            Message message,
            boolean direct,
            boolean noAutoCreateQueue)
            throws ActiveMQException {
        String user = session.getValidatedUser() == null ? session.getUsername() : session.getValidatedUser();
        if (user == null || user.equals(hub.user())) {
            return;
        }
        int most = message instanceof ICoreMessage ? MOST_BYTES : MOST_AMQP_BYTES;
        if (message.getWholeMessageSize() > most) {
            throw new ActiveMQException(
                    "the message has " + message.getWholeMessageSize() + " bytes; expected at most " + most
                            + ": send it in smaller messages",
                    ActiveMQExceptionType.LARGE_MESSAGE_ERROR_BODY);
        }
        message.putStringProperty(Message.HDR_VALIDATED_USER.toString(), user);
        String address = message.getAddress();
        if (address != null && address.startsWith(QueueAccess.CHANGES)) {
            requireListener(address);
            requireRoom();
            // Acknowledged means on disk, for changes, whatever the sender's library asks for by default.
            message.setDurable(true);
        }
        message.reencode();
    }

    /**
     * A sender that has been told how much it may send goes on on a full disk, and Artemis would begin to page what it sends: on
     * that disk. Whoever hears no keeps its changes.
     */
    private void requireRoom() throws ActiveMQException {
        if (server != null && server.getPagingManager().isDiskFull()) {
            throw new ActiveMQException(
                    "the hub's disk is full; send the changes again later", ActiveMQExceptionType.ADDRESS_FULL);
        }
    }

    /** Over MQTT, what is sent to an address that is not there would be acknowledged, and gone. */
    private void requireListener(String address) throws ActiveMQException {
        if (server != null && server.getAddressInfo(SimpleString.of(address)) == null) {
            throw new ActiveMQException(
                    "the hub takes no changes at " + address, ActiveMQExceptionType.ADDRESS_DOES_NOT_EXIST);
        }
    }
}
