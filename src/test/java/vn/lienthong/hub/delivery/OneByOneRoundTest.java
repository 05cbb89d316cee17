package vn.lienthong.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.canonical.DossierStatus.SUBMITTED;
import static vn.lienthong.hub.delivery.DeliveryFixtures.PORTAL;
import static vn.lienthong.hub.delivery.DeliveryFixtures.change;
import static vn.lienthong.hub.delivery.DeliveryFixtures.keyOf;

import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.Undeliverable;
import vn.lienthong.hub.simulator.SettableClock;

class OneByOneRoundTest {
    private static final Problem WRONG = new Problem(
            ProblemKind.REFUSED_BY_SYSTEM,
            Origin.AGENCY,
            "submit",
            new Bilingual("Bị từ chối.", "It is refused."),
            new Bilingual("Sửa rồi gửi lại.", "Mend it and send it again."));

    private final SettableClock clock = new SettableClock();
    private final MemoryLedger ledger = new MemoryLedger();
    private final MemoryDeadLetters deadLetters = new MemoryDeadLetters();
    private final List<Instant> alarms = new ArrayList<>();
    private final ChangesOutbox outbox = new ChangesOutbox(ledger);
    private final DeliveryHold hold =
            new DeliveryHold(new DeliveryPause(Duration.ofSeconds(1), Duration.ofMinutes(1), () -> -1L));
    private final DeliveryOutcomes<DossierChanges> outcomes = new DeliveryOutcomes<>(
            PORTAL,
            outbox,
            deadLetters,
            hold,
            alarms::add,
            new DeliveryPause(Duration.ofSeconds(2), Duration.ofMinutes(10), () -> -1L),
            3,
            clock,
            DeliveryNotes.NONE);
    private final Agency agency = new Agency();

    /** An agency that answers each dossier's call as a test says, else that it has taken it. */
    private static final class Agency implements OneByOneRound.Speaker<DossierChanges> {
        final Map<String, Heard> answers = new HashMap<>();
        final List<String> heard = new ArrayList<>();

        @Nullable
        String lacking;

        @Override
        public Call call(DossierChanges item) {
            String number = item.dossier().sourceDossierNo();
            if (number.equals(lacking)) {
                throw new Undeliverable(WRONG);
            }
            return step(number, "submit");
        }

        Call step(String number, String step) {
            return new Call() {
                @Override
                public String step() {
                    return step;
                }

                @Override
                public void layOut(Message message) {
                    message.setBody(number);
                    heard.add(number + " " + step);
                }
            };
        }

        @Override
        public Heard hear(DossierChanges item, Message answer) {
            return answers.getOrDefault(answer.getBody(String.class), new Heard.Taken());
        }

        @Override
        public Heard.Away hearNothing(DossierChanges item, Exception failure) {
            return new Heard.Away(WRONG, null, !(failure instanceof ConnectException));
        }
    }

    private void due(int... numbers) {
        for (int number : numbers) {
            ledger.add(PORTAL, change(number, 1, SUBMITTED));
        }
    }

    /** Does what a wake-up does; the agency is not there while the failure is given. */
    private void wake(@Nullable Exception failure) {
        var round = new OneByOneRound<>(
                PORTAL,
                agency,
                outbox,
                outcomes,
                hold,
                clock,
                Duration.ofSeconds(30),
                Duration.ofSeconds(2),
                () -> false);
        Optional<Call> next = round.next();
        while (next.isPresent()) {
            Message message = new DefaultMessage(new DefaultCamelContext());
            next.get().layOut(message);
            if (failure == null) {
                round.hear(message);
            } else {
                round.hearNothing(failure);
            }
            next = round.next();
        }
    }

    @Nested
    class WhenTheAgencyTakesThem {
        @Test
        void tellsEachOnceByAsManyCallsAsItNeeds() {
            due(1, 2);
            agency.answers.put("HT-1", new Heard.Then(agency.step("confirmed", "confirm")));

            wake(null);
            wake(null);

            assertThat(agency.heard).containsExactly("HT-1 submit", "confirmed confirm", "HT-2 submit");
            assertThat(ledger.backlog(PORTAL).waiting()).isZero();
        }
    }

    @Nested
    class WhenOneIsRefused {
        @Test
        void keepsItAmongTheDeadLettersAndTellsTheOthers() {
            due(1, 2, 3);
            agency.answers.put("HT-1", new Heard.Refused(WRONG));
            agency.lacking = "HT-2";

            wake(null);

            assertThat(deadLetters.kept())
                    .extracting(letter -> letter.dossierNo() + " " + letter.problem())
                    .containsExactly("HT-1 " + WRONG, "HT-2 " + WRONG);
            assertThat(ledger.backlog(PORTAL).waiting()).isZero();
            assertThat(ledger.backlog(PORTAL).givenUp()).isEqualTo(2);
        }

        @Test
        void triesWhatIsRefusedForNowThreeTimes() {
            due(1);
            agency.answers.put("HT-1", new Heard.NotNow(WRONG));

            for (int i = 0; i < 5; i++) {
                wake(null);
                clock.move(Duration.ofMinutes(1));
            }

            assertThat(agency.heard).hasSize(3);
            assertThat(deadLetters.kept()).hasSize(1);
        }
    }

    @Nested
    class WhenTheAgencyIsAway {
        @Test
        void holdsTheQueueAfterThreeSilencesAndCountsNoAttempt() {
            due(1, 2, 3, 4, 5);

            wake(new ConnectException());
            int calls = agency.heard.size();
            wake(null);

            assertThat(calls).isEqualTo(3);
            assertThat(agency.heard).hasSize(3);
            assertThat(hold.until()).contains(clock.instant().plusSeconds(1));
            assertThat(alarms).contains(clock.instant().plusSeconds(1));
            clock.move(Duration.ofSeconds(3));
            wake(null);
            assertThat(ledger.backlog(PORTAL).waiting()).isZero();
            assertThat(deadLetters.kept()).isEmpty();
        }

        @Test
        void waitsAsLongAsTheAgencyAsksFor() {
            due(1);
            agency.answers.put("HT-1", new Heard.Away(WRONG, Duration.ofMinutes(7), false));

            wake(null);

            assertThat(hold.until()).contains(clock.instant().plus(Duration.ofMinutes(7)));
        }
    }

    @Nested
    class WhenOneItemAloneGetsNoAnswer {
        @Test
        void tellsTheOthersAndLetsItWaitLongerEachTime() {
            due(1, 2);
            agency.answers.put("HT-1", new Heard.Away(WRONG, null, false));

            wake(null);

            assertThat(agency.heard).containsExactly("HT-1 submit", "HT-2 submit");
            assertThat(hold.until()).isEmpty();
            assertThat(ledger.attempts(PORTAL, keyOf(1))).isEqualTo(1);
            assertThat(deadLetters.kept()).isEmpty();
        }
    }
}
