package vn.lienthong.hub.broker;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import io.netty.handler.codec.mqtt.MqttVersion;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyServerConnection;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.access.QueueAccess;

/**
 * Lets MQTT sessions and shared subscriptions have names of their client's own only.
 *
 * <p>Artemis makes queue names of them, and removes the queue of a subscription that was refused: under another's name,
 * a refused subscription would remove the other's queue.
 */
final class MqttNames implements MQTTInterceptor {
    private static final Logger LOG = LoggerFactory.getLogger(MqttNames.class);
    private static final String SHARED = "$share/";
    private static final String USER = MqttNames.class.getName();

    private final QueueAccess queues;

    MqttNames(QueueAccess queues) {
        this.queues = queues;
    }

    @Override
    public boolean intercept(MqttMessage message, RemotingConnection connection) {
        if (!(connection.getTransportConnection() instanceof NettyServerConnection door)) {
            return false;
        }
        if (message instanceof MqttConnectMessage connect) {
            return mayConnect(connect, door);
        }
        return !(message instanceof MqttSubscribeMessage subscribe) || maySubscribe(subscribe, door);
    }

    private boolean mayConnect(MqttConnectMessage connect, NettyServerConnection door) {
        String user = connect.payload().userName();
        String session = connect.payload().clientIdentifier();
        door.getNettyChannel()
                .attr(io.netty.util.AttributeKey.<String>valueOf(USER))
                .set(user);
        // Without a user name, the broker refuses by itself; without a session name, it makes one by chance.
        boolean may = user == null || session == null || session.isEmpty() || queues.isNameOf(user, session);
        if (!may) {
            LOG.info("client {} may not have the MQTT client id {}; it starts with the client's own id", user, session);
            boolean five = connect.variableHeader().version() == MqttVersion.MQTT_5.protocolLevel();
            door.getNettyChannel()
                    .writeAndFlush(MqttMessageBuilders.connAck()
                            .returnCode(
                                    five
                                            ? MqttConnectReturnCode.CONNECTION_REFUSED_CLIENT_IDENTIFIER_NOT_VALID
                                            : MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED)
                            .build());
        }
        return may;
    }

    private boolean maySubscribe(MqttSubscribeMessage subscribe, NettyServerConnection door) {
        @Nullable
        String user = door.getNettyChannel()
                .attr(io.netty.util.AttributeKey.<String>valueOf(USER))
                .get();
        return subscribe.payload().topicSubscriptions().stream()
                .map(MqttTopicSubscription::topicFilter)
                .filter(filter -> filter.startsWith(SHARED))
                .allMatch(filter -> user != null && isOwnShare(user, filter));
    }

    private boolean isOwnShare(String user, String filter) {
        int end = filter.indexOf('/', SHARED.length());
        String share = filter.substring(SHARED.length(), end < 0 ? filter.length() : end);
        boolean own = queues.isNameOf(user, share);
        if (!own) {
            LOG.info(
                    "client {} may not share the subscription {}; its name starts with the client's own id",
                    user,
                    share);
        }
        return own;
    }
}
