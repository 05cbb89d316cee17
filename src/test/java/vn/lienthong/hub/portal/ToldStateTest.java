package vn.lienthong.hub.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.canonical.DossierStatus.ACCEPTED;
import static vn.lienthong.hub.canonical.DossierStatus.COMPLETED;
import static vn.lienthong.hub.canonical.DossierStatus.IN_PROGRESS;
import static vn.lienthong.hub.canonical.DossierStatus.SUBMITTED;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.canonical.ChangeFlag;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.canonical.DossierState;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.canonical.StatusChange;

class ToldStateTest {
    private static final Dossier DOSSIER = Invented.dossier(Invented.LAND, "1", null, null);

    @Nested
    class WhenTheDossierIsNew {
        @Test
        void putsTheChangesInTheirOrderAndFlagsAJump() {
            DossierState state = ToldState.of(null, List.of(change(3, COMPLETED), change(1, SUBMITTED)));

            assertThat(statuses(state)).containsExactly(SUBMITTED, COMPLETED);
            assertThat(state.present().flag()).isEqualTo(ChangeFlag.JUMP);
            assertThat(state.asOf()).isEqualTo(change(3, COMPLETED).observedAt());
        }
    }

    @Nested
    class WhenTheDossierIsKnown {
        private final DossierState known = Invented.state(DOSSIER, SUBMITTED, ACCEPTED);

        @Test
        void addsWhatIsNewOnce() {
            DossierState state = ToldState.of(known, List.of(change(2, ACCEPTED), change(3, IN_PROGRESS)));

            assertThat(statuses(state)).containsExactly(SUBMITTED, ACCEPTED, IN_PROGRESS);
            assertThat(state.present().change().status()).isEqualTo(IN_PROGRESS);
        }

        @Test
        void confirmsWhatIsKnownAlready() {
            DossierState state = ToldState.of(known, List.of(later(change(2, ACCEPTED))));

            assertThat(state.history()).isEqualTo(known.history());
            assertThat(state.asOf()).isEqualTo(later(change(2, ACCEPTED)).observedAt());
        }

        @Test
        void putsALateChangeIntoTheHistoryOnly() {
            DossierState apart = Invented.state(DOSSIER, SUBMITTED, ACCEPTED);
            DossierState withoutFirst =
                    new DossierState(DOSSIER, apart.present(), List.of(apart.present()), apart.asOf());

            DossierState state = ToldState.of(withoutFirst, List.of(change(1, SUBMITTED)));

            assertThat(statuses(state)).containsExactly(SUBMITTED, ACCEPTED);
            assertThat(state.history().get(0).flag()).isEqualTo(ChangeFlag.LATE);
            assertThat(state.present().change().status()).isEqualTo(ACCEPTED);
        }
    }

    private static StatusChange change(int sequence, DossierStatus status) {
        return Invented.change(DOSSIER, sequence, status, Invented.MONDAY.plus(Duration.ofDays(sequence - 1)));
    }

    private static StatusChange later(StatusChange change) {
        return new StatusChange(
                change.changeId(),
                change.dossier(),
                change.status(),
                change.agencyCode(),
                change.at(),
                change.sequence(),
                change.step(),
                change.observedAt().plusSeconds(600));
    }

    private static List<DossierStatus> statuses(DossierState state) {
        return state.history().stream().map(entry -> entry.change().status()).toList();
    }
}
