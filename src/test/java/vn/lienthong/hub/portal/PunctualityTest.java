package vn.lienthong.hub.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.canonical.DossierStatus.ACCEPTED;
import static vn.lienthong.hub.canonical.DossierStatus.COMPLETED;
import static vn.lienthong.hub.canonical.DossierStatus.IN_PROGRESS;
import static vn.lienthong.hub.canonical.DossierStatus.REFUSED;
import static vn.lienthong.hub.canonical.DossierStatus.RESULT_RETURNED;
import static vn.lienthong.hub.canonical.DossierStatus.SUBMITTED;
import static vn.lienthong.hub.canonical.DossierStatus.SUPPLEMENT_REQUIRED;
import static vn.lienthong.hub.portal.Invented.MONDAY;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.canonical.DossierState;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.canonical.OnTime;

class PunctualityTest {
    private static final Instant THURSDAY = day(3);

    @Nested
    class WhenADossierHasEnded {
        @Test
        void countsToTheCompletionAndNotToTheReturn() {
            Punctuality told = of(THURSDAY, day(9), SUBMITTED, ACCEPTED, IN_PROGRESS, COMPLETED, RESULT_RETURNED);

            assertThat(told.state()).isEqualTo(OnTime.ON_TIME);
        }

        @Test
        void isLateWhenItEndedAfterTheDueTime() {
            assertThat(of(day(2), day(9), SUBMITTED, ACCEPTED, IN_PROGRESS, COMPLETED)
                            .state())
                    .isEqualTo(OnTime.LATE);
        }

        @Test
        void countsToTheReturnWhereNoCompletionWasTold() {
            assertThat(of(day(2), day(9), SUBMITTED, ACCEPTED, RESULT_RETURNED).state())
                    .isEqualTo(OnTime.ON_TIME);
        }

        @Test
        void countsToTheRefusal() {
            assertThat(of(day(0), day(9), SUBMITTED, REFUSED).state()).isEqualTo(OnTime.LATE);
        }

        @Test
        void forgetsACompletionThatWasTakenBack() {
            Punctuality told = of(THURSDAY, day(9), ACCEPTED, COMPLETED, IN_PROGRESS, IN_PROGRESS, COMPLETED);

            assertThat(told.state()).isEqualTo(OnTime.LATE);
        }
    }

    @Nested
    class WhenTheCitizenWasWaitedFor {
        @Test
        void movesTheDueTimeByTheWait() {
            Punctuality told = of(day(2), day(9), ACCEPTED, SUPPLEMENT_REQUIRED, IN_PROGRESS, COMPLETED);

            assertThat(told).isEqualTo(new Punctuality(OnTime.ON_TIME, day(3), Duration.ofDays(1)));
        }

        @Test
        void countsAWaitThatGoesOnInWholeMinutes() {
            Instant now = day(4).plusSeconds(119);

            Punctuality told = of(day(2), now, ACCEPTED, SUPPLEMENT_REQUIRED);

            assertThat(told.waited()).isEqualTo(Duration.ofDays(3).plusMinutes(1));
            assertThat(told.state()).isEqualTo(OnTime.IN_TIME);
        }
    }

    @Nested
    class WhenADossierIsOpen {
        @Test
        void isInTimeUntilTheDueTimeHasPassed() {
            assertThat(of(THURSDAY, THURSDAY, ACCEPTED, IN_PROGRESS).state()).isEqualTo(OnTime.IN_TIME);
            assertThat(of(THURSDAY, THURSDAY.plusMillis(1), ACCEPTED, IN_PROGRESS)
                            .state())
                    .isEqualTo(OnTime.OVERDUE);
        }

        @Test
        void isUnknownWithoutADueTime() {
            assertThat(of(null, THURSDAY, ACCEPTED)).isEqualTo(new Punctuality(OnTime.UNKNOWN, null, Duration.ZERO));
        }
    }

    private static Instant day(int days) {
        return MONDAY.plus(Duration.ofDays(days));
    }

    private static Punctuality of(@Nullable Instant dueAt, Instant now, DossierStatus... statuses) {
        DossierState dossier = Invented.state(Invented.dossier(Invented.LAND, "1", null, dueAt), statuses);
        return Punctuality.of(dossier, now);
    }
}
