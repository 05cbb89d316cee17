package vn.lienthong.hub.portal;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.jms.client.ActiveMQDestination;
import org.apache.activemq.artemis.jms.client.ActiveMQMessage;
import org.jspecify.annotations.Nullable;

/**
 * Where a request wants its answer, and by what the asker will know it; read from the form each protocol gives them on
 * the broker.
 *
 * @param destination the reply address
 * @param correlation the correlation id, in the broker's own form; null where there is none
 * @param mqttCorrelation MQTT 5 correlation data
 * @param mqtt whether the asker speaks MQTT, whose properties the broker carries under names of its own
 */
record ReplyAddress(
        Destination destination, @Nullable Object correlation, byte @Nullable [] mqttCorrelation, boolean mqtt) {
    private static final SimpleString RESPONSE_TOPIC = SimpleString.of("mqtt.response.topic");
    private static final SimpleString CORRELATION_DATA = SimpleString.of("mqtt.correlation.data");
    private static final SimpleString CONTENT_TYPE = SimpleString.of("mqtt.content.type");
    private static final SimpleString PAYLOAD_FORMAT = SimpleString.of("mqtt.payload.format.indicator");
    private static final String USER_PROPERTIES = "mqtt.user.property.exists";
    private static final String FIRST_USER_PROPERTY = "mqtt.ordered.user.property.0.";

    /** The reply address of a request, or null if it has none. */
    static @Nullable ReplyAddress of(Message request) throws JMSException {
        ClientMessage message = coreOf(request);
        @Nullable SimpleString topic = message.getSimpleStringProperty(RESPONSE_TOPIC);
        if (topic != null) {
            return new ReplyAddress(
                    ActiveMQDestination.createTopic(addressOfTopic(topic.toString())),
                    null,
                    message.containsProperty(CORRELATION_DATA) ? message.getBytesProperty(CORRELATION_DATA) : null,
                    true);
        }
        @Nullable Destination destination = request.getJMSReplyTo();
        if (destination == null) {
            return null;
        }
        // As JMS has it: an asker who gave no correlation id knows the answer by its request's own id.
        Object correlation = message.getCorrelationID();
        return new ReplyAddress(
                destination, correlation != null ? correlation : request.getJMSMessageID(), null, false);
    }

    String address() {
        return ((ActiveMQDestination) destination).getAddress();
    }

    /** Marks an answer as the one to this request. */
    void mark(Message answer, int status, String contentType) {
        ClientMessage message = coreOf(answer);
        message.putIntProperty("status", status);
        if (mqtt) {
            message.putStringProperty(CONTENT_TYPE, SimpleString.of(contentType));
            message.putIntProperty(PAYLOAD_FORMAT, 1);
            message.putIntProperty(USER_PROPERTIES, 1);
            message.putStringProperty(FIRST_USER_PROPERTY + "status", Integer.toString(status));
            if (mqttCorrelation != null) {
                message.putBytesProperty(CORRELATION_DATA, mqttCorrelation);
            }
        } else {
            message.putStringProperty(
                    org.apache.activemq.artemis.api.core.Message.HDR_CONTENT_TYPE, SimpleString.of(contentType));
            message.putStringProperty("JMS_AMQP_ContentType", contentType);
            if (correlation != null) {
                message.setCorrelationID(correlation);
            }
        }
    }

    static ClientMessage coreOf(Message message) {
        return ((ActiveMQMessage) message).getCoreMessage();
    }

    /** {@code reply/portal/1} is the address {@code reply.portal.1}; a dot within a level is escaped on the broker. */
    private static String addressOfTopic(String topic) {
        return topic.replace(".", "\\.").replace('/', '.');
    }
}
