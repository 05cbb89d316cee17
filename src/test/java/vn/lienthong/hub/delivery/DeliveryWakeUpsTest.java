package vn.lienthong.hub.delivery;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.lienthong.hub.delivery.DeliveryFixtures.PORTAL;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.simulator.SettableClock;

class DeliveryWakeUpsTest {
    private static final SystemId DISTRICT = SystemId.of("district-portal");

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final SettableClock clock = new SettableClock();
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final CountDownLatch brokerIsBack = new CountDownLatch(1);
    private volatile boolean brokerHangs;
    private volatile boolean brokerFails;
    private DeliveryWakeUps wakeUps;

    @BeforeEach
    void start() throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:delivery-wake-up").process(DeliveryWakeUpsTest.this::send);
            }
        });
        camel.start();
        wakeUps = new DeliveryWakeUps(DeliveryFixtures.connectors(List.of()), camel.createProducerTemplate(), clock);
    }

    @AfterEach
    void stop() {
        brokerIsBack.countDown();
        wakeUps.destroy();
        camel.stop();
    }

    private void send(Exchange exchange) throws InterruptedException {
        if (brokerHangs) {
            brokerIsBack.await();
        }
        if (brokerFails) {
            throw new IllegalStateException("the broker is away");
        }
        Instant at = Instant.ofEpochMilli(exchange.getMessage().getHeader("_AMQ_SCHED_DELIVERY", Long.class));
        boolean now = !at.isAfter(clock.instant().plus(DeliveryWakeUps.GATHERING));
        sent.add(exchange.getMessage().getHeader("destination") + (now ? "" : " at " + at));
    }

    @Nested
    class WhenManyChangesAreAccepted {
        @Test
        void wakesEachDestinationOnceUntilThatIsHeard() {
            for (int position = 0; position < 1_000; position++) {
                wakeUps.grew(position, Set.of(PORTAL, DISTRICT));
            }
            await().until(() -> sent.size() >= 2);

            wakeUps.heard(PORTAL);
            wakeUps.grew(1_000, Set.of(PORTAL, DISTRICT));

            await().until(() -> sent.size() >= 3);
            assertThat(sent).containsExactlyInAnyOrder("national-portal", "district-portal", "national-portal");
        }

        @Test
        void neverMakesThemWaitForTheBroker() {
            brokerHangs = true;

            org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
                wakeUps.grew(1, Set.of(PORTAL));
                wakeUps.grew(2, Set.of(DISTRICT));
            });

            brokerIsBack.countDown();
            await().atMost(10, SECONDS).until(() -> sent.size() == 2);
        }
    }

    @Nested
    class WhenAWakeUpIsLost {
        @Test
        void wakesAgainAfterAWhile() {
            wakeUps.wake(PORTAL);
            await().until(() -> sent.size() == 1);

            clock.move(Duration.ofSeconds(11));
            wakeUps.wake(PORTAL);

            await().until(() -> sent.size() == 2);
        }

        @Test
        void wakesAgainAtOnceIfItCouldNotBeSent() {
            brokerFails = true;
            wakeUps.wake(PORTAL);
            brokerFails = false;

            await().until(() -> {
                wakeUps.wake(PORTAL);
                return !sent.isEmpty();
            });
        }
    }

    @Nested
    class WhenSomethingIsDueLater {
        @Test
        void leavesTheWaitingToTheBrokerAndKeepsOnlyTheNextTime() {
            Instant now = clock.instant();
            wakeUps.wakeAt(PORTAL, now.plusSeconds(60));
            wakeUps.wakeAt(PORTAL, now.plusSeconds(90));
            wakeUps.wakeAt(PORTAL, now.plusSeconds(30));

            await().until(() -> sent.size() >= 2);
            assertThat(sent)
                    .containsExactly(
                            "national-portal at " + now.plusSeconds(60), "national-portal at " + now.plusSeconds(30));
        }
    }
}
