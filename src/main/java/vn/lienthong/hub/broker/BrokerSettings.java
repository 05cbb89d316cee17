package vn.lienthong.hub.broker;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the message broker is.
 *
 * @param url an external broker's Core address such as {@code tcp://broker:61616}; left out for the embedded one
 * @param user the hub's own user on an external broker
 * @param password that user's password
 * @param host the address the embedded broker's doors listen on
 * @param corePort the embedded broker's door for JMS (Artemis Core); 0 for any free port
 * @param amqpPort the embedded broker's door for AMQP 1.0
 * @param mqttPort the embedded broker's door for MQTT 3.1.1 and 5
 * @param stompPort the embedded broker's door for STOMP 1.0 to 1.2
 * @param folder where the embedded broker keeps its journal; left out for {@code broker} in the hub's home
 * @param maxDiskUsage the share of the disk in per cent above which the embedded broker takes no more messages
 */
@ConfigurationProperties("lienthong.broker")
public record BrokerSettings(
        @Nullable String url,
        @Nullable String user,
        @Nullable String password,
        @DefaultValue("127.0.0.1") String host,
        @DefaultValue("61616") int corePort,
        @DefaultValue("5672") int amqpPort,
        @DefaultValue("1883") int mqttPort,
        @DefaultValue("61613") int stompPort,
        @Nullable Path folder,
        @DefaultValue("95") int maxDiskUsage) {

    /** Prints no password. */
    @Override
    public String toString() {
        return "BrokerSettings[" + (url == null ? "embedded on " + host : url) + "]";
    }
}
