package vn.lienthong.hub.agency;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import vn.lienthong.hub.agency.call.CallProblems;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.TryAgainLater;

class IntakeStatesTest {
    private static final SystemId TAX = SystemId.of("tax-office");
    private static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");

    private final IntakeStates states = new IntakeStates(
            Clock.fixed(NOW, ZoneOffset.UTC),
            new AgencySettings(1, 1, Duration.ZERO, Duration.ZERO, DataSize.ofMegabytes(1), Duration.ofSeconds(10)));

    private IntakeState state() {
        return states.all().getOrDefault(TAX, IntakeState.UNTRIED);
    }

    @Nested
    class WhenTheSystemIsAway {
        @Test
        void restsTwiceAsLongEachTimeUpToTheLongestPause() {
            List<Long> pauses = new ArrayList<>();
            for (int failures = 1; failures <= 100; failures++) {
                states.noteFailure(TAX, new ConnectException());
                pauses.add(Duration.between(NOW, state().nextTry()).toSeconds());
            }

            assertThat(pauses.subList(0, 6)).containsExactly(1L, 2L, 4L, 8L, 10L, 10L);
            assertThat(pauses.subList(6, 100)).containsOnly(10L);
            assertThat(state().failures()).isEqualTo(100);
            assertThat(states.isDue(TAX.value())).isFalse();
        }

        @Test
        void restsAsLongAsItAsksForButNotForDays() {
            states.noteFailure(TAX, new TryAgainLater(CallProblems.noDetails(TAX), Duration.ofMinutes(3), null));
            assertThat(state().nextTry()).isEqualTo(NOW.plus(Duration.ofMinutes(3)));

            states.noteFailure(TAX, new TryAgainLater(CallProblems.noDetails(TAX), Duration.ofDays(3), null));
            assertThat(state().nextTry()).isEqualTo(NOW.plus(Duration.ofMinutes(10)));
        }
    }

    @Nested
    class WhenItIsBack {
        @Test
        void forgetsThePausesButNotTheLastSuccessNorTheLastProblem() {
            states.noteFailure(TAX, new ConnectException());
            states.noteFailure(TAX, new ConnectException());

            states.noteSuccess(TAX.value());

            assertThat(state().lastSuccess()).isEqualTo(NOW);
            assertThat(state().problem()).isNull();
            assertThat(state().failures()).isZero();
            assertThat(state().nextTry()).isNull();
            assertThat(state().lastProblem()).extracting(Problem::kind).isEqualTo(ProblemKind.SYSTEM_UNAVAILABLE);
            assertThat(state().lastProblemAt()).isEqualTo(NOW);
            assertThat(states.isDue(TAX.value())).isTrue();
            states.noteFailure(TAX, new ConnectException());
            assertThat(state().lastSuccess()).isEqualTo(NOW);
            assertThat(state().nextTry()).isEqualTo(NOW.plusSeconds(1));
        }
    }
}
