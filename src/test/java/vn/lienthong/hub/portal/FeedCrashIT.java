package vn.lienthong.hub.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.lienthong.hub.portal.HubUnderTest.NORTH;

import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.jms.Connection;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.broker.BrokerDoor;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.status.StatusStore;

/** The hub ends at the moments between its store and the broker; subscribers hear of each change all the same, once. */
class FeedCrashIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private HubUnderTest hub;

    @BeforeEach
    void start(@TempDir Path home) throws Exception {
        hub = new HubUnderTest(home);
        subscriberHears(0);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Nested
    class WhenTheHubEndsAfterAChangeWasAccepted {
        @Test
        void publishesItAfterTheRestart() throws Exception {
            var routes = hub.bean(CamelContext.class).getRouteController();
            routes.stopRoute("status-feed-timer");
            routes.stopRoute("status-feed");
            accept("before the end");
            assertThat(hub.bean(FeedCursor.class).position()).isZero();

            hub.restart();
            accept("after it");

            assertThat(subscriberHears(2)).containsExactly("before the end", "after it");
        }
    }

    @Nested
    class WhenTheHubEndsAfterAChangeWasPublished {
        @Test
        void publishesItNoSecondTime() throws Exception {
            accept("told");
            accept("told too");
            await().atMost(PATIENCE)
                    .until(() -> hub.bean(FeedCursor.class).position()
                            == hub.bean(StatusStore.class).lastPosition());
            // As if the hub had ended before it could note how far it had come.
            hub.bean(FeedCursor.class).moveTo(0);

            hub.restart();
            accept("after it");

            assertThat(subscriberHears(3)).containsExactly("told", "told too", "after it");
        }
    }

    private void accept(String number) {
        hub.accept(HubUnderTest.change(NORTH, number, null, 1, DossierStatus.SUBMITTED, Instant.now()));
    }

    /** The subjects of the next events for one durable subscriber. */
    private List<String> subscriberHears(int events) throws Exception {
        var broker = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + hub.port(BrokerDoor.CORE));
        try (Connection connection = broker.createConnection("listener", WaysIn.key("listener"))) {
            connection.setClientID("listener-crash");
            connection.start();
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageConsumer consumer = session.createDurableSubscriber(session.createTopic("hub.status"), "all");
            List<String> heard = new ArrayList<>();
            while (heard.size() < events) {
                TextMessage event = (TextMessage) consumer.receive(PATIENCE.toMillis());
                assertThat(event).as("after %s", heard).isNotNull();
                heard.add(new JsonMapper()
                        .readTree(event.getText())
                        .at("/subject")
                        .asText());
            }
            return heard;
        }
    }
}
