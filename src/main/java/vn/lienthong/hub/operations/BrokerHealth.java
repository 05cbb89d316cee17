package vn.lienthong.hub.operations;

import jakarta.jms.Connection;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import vn.lienthong.hub.broker.BrokerDoor;
import vn.lienthong.hub.broker.BrokerSettings;
import vn.lienthong.hub.broker.EmbeddedBroker;
import vn.lienthong.hub.canonical.Bilingual;

/** Whether the broker takes messages, and through which doors. */
@Component("brokerHealthIndicator")
class BrokerHealth extends AbstractHealthIndicator {
    private static final Bilingual DISK_FULL = new Bilingual(
            "Đĩa gần đầy nên hàng đợi không nhận thêm thông điệp. Giải phóng đĩa hoặc tăng"
                    + " lienthong.broker.max-disk-usage.",
            "The disk is nearly full, so the broker takes no more messages. Free some of it, or raise"
                    + " lienthong.broker.max-disk-usage.");

    private final ObjectProvider<EmbeddedBroker> embedded;
    private final BrokerSettings settings;

    BrokerHealth(ObjectProvider<EmbeddedBroker> embedded, BrokerSettings settings) {
        super("the broker does not answer");
        this.embedded = embedded;
        this.settings = settings;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) throws Exception {
        EmbeddedBroker broker = embedded.getIfAvailable();
        if (broker == null) {
            askOther(health);
        } else if (broker.isRunning() && broker.server().isActive()) {
            tell(broker, health);
        } else {
            health.down();
        }
    }

    private void askOther(Health.Builder health) throws Exception {
        // The hub's own connections wait for ever for a broker that is away; the health of one has a deadline.
        try (var impatient = new ActiveMQConnectionFactory(settings.url(), settings.user(), settings.password())) {
            impatient.setCallTimeout(2_000);
            impatient.setInitialConnectAttempts(1);
            impatient.setReconnectAttempts(0);
            try (Connection connection = impatient.createConnection()) {
                connection.start();
            }
        }
        health.up();
    }

    private void tell(EmbeddedBroker broker, Health.Builder health) throws Exception {
        ActiveMQServer server = broker.server();
        double used = server.getDiskStoreUsage();
        boolean full = used * 100 >= settings.maxDiskUsage();
        health.status(full ? "DOWN" : "UP");
        if (full) {
            health.withDetail("problem", HealthDetails.of(DISK_FULL));
        }
        for (BrokerDoor door : BrokerDoor.values()) {
            health.withDetail(door.label(), settings.host() + ":" + broker.port(door));
        }
        health.withDetail("connections", server.getConnectionCount())
                .withDetail("messages", server.getTotalMessageCount())
                .withDetail("diskUsedPercent", Math.round(used * 1_000) / 10.0)
                .withDetail(
                        "memoryForMessages",
                        DataSize.ofBytes(server.getPagingManager().getGlobalSize())
                                .toString());
    }
}
