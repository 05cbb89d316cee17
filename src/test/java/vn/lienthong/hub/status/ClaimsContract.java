package vn.lienthong.hub.status;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.canonical.DossierStatus.ACCEPTED;
import static vn.lienthong.hub.canonical.DossierStatus.COMPLETED;
import static vn.lienthong.hub.canonical.DossierStatus.IN_PROGRESS;
import static vn.lienthong.hub.canonical.DossierStatus.STOPPED;
import static vn.lienthong.hub.canonical.DossierStatus.SUBMITTED;
import static vn.lienthong.hub.canonical.DossierStatus.SUPPLEMENT_REQUIRED;
import static vn.lienthong.hub.canonical.DossierStatus.WITHDRAWAL_REQUESTED;
import static vn.lienthong.hub.status.Changes.DAY;
import static vn.lienthong.hub.status.Changes.LAND;
import static vn.lienthong.hub.status.Changes.OTHER_PORTAL;
import static vn.lienthong.hub.status.Changes.PORTAL;
import static vn.lienthong.hub.status.Changes.change;
import static vn.lienthong.hub.status.Changes.dossier;
import static vn.lienthong.hub.status.Changes.uncounted;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import vn.lienthong.hub.canonical.ChangeFlag;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.DossierState;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.canonical.PortalAct;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Databases;

/** What becomes of what portals claim about dossiers, beside what the agencies tell, whatever the database. */
abstract class ClaimsContract {
    private static final Instant NOW = DAY.plusSeconds(86_400);
    private static final String CODE = "NP-260302-000017";
    private static final DossierKey SUBMITTED_KEY = new DossierKey(LAND, CODE);
    private static final String NUMBER = "H27.12-260302-0001";
    private static final DossierKey NUMBERED_KEY = new DossierKey(LAND, NUMBER);
    private static final List<SystemId> PORTALS = List.of(PORTAL, OTHER_PORTAL);

    private Database database;
    private StatusStore store;
    private DeliveryLedger ledger;

    abstract Database open(Path home);

    @BeforeEach
    void begin(@TempDir Path home) {
        database = open(home);
        store = new JdbcStatusStore(
                database,
                new StatusSettings(100),
                Clock.fixed(NOW, ZoneOffset.UTC),
                new StaticListableBeanFactory().getBeanProvider(FeedListener.class));
        ledger = new JdbcDeliveryLedger(database, new vn.lienthong.hub.store.HubNode("one"));
    }

    @AfterEach
    void close() {
        Databases.close(database);
    }

    private static StatusChange claim(PortalAct act, DossierKey key, int minute) {
        return new StatusChange(
                act.key(),
                dossier(LAND, key.sourceDossierNo(), CODE),
                act.status().orElse(SUBMITTED),
                new StatusChange.AgencyCode(act.key(), null),
                DAY.plusSeconds(60L * minute),
                null,
                StatusChange.Step.UNKNOWN,
                DAY.plusSeconds(60L * minute),
                new StatusChange.Claim(PORTAL, act));
    }

    private void claims(PortalAct act, DossierKey key, int minute) {
        store.accept(claim(act, key, minute), PORTALS);
    }

    private void tells(String number, long sequence, DossierStatus status) {
        store.accept(change(dossier(LAND, number), sequence, status), PORTALS);
    }

    private DossierState state(String code) {
        return store.find(DossierCode.of(code)).get(0);
    }

    private static List<String> told(DossierState state) {
        return state.history().stream()
                .map(entry -> entry.change().changeId() + " "
                        + entry.change().status().key() + " " + entry.flag().key())
                .toList();
    }

    private List<String> pendingFor(SystemId destination) {
        return ledger.take(destination, NOW, 10).stream()
                .flatMap(pending -> pending.changes().stream())
                .map(StatusChange::changeId)
                .toList();
    }

    @Nested
    class WhenAPortalSubmits {
        @Test
        void theDossierIsKnownUnderThePortalsCode() {
            StatusChange submitted = claim(PortalAct.SUBMIT, SUBMITTED_KEY, 0);

            store.accept(submitted, PORTALS);

            var entry = new DossierState.Entry(submitted, ChangeFlag.NONE);
            assertThat(state(CODE))
                    .isEqualTo(new DossierState(submitted.dossier(), entry, List.of(entry), submitted.observedAt()));
        }

        @Test
        void otherPortalsAreToldButNotThePortalItself() {
            claims(PortalAct.SUBMIT, SUBMITTED_KEY, 0);

            assertThat(pendingFor(OTHER_PORTAL)).containsExactly("submit");
            assertThat(pendingFor(PORTAL)).isEmpty();
        }

        @Test
        void thePortalIsToldWhatTheAgencyMakesOfItAndNotItsOwnClaimAgain() {
            claims(PortalAct.SUBMIT, SUBMITTED_KEY, 0);
            store.link(SUBMITTED_KEY, NUMBER);

            tells(NUMBER, 1, SUBMITTED);
            assertThat(pendingFor(PORTAL)).as("a repetition of what it told").isEmpty();
            tells(NUMBER, 2, ACCEPTED);

            assertThat(pendingFor(PORTAL)).containsExactly("c2");
            assertThat(pendingFor(OTHER_PORTAL)).containsExactly("submit", "c1", "c2");
        }
    }

    @Nested
    class WhenTheAgencyTellsItsOwnNumber {
        @Test
        void bothCodesLeadToTheSameDossier() {
            claims(PortalAct.SUBMIT, SUBMITTED_KEY, 0);
            assertThat(state(CODE).dossier().key()).isEqualTo(SUBMITTED_KEY);

            DossierKey linked = store.link(SUBMITTED_KEY, NUMBER);
            tells(NUMBER, 1, ACCEPTED);

            assertThat(linked).isEqualTo(NUMBERED_KEY);
            assertThat(state(CODE)).isEqualTo(state(NUMBER));
            assertThat(told(state(NUMBER))).containsExactly("submit submitted none", "c1 accepted none");
            assertThat(state(NUMBER).dossier().quotedCode().value()).isEqualTo(CODE);
        }

        @Test
        void anAgencyThatDoesNotCountIsNotLateEither() {
            claims(PortalAct.SUBMIT, SUBMITTED_KEY, 60);
            store.link(SUBMITTED_KEY, NUMBER);

            store.accept(uncounted(change(dossier(LAND, NUMBER), 1, ACCEPTED)), PORTALS);

            assertThat(told(state(CODE))).containsExactly("submit submitted none", "c1 accepted none");
        }

        @Test
        void aSecondTimeChangesNothing() {
            claims(PortalAct.SUBMIT, SUBMITTED_KEY, 0);

            assertThat(store.link(SUBMITTED_KEY, NUMBER)).isEqualTo(NUMBERED_KEY);
            assertThat(store.link(SUBMITTED_KEY, NUMBER)).isEqualTo(NUMBERED_KEY);
            assertThat(store.link(SUBMITTED_KEY, "another")).isEqualTo(NUMBERED_KEY);
        }

        @Test
        void whatItToldBeforeJoinsTheDossier() {
            tells(NUMBER, 1, ACCEPTED);
            claims(PortalAct.SUBMIT, SUBMITTED_KEY, 0);
            tells(NUMBER, 2, IN_PROGRESS);

            store.link(SUBMITTED_KEY, NUMBER);
            tells(NUMBER, 3, COMPLETED);

            assertThat(store.find(DossierCode.of(CODE))).hasSize(1);
            assertThat(state(CODE)).isEqualTo(state(NUMBER));
            assertThat(told(state(CODE)))
                    .containsExactly(
                            "submit submitted none", "c1 accepted none", "c2 in-progress none", "c3 completed none");
            assertThat(pendingFor(PORTAL)).containsExactly("c1", "c2", "c3");
        }

        @Test
        void theClaimThatItRepeatedBeforeIsNotToldToThePortalThatMadeIt() {
            claims(PortalAct.SUBMIT, SUBMITTED_KEY, 0);
            tells(NUMBER, 1, SUBMITTED);

            store.link(SUBMITTED_KEY, NUMBER);

            assertThat(pendingFor(PORTAL)).isEmpty();
            tells(NUMBER, 2, ACCEPTED);
            assertThat(pendingFor(PORTAL)).containsExactly("c2");
            assertThat(pendingFor(OTHER_PORTAL)).containsExactly("submit", "c1", "c2");
        }

        @Test
        void theClaimThatItRepeatedIsLeftOutOfWhatIsToldAfterIt() {
            claims(PortalAct.SUBMIT, SUBMITTED_KEY, 0);
            tells(NUMBER, 1, SUBMITTED);
            tells(NUMBER, 2, ACCEPTED);

            store.link(SUBMITTED_KEY, NUMBER);

            assertThat(pendingFor(PORTAL)).containsExactly("c2");
            assertThat(told(state(CODE)))
                    .containsExactly("submit submitted none", "c1 submitted none", "c2 accepted none");
        }

        @Test
        void theClaimThatItRepeatedStaysToldWhereThePortalWasToldAlready() {
            claims(PortalAct.SUBMIT, SUBMITTED_KEY, 0);
            tells(NUMBER, 1, SUBMITTED);
            tells(NUMBER, 2, ACCEPTED);
            assertThat(pendingFor(PORTAL)).containsExactly("c1", "c2");

            store.link(SUBMITTED_KEY, NUMBER);
            ledger.release(PORTAL);

            assertThat(pendingFor(PORTAL)).containsExactly("c1", "c2");
        }

        private List<String> waitingFor(SystemId destination, Instant then) {
            return ledger.take(destination, then, 10).stream()
                    .map(pending -> pending.dossier().key().sourceDossierNo())
                    .toList();
        }

        /** A submission that is being told, or whose answer was lost. */
        private void isOnItsWay(SystemId system) {
            database.write(session -> session.update(
                    """
                    INSERT INTO submission (id, caller, request_key, digest, act, system, agency, code, dossier_no, portal,
                    content, hash, received_at, state, doubt)
                    VALUES ('s1', 'citizens', 'k', 'd', 'SUBMIT', ?, 'H27.12', ?, ?, 'national-portal', ?, 'h', 0,
                    'RECEIVED', 1)""",
                    system.value(),
                    CODE,
                    CODE,
                    new byte[0]));
        }

        @Test
        void aNumberThatNobodyKnowsWaitsForTheAnswerThatMayTellItsDossier() {
            claims(PortalAct.SUBMIT, SUBMITTED_KEY, 0);
            isOnItsWay(LAND);
            tells(NUMBER, 1, ACCEPTED);
            assertThat(waitingFor(PORTAL, NOW))
                    .as("not as a dossier of its own")
                    .isEmpty();

            store.link(SUBMITTED_KEY, NUMBER);

            assertThat(waitingFor(PORTAL, NOW.plusSeconds(10))).containsExactly(NUMBER);
            assertThat(state(CODE).dossier().key()).isEqualTo(NUMBERED_KEY);
        }

        @Test
        void otherDossiersOfTheAgencyWaitNoLongerThanThat() {
            isOnItsWay(LAND);
            tells("LD-OTHER", 1, ACCEPTED);
            tells("LD-OTHER", 2, IN_PROGRESS);

            assertThat(waitingFor(OTHER_PORTAL, NOW.plusSeconds(9))).isEmpty();
            assertThat(waitingFor(OTHER_PORTAL, NOW.plusSeconds(10))).containsExactly("LD-OTHER");
        }

        @Test
        void dossiersThatAreKnownAndOtherAgenciesDoNotWait() {
            tells("LD-KNOWN", 1, SUBMITTED);
            isOnItsWay(SystemId.of("civil-registry"));
            tells("LD-NEW", 1, ACCEPTED);
            tells("LD-KNOWN", 2, ACCEPTED);

            assertThat(waitingFor(OTHER_PORTAL, NOW)).containsExactlyInAnyOrder("LD-KNOWN", "LD-NEW");
        }

        @Test
        void byTellingThePortalsCodeItLinksTheTwoItself() {
            claims(PortalAct.SUBMIT, SUBMITTED_KEY, 0);

            store.accept(change(dossier(LAND, NUMBER, CODE), 1, ACCEPTED), PORTALS);

            assertThat(state(NUMBER).dossier().key()).isEqualTo(NUMBERED_KEY);
            assertThat(told(state(CODE))).containsExactly("submit submitted none", "c1 accepted none");
            assertThat(store.link(SUBMITTED_KEY, NUMBER)).isEqualTo(NUMBERED_KEY);
        }

        @Test
        void aClaimUnderThePortalsCodeStillFindsTheDossier() {
            claims(PortalAct.SUBMIT, SUBMITTED_KEY, 0);
            store.link(SUBMITTED_KEY, NUMBER);
            tells(NUMBER, 1, ACCEPTED);

            claims(PortalAct.WITHDRAW, SUBMITTED_KEY, 5);

            assertThat(told(state(NUMBER)))
                    .containsExactly("submit submitted none", "c1 accepted none", "withdraw withdrawal-requested none");
            assertThat(state(NUMBER).dossier().key()).isEqualTo(NUMBERED_KEY);
        }
    }

    @Nested
    class WhenClaimAndWordContradict {
        @BeforeEach
        void isProcessed() {
            claims(PortalAct.SUBMIT, SUBMITTED_KEY, 0);
            store.link(SUBMITTED_KEY, NUMBER);
            tells(NUMBER, 1, ACCEPTED);
        }

        @Test
        void aWithdrawalStandsUntilTheAgencyAnswers() {
            claims(PortalAct.WITHDRAW, NUMBERED_KEY, 2);

            assertThat(state(CODE).present().change().status()).isEqualTo(WITHDRAWAL_REQUESTED);
        }

        @Test
        void theAgencysCompletionDecidesAndIsMarked() {
            claims(PortalAct.WITHDRAW, NUMBERED_KEY, 200);

            tells(NUMBER, 2, IN_PROGRESS);
            tells(NUMBER, 3, COMPLETED);

            assertThat(told(state(CODE)))
                    .containsExactly(
                            "submit submitted none",
                            "c1 accepted none",
                            "withdraw withdrawal-requested none",
                            "c2 in-progress none",
                            "c3 completed overrules");
            assertThat(state(CODE).present().change().status()).isEqualTo(COMPLETED);
            assertThat(pendingFor(OTHER_PORTAL)).containsExactly("submit", "c1", "withdraw", "c2", "c3");
        }

        @Test
        void aWithdrawalAfterTheEndIsKeptAndToldToNobody() {
            tells(NUMBER, 2, COMPLETED);

            claims(PortalAct.WITHDRAW, NUMBERED_KEY, 5);

            assertThat(state(CODE).present().change().status()).isEqualTo(COMPLETED);
            assertThat(told(state(CODE)))
                    .containsExactly(
                            "submit submitted none",
                            "c1 accepted none",
                            "withdraw withdrawal-requested overruled",
                            "c2 completed none");
            assertThat(pendingFor(OTHER_PORTAL)).containsExactly("submit", "c1", "c2");
        }

        @Test
        void anAgencyThatStopsIsInAgreement() {
            claims(PortalAct.WITHDRAW, NUMBERED_KEY, 2);

            tells(NUMBER, 2, STOPPED);

            assertThat(told(state(CODE))).endsWith("withdraw withdrawal-requested none", "c2 stopped none");
        }

        @Test
        void aSupplementMovesNothing() {
            tells(NUMBER, 2, SUPPLEMENT_REQUIRED);

            claims(PortalAct.SUPPLEMENT, NUMBERED_KEY, 5);

            assertThat(told(state(CODE)))
                    .endsWith("c2 supplement-required none", "supplement supplement-required none");
            assertThat(state(CODE).present().change().changeId()).isEqualTo("c2");
            tells(NUMBER, 3, IN_PROGRESS);
            assertThat(state(CODE).present().change().status()).isEqualTo(IN_PROGRESS);
        }
    }
}
