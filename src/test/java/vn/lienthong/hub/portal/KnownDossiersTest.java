package vn.lienthong.hub.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.lienthong.hub.portal.Invented.LAND;
import static vn.lienthong.hub.portal.Invented.PORTAL;
import static vn.lienthong.hub.portal.Invented.REGISTRY;
import static vn.lienthong.hub.portal.Invented.VI;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.DossierState;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.canonical.StatusAnswer;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.Undeliverable;
import vn.lienthong.hub.status.StatusStore;
import vn.lienthong.hub.status.Traffic;

class KnownDossiersTest {
    private final List<DossierState> stored = new ArrayList<>();
    private Instant now = Invented.MONDAY;

    @Nested
    class WhenTheDossierIsKnown {
        @Test
        void answersWithoutAskingWhileItIsFresh() {
            DossierState state = store(LAND, "A-1", null);
            now = state.asOf().plusSeconds(29);

            Finding finding = find("A-1", null);

            assertThat(finding.answer()).isEqualTo(new StatusAnswer.Current(state, StatusAnswer.Source.HUB));
        }

        @Test
        void asksItsSystemOnceItIsTooOld() {
            DossierState state = store(LAND, "A-1", null);
            now = state.asOf().plus(Duration.ofSeconds(30));

            Finding finding = find("A-1", null);

            assertThat(finding.isAnswered()).isFalse();
            assertThat(finding.known()).isEqualTo(state);
            assertThat(finding.toAsk()).extracting(ConnectorDefinition::id).containsExactly(LAND);
        }
    }

    @Nested
    class WhenTheDossierIsNotKnown {
        @Test
        void asksTheAgencyThatANationalCodeNames() {
            assertThat(find("H27.12-260302-0001", null).toAsk())
                    .extracting(ConnectorDefinition::id)
                    .containsExactly(LAND);
        }

        @Test
        void asksEveryoneForALocalCode() {
            assertThat(find("7", null).toAsk())
                    .extracting(ConnectorDefinition::id)
                    .containsExactly(REGISTRY, LAND);
        }

        @Test
        void asksTheAgencyThatIsNamedByAnyOfItsIds() {
            assertThat(find("7", "000.00.09.H27").toAsk())
                    .extracting(ConnectorDefinition::id)
                    .containsExactly(REGISTRY);
        }

        @Test
        void refusesAnAgencyThatIsNotConnected() {
            assertThatThrownBy(() -> find("7", "H99"))
                    .isInstanceOfSatisfying(
                            Undeliverable.class,
                            refused -> assertThat(refused.problem().kind()).isEqualTo(ProblemKind.UNKNOWN_AGENCY));
        }

        @Test
        void asksNobodyForANationalCodeOfAnotherProvince() {
            assertThat(find("H15.50-260302-0001", null).answer()).isInstanceOf(StatusAnswer.NoSuchDossier.class);
        }
    }

    @Nested
    class WhenSeveralDossiersBearTheCode {
        @Test
        void listsTheAgenciesToChooseFrom() {
            store(LAND, "7", null);
            store(REGISTRY, "7", null);

            assertThatThrownBy(() -> find("7", null)).isInstanceOfSatisfying(Undeliverable.class, refused -> {
                assertThat(refused.problem().kind()).isEqualTo(ProblemKind.AMBIGUOUS_CODE);
                assertThat(refused.problem().detail().en()).contains("H27.09, H27.12");
            });
        }

        @Test
        void takesTheOneOfTheAgencyThatIsNamed() {
            store(LAND, "7", null);
            DossierState meant = store(REGISTRY, "7", null);

            assertThat(find("7", "H27.09").answer())
                    .isEqualTo(new StatusAnswer.Current(meant, StatusAnswer.Source.HUB));
        }

        @Test
        void takesTheOneWhoseNationalCodeItIs() {
            store(REGISTRY, "H27.12-260302-0001", null);
            DossierState meant = store(LAND, "1", "H27.12-260302-0001");

            assertThat(find("H27.12-260302-0001", null).answer())
                    .isEqualTo(new StatusAnswer.Current(meant, StatusAnswer.Source.HUB));
        }
    }

    private DossierState store(SystemId system, String number, @Nullable String nationalCode) {
        DossierState state =
                Invented.state(Invented.dossier(system, number, nationalCode, null), DossierStatus.SUBMITTED);
        stored.add(state);
        return state;
    }

    private Finding find(String code, @Nullable String agency) {
        return new KnownDossiers(new Stored(stored), Invented.connectors(), Clock.fixed(now, ZoneOffset.UTC))
                .find(Invented.inquiry(code, agency, PORTAL, VI));
    }

    /** A store that only knows. */
    record Stored(List<DossierState> states) implements StatusStore {
        @Override
        public List<DossierState> find(DossierCode code) {
            return states.stream()
                    .filter(state -> code.equals(state.dossier().dossierCode())
                            || code.value().equals(state.dossier().key().sourceDossierNo()))
                    .toList();
        }

        @Override
        public Optional<DossierState> find(DossierKey key) {
            return states.stream()
                    .filter(state -> state.dossier().key().equals(key))
                    .findFirst();
        }

        @Override
        public Accepting begin(StatusChange change, Collection<SystemId> destinations, Traffic traffic) {
            throw new UnsupportedOperationException();
        }

        @Override
        public DossierKey link(DossierKey submitted, String agencyNo) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<FeedEntry> changesAfter(long after, int most, @Nullable SystemId origin) {
            return List.of();
        }

        @Override
        public Told toldAfter(long after, int most) {
            return new Told(after, Set.of());
        }

        @Override
        public long lastPosition() {
            return 0;
        }
    }
}
