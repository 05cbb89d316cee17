package vn.lienthong.hub.portal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.StandardEnvironment;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.connector.Secrets;
import vn.lienthong.hub.delivery.ChangesOutbox;
import vn.lienthong.hub.delivery.DeliveryFixtures;
import vn.lienthong.hub.delivery.DeliveryHold;
import vn.lienthong.hub.delivery.DeliveryNotes;
import vn.lienthong.hub.delivery.DeliveryOutcomes;
import vn.lienthong.hub.delivery.DeliveryPause;
import vn.lienthong.hub.delivery.DeliverySettings;
import vn.lienthong.hub.delivery.DossierChanges;
import vn.lienthong.hub.delivery.HttpAnswer;
import vn.lienthong.hub.delivery.MemoryDeadLetters;
import vn.lienthong.hub.delivery.MemoryLedger;

/** One destination with everything around it but the route: a portal in memory, a ledger, and a clock that tests turn. */
final class DeliveryRig {
    static final DeliverySettings SETTINGS = new DeliverySettings(
            Duration.ofSeconds(2),
            Duration.ofMinutes(10),
            3,
            Duration.ofSeconds(1),
            Duration.ofMinutes(1),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(20));

    final MemoryPortal portal = new MemoryPortal();
    final MemoryLedger ledger = new MemoryLedger();
    final MemoryDeadLetters deadLetters = new MemoryDeadLetters();
    final TurnedClock clock = new TurnedClock();
    final List<Instant> alarms = new ArrayList<>();
    final DeliveryHold hold;
    private final NationalPortalDesk desk;
    private final NationalCaution caution = new NationalCaution();
    private final NationalAnswerReader reader = new NationalAnswerReader(clock, List.of());
    private final ChangesOutbox outbox = new ChangesOutbox(ledger);
    private final DeliveryOutcomes<DossierChanges> outcomes;

    DeliveryRig(Path folder) {
        Path password = folder.resolve("password");
        try {
            Files.writeString(password, "portal-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var connector = DeliveryFixtures.portal(DeliveryFixtures.PORTAL, URI.create("http://portal.example"), password);
        desk = new NationalPortalDesk(connector, new Secrets(new StandardEnvironment()), clock);
        RandomGenerator longest = new RandomGenerator() {
            @Override
            public long nextLong() {
                return -1L;
            }
        };
        hold = new DeliveryHold(new DeliveryPause(SETTINGS.firstHold(), SETTINGS.longestHold(), longest));
        outcomes = new DeliveryOutcomes<>(
                DeliveryFixtures.PORTAL,
                outbox,
                deadLetters,
                hold,
                alarms::add,
                new DeliveryPause(SETTINGS.firstPause(), SETTINGS.longestPause(), longest),
                SETTINGS.mostAttempts(),
                clock,
                DeliveryNotes.NONE);
    }

    void due(StatusChange... changes) {
        for (StatusChange change : changes) {
            ledger.add(DeliveryFixtures.PORTAL, change);
        }
    }

    /** Does what a wake-up does. */
    void wake() {
        var round = new NationalRound(
                DeliveryFixtures.PORTAL, desk, reader, outbox, outcomes, hold, caution, SETTINGS, clock, () -> false);
        Optional<NationalCall> next = round.next();
        for (int calls = 0; next.isPresent(); calls++) {
            if (calls > 1_000) {
                throw new AssertionError("the round does not end: " + next.get());
            }
            round.hear(exchange(next.get()));
            next = round.next();
        }
    }

    /** Turns the clock and wakes, so many times. */
    void wakeEvery(Duration pause, int times) {
        for (int i = 0; i < times; i++) {
            clock.turn(pause);
            wake();
        }
    }

    private NationalAnswer exchange(NationalCall call) {
        try {
            String path = call.kind() == NationalCall.Step.LOG_IN ? "/mapi/login" : "/mapi/g";
            MemoryPortal.Reply reply = portal.answer(path, call.body());
            return reader.read(new HttpAnswer(
                    reply.status(),
                    reply.headers().get("Retry-After"),
                    reply.body().getBytes(StandardCharsets.UTF_8)));
        } catch (Silence silence) {
            return reader.noAnswer(silence.why);
        }
    }

    static MemoryPortal.@Nullable Reply silence(IOException why) {
        throw new Silence(why);
    }

    /** No answer came. */
    private static final class Silence extends RuntimeException {
        private final transient IOException why;

        Silence(IOException why) {
            super(why);
            this.why = why;
        }
    }

    /** A clock that stands until it is turned. */
    static final class TurnedClock extends Clock {
        private Instant now = DeliveryFixtures.MORNING.plusSeconds(3_600 * 24);

        void turn(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
