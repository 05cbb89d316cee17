package vn.lienthong.hub.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.core.transaction.impl.TransactionImpl;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The feed's journal keeps what a subscriber may still fetch, and no more: it grows with what waits, not with what has passed. */
class JournalGrowthTest {
    private static final int MESSAGES = 250;
    private static final int BYTES = 40_000;
    private static final long ROUND = (long) MESSAGES * BYTES;
    private static final int ROUNDS = 16;
    /** What the journal may keep in readiness: its files are made once and used again. */
    private static final long READINESS = 12 * (10L << 20);

    @TempDir
    private Path home = Path.of("");

    private long size() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private ConfigurableApplicationContext broker(String kept) {
        return new SpringApplicationBuilder(GuardedBroker.class)
                .properties(
                        "spring.config.location=optional:classpath:/no-file/",
                        "spring.main.web-application-type=none",
                        "lienthong.home=" + home,
                        "lienthong.retention.subscriptions=" + kept,
                        "lienthong.retention.every=PT1S",
                        "lienthong.broker.core-port=0",
                        "lienthong.broker.amqp-port=0",
                        "lienthong.broker.mqtt-port=0",
                        "lienthong.broker.stomp-port=0")
                .run();
    }

    private static Queue subscription(EmbeddedBroker broker) throws Exception {
        return broker.server()
                .createQueue(QueueConfiguration.of("portal.feed")
                        .setAddress("hub.status")
                        .setRoutingType(RoutingType.MULTICAST)
                        .setDurable(true));
    }

    private static void publish(EmbeddedBroker broker) throws Exception {
        Transaction transaction = new TransactionImpl(broker.server().getStorageManager());
        for (int i = 0; i < MESSAGES; i++) {
            CoreMessage message =
                    new CoreMessage(broker.server().getStorageManager().generateID(), BYTES + 1_000);
            message.setAddress(SimpleString.of("hub.status"));
            message.setDurable(true);
            message.getBodyBuffer().writeBytes(new byte[BYTES]);
            broker.server().getPostOffice().route(message, transaction, false);
        }
        transaction.commit();
    }

    private static void awaitCount(Queue subscription, long count) {
        await().atMost(Duration.ofMinutes(1)).until(subscription::getMessageCount, now -> now == count);
    }

    @Nested
    class WhenNobodyReadsASubscription {
        @Test
        void whatIsTooOldGoesByItselfAndTheJournalStopsGrowing() throws Exception {
            try (var context = broker("PT0.2S")) {
                EmbeddedBroker broker = context.getBean(EmbeddedBroker.class);
                Queue subscription = subscription(broker);
                List<Long> sizes = new ArrayList<>();

                for (int round = 0; round < ROUNDS; round++) {
                    publish(broker);
                    awaitCount(subscription, 0);
                    sizes.add(size());
                }

                assertThat(sizes.get(ROUNDS - 1))
                        .as("after %s bytes in %s rounds: %s", ROUND * ROUNDS, ROUNDS, sizes)
                        .isLessThanOrEqualTo(READINESS);
                assertThat(subscription.getMessagesExpired()).isEqualTo((long) MESSAGES * ROUNDS);
            }
        }
    }

    @Nested
    class WhenASubscriptionIsRead {
        @Test
        void whatWasReadGoesAndWhatWaitsIsKept() throws Exception {
            try (var context = broker("PT0S")) {
                EmbeddedBroker broker = context.getBean(EmbeddedBroker.class);
                Queue subscription = subscription(broker);

                for (int round = 0; round < ROUNDS; round++) {
                    publish(broker);
                    awaitCount(subscription, MESSAGES);
                    subscription.deleteAllReferences();
                    awaitCount(subscription, 0);
                }
                long read = size();
                publish(broker);

                assertThat(read).isLessThanOrEqualTo(READINESS);
                awaitCount(subscription, MESSAGES);
                subscription.expireReferences();
                awaitCount(subscription, MESSAGES);
            }
        }
    }
}
