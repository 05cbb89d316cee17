package vn.lienthong.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.lienthong.hub.canonical.DossierStatus.SUBMITTED;
import static vn.lienthong.hub.delivery.DeliveryFixtures.PORTAL;
import static vn.lienthong.hub.delivery.DeliveryFixtures.change;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import vn.lienthong.hub.agency.RoutePlan;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.simulator.SettableClock;

/** Who learns that something is due, and that it waits for too long. */
@ExtendWith(OutputCaptureExtension.class)
class DeliveryWatchTest {
    private static final Problem AWAY = new Problem(
            ProblemKind.SYSTEM_UNAVAILABLE,
            Origin.PORTAL,
            "deliver",
            new Bilingual("Cổng không phục vụ.", "The portal does not serve."),
            new Bilingual("Gọi đơn vị vận hành cổng.", "Call the portal's operators."));

    private final SettableClock clock = new SettableClock();
    private final MemoryLedger ledger = new MemoryLedger();
    private final DeliveryHold hold = new DeliveryHold(
            PORTAL, new DeliveryPause(Duration.ofSeconds(1), Duration.ofMinutes(1), () -> -1L), new MemoryHolds());
    private final Connectors connectors = DeliveryFixtures.connectors(
            List.of(DeliveryFixtures.portal(PORTAL, URI.create("http://portal.example"), Path.of("password"))));
    private final Destinations destinations =
            new Destinations(List.of(connector -> Optional.of(new Portal(hold))), connectors);
    private final Backlogs backlogs = new Backlogs(List.of(new ChangesOutbox(ledger)), destinations, clock);
    private final DueTimes dueTimes = new DueTimes(
            List.of(new ChangesOutbox(ledger)),
            new DeliverySettings(
                    Duration.ofSeconds(2),
                    Duration.ofMinutes(10),
                    12,
                    Duration.ofSeconds(1),
                    Duration.ofMinutes(1),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(20),
                    Duration.ofHours(4)));
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final List<String> woken = new CopyOnWriteArrayList<>();
    private DeliveryWatch watch;

    /** A portal that nothing is said to. */
    private record Portal(DeliveryHold hold) implements Destination {
        @Override
        public SystemId id() {
            return PORTAL;
        }

        @Override
        public RoutePlan route() {
            return new RoutePlan(PORTAL, "delivery", "any", Map.of());
        }

        @Override
        public Round begin(BooleanSupplier enough) {
            throw new UnsupportedOperationException("nothing is told");
        }

        @Override
        public Duration tellAfter() {
            return Duration.ofHours(2);
        }
    }

    @BeforeEach
    void start() throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:delivery-wake-up")
                        .process(exchange -> woken.add(exchange.getMessage().getHeader("destination", String.class)));
            }
        });
        camel.start();
        var wakeUps = new DeliveryWakeUps(connectors, camel.createProducerTemplate(), clock);
        watch = new DeliveryWatch(connectors, dueTimes, backlogs, destinations, wakeUps, clock);
        destinations.of(PORTAL);
        ledger.add(PORTAL, change(1, 1, SUBMITTED));
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    /** So long after the change was observed. */
    private void itIs(Duration later) {
        clock.move(Duration.between(
                clock.instant(), change(1, 1, SUBMITTED).observedAt().plus(later)));
    }

    @Nested
    class WhenSomethingIsDue {
        @Test
        void wakesItsDestinationUnlessThatIsHeld() {
            itIs(Duration.ZERO);
            hold.begin(AWAY, Duration.ofMinutes(5), clock.instant());
            watch.wakeWhatIsDue();
            assertThat(woken).isEmpty();

            clock.move(Duration.ofMinutes(5));
            watch.wakeWhatIsDue();

            await().untilAsserted(() -> assertThat(woken).containsExactly("national-portal"));
        }
    }

    @Nested
    class WhenTheClockWasAhead {
        @Test
        void aHoldThatBeganThenIsOver() {
            itIs(Duration.ofHours(1));
            hold.begin(AWAY, Duration.ofMinutes(5), clock.instant());

            itIs(Duration.ofMinutes(1));
            watch.wakeWhatIsDue();

            await().untilAsserted(() -> assertThat(woken).containsExactly("national-portal"));
        }

        @Test
        void aWakeUpOfThenCountsAsLost() {
            itIs(Duration.ofHours(1));
            watch.wakeWhatIsDue();
            await().untilAsserted(() -> assertThat(woken).hasSize(1));

            itIs(Duration.ofMinutes(1));
            watch.wakeWhatIsDue();

            await().untilAsserted(() -> assertThat(woken).hasSize(2));
        }

        @Test
        void whatIsDueThenIsDueNow() {
            itIs(Duration.ofHours(1));
            ledger.failed(
                    PORTAL,
                    DeliveryFixtures.keyOf(1),
                    "not now",
                    clock.instant().plusSeconds(5));

            itIs(Duration.ofMinutes(1));
            assertThat(ledger.take(PORTAL, clock.instant(), 1)).isEmpty();
            watch.wakeWhatIsDue();

            assertThat(ledger.take(PORTAL, clock.instant(), 1)).hasSize(1);
        }
    }

    @Nested
    class WhenSomethingWaitsForTooLong {
        @Test
        void tellsTheLogOnceAndWhoeverAsksForAsLongAsItLasts(CapturedOutput log) {
            itIs(Duration.ofHours(2));
            watch.wakeWhatIsDue();
            assertThat(backlogs.overdue(PORTAL, backlogs.of(PORTAL))).isEmpty();

            clock.move(Duration.ofMinutes(90));
            hold.begin(AWAY, null, clock.instant());
            watch.wakeWhatIsDue();
            watch.wakeWhatIsDue();

            assertThat(log.getAll().split("deliveries are overdue", -1)).hasSize(2);
            Problem told = backlogs.overdue(PORTAL, backlogs.of(PORTAL)).orElseThrow();
            assertThat(told.kind()).isEqualTo(ProblemKind.SYSTEM_UNAVAILABLE);
            assertThat(told.detail().en())
                    .isEqualTo("Waiting to be told: 1; the oldest for 3 hours, and 2 are allowed."
                            + " The portal does not serve.");
            assertThat(told.detail().vi())
                    .isEqualTo("1 hồ sơ còn chờ gửi; hồ sơ lâu nhất đã chờ 3 giờ, quá hạn 2 giờ. Cổng không phục vụ.");
            assertThat(told.remedy()).isEqualTo(AWAY.remedy());

            Instant now = clock.instant();
            ledger.delivered(PORTAL, DeliveryFixtures.keyOf(1), 1, now);
            watch.wakeWhatIsDue();
            assertThat(log.getAll()).contains("nothing waits for too long any more");
            assertThat(backlogs.overdue(PORTAL, backlogs.of(PORTAL))).isEmpty();
        }
    }
}
