package vn.lienthong.hub.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.lienthong.hub.canonical.DossierStatus.ACCEPTED;
import static vn.lienthong.hub.canonical.DossierStatus.COMPLETED;
import static vn.lienthong.hub.canonical.DossierStatus.IN_PROGRESS;
import static vn.lienthong.hub.canonical.DossierStatus.RESULT_RETURNED;
import static vn.lienthong.hub.canonical.DossierStatus.SUBMITTED;
import static vn.lienthong.hub.status.Changes.CIVIL;
import static vn.lienthong.hub.status.Changes.DAY;
import static vn.lienthong.hub.status.Changes.LAND;
import static vn.lienthong.hub.status.Changes.OTHER_PORTAL;
import static vn.lienthong.hub.status.Changes.PORTAL;
import static vn.lienthong.hub.status.Changes.change;
import static vn.lienthong.hub.status.Changes.dossier;
import static vn.lienthong.hub.status.Changes.observed;
import static vn.lienthong.hub.status.Changes.uncounted;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import vn.lienthong.hub.canonical.ChangeFlag;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.DossierState;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.status.DeliveryLedger.Pending;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Databases;
import vn.lienthong.hub.store.HubNode;

/** What the status store and the delivery ledger promise, whatever the database. */
abstract class StatusContract {
    private static final Instant NOW = DAY.plusSeconds(86_400);
    private static final DossierCode CODE = DossierCode.of("H27.12-260302-0001");
    private static final DossierCode OTHER_CODE = DossierCode.of("H27.12-260302-0099");
    private static final Dossier DOSSIER = dossier(LAND, "LD-1", CODE.value());
    private static final List<SystemId> PORTALS = List.of(PORTAL);

    private final List<String> heard = new ArrayList<>();
    private boolean failing;
    private Database database;
    private StatusStore store;
    private DeliveryLedger ledger;

    abstract Database open(Path home);

    @BeforeEach
    void begin(@TempDir Path home) {
        database = open(home);
        store = new JdbcStatusStore(database, new StatusSettings(100), Clock.fixed(NOW, ZoneOffset.UTC), listeners());
        ledger = new JdbcDeliveryLedger(database, new HubNode("one"));
    }

    @AfterEach
    void close() {
        Databases.close(database);
    }

    private ObjectProvider<FeedListener> listeners() {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("failing", (FeedListener) (position, destinations) -> {
            if (failing) {
                throw new IllegalStateException("a listener that fails");
            }
        });
        beans.addBean("hearing", (FeedListener) (position, destinations) -> heard.add(position + " " + destinations));
        return beans.getBeanProvider(FeedListener.class);
    }

    private Acceptance accept(StatusChange change) {
        return store.accept(change, PORTALS);
    }

    private DossierState state() {
        return store.find(DOSSIER.key()).orElseThrow();
    }

    private static List<String> told(DossierState state) {
        return state.history().stream()
                .map(entry -> entry.change().changeId() + " " + entry.flag().key())
                .toList();
    }

    private static List<String> ids(List<StatusChange> changes) {
        return changes.stream().map(StatusChange::changeId).toList();
    }

    @Nested
    class WhenAChangeArrives {
        @Test
        void isFoundAgainAsItWasTold() {
            StatusChange first = new StatusChange(
                    "first",
                    DOSSIER,
                    ACCEPTED,
                    new StatusChange.AgencyCode("2", "b"),
                    DAY,
                    7L,
                    new StatusChange.Step("Trần Thị Ví", "Chuyên viên", "Một cửa", "Đủ giấy tờ", DAY.plusSeconds(9)),
                    DAY.plusMillis(1_234));

            Acceptance acceptance = accept(first);

            assertThat(acceptance).isEqualTo(new Acceptance.Accepted(store.lastPosition(), ChangeFlag.NONE));
            DossierState.Entry entry = new DossierState.Entry(first, ChangeFlag.NONE);
            assertThat(state()).isEqualTo(new DossierState(DOSSIER, entry, List.of(entry), first.observedAt()));
        }

        @Test
        void isFoundByEachOfItsCodesAndByNoOther() {
            Dossier other = new Dossier(
                    new DossierKey(CIVIL, "03706/2026/07906"),
                    null,
                    DossierCode.of("ALT-9"),
                    DOSSIER.agencyId(),
                    null,
                    Dossier.Procedure.UNKNOWN,
                    Dossier.Applicant.UNKNOWN,
                    null,
                    null,
                    null,
                    Dossier.Dates.UNKNOWN);
            accept(change(DOSSIER, 1, SUBMITTED));
            accept(change(other, 1, SUBMITTED));

            for (String code : List.of("H27.12-260302-0001", "LD-1")) {
                assertThat(store.find(DossierCode.of(code)))
                        .extracting(DossierState::dossier)
                        .containsExactly(DOSSIER);
            }
            for (String code : List.of("ALT-9", "03706/2026/07906")) {
                assertThat(store.find(DossierCode.of(code)))
                        .extracting(DossierState::dossier)
                        .containsExactly(other);
            }
            assertThat(store.find(DossierCode.of("LD-2"))).isEmpty();
            assertThat(store.find(new DossierKey(CIVIL, "LD-1"))).isEmpty();
        }

        @Test
        void givesEveryDossierThatBearsTheCode() {
            accept(change(dossier(LAND, "77"), 1, SUBMITTED));
            accept(change(dossier(CIVIL, "77"), 1, SUBMITTED));
            accept(change(dossier(CIVIL, "77"), 2, ACCEPTED));

            assertThat(store.find(DossierCode.of("77")))
                    .extracting(found -> found.dossier().key().sourceSystem() + " " + told(found))
                    .containsExactlyInAnyOrder("land-office [c1 none]", "civil-registry [c1 none, c2 none]");
        }

        @Test
        void tellsListenersAfterwardsAndThoseThatFailHarmNobody() {
            failing = true;

            accept(change(DOSSIER, 2, SUBMITTED));
            accept(change(DOSSIER, 2, SUBMITTED));
            accept(change(DOSSIER, 1, SUBMITTED));

            assertThat(heard).containsExactly("1 [national-portal]", "2 []");
        }

        @Test
        void keepsTextsThatADatabaseMayNotHold() {
            StatusChange odd = new StatusChange(
                    "odd",
                    DOSSIER,
                    ACCEPTED,
                    new StatusChange.AgencyCode("2", null),
                    DAY,
                    1L,
                    new StatusChange.Step(null, null, null, "zero \0 and 𝄞", null),
                    DAY);

            accept(odd);

            assertThat(state().present().change().step().note()).isEqualTo("zero \uFFFD and 𝄞");
        }
    }

    @Nested
    class WhenAChangeArrivesTwice {
        @Test
        void isKeptOnceAndToldOnce() {
            accept(change(DOSSIER, 1, SUBMITTED));

            assertThat(accept(change(DOSSIER, 1, SUBMITTED))).isEqualTo(new Acceptance.Repeated());

            assertThat(told(state())).containsExactly("c1 none");
            assertThat(store.changesAfter(0, 10, null)).hasSize(1);
            assertThat(ledger.take(PORTAL, NOW, 10))
                    .singleElement()
                    .satisfies(pending -> assertThat(ids(pending.changes())).containsExactly("c1"));
        }

        @Test
        void confirmsWhatIsKnownIfItIsThePresentOne() {
            StatusChange present = change(DOSSIER, 2, ACCEPTED);
            accept(change(DOSSIER, 1, SUBMITTED));
            accept(present);

            accept(observed(present, NOW));
            accept(observed(present, DAY));

            assertThat(state().asOf()).isEqualTo(NOW);
            assertThat(state().present().change().observedAt()).isEqualTo(present.observedAt());
        }

        @Test
        void saysNothingAboutThePresentIfItIsAnEarlierOne() {
            StatusChange earlier = change(DOSSIER, 1, SUBMITTED);
            StatusChange present = change(DOSSIER, 2, ACCEPTED);
            accept(earlier);
            accept(present);

            accept(observed(earlier, NOW));

            assertThat(state().asOf()).isEqualTo(present.observedAt());
        }

        @Test
        void countsForItsOwnDossierOnly() {
            accept(change(DOSSIER, 1, SUBMITTED));

            assertThat(accept(change(dossier(LAND, "LD-2"), 1, SUBMITTED))).isInstanceOf(Acceptance.Accepted.class);
            assertThat(accept(change(dossier(CIVIL, "LD-1"), 1, SUBMITTED))).isInstanceOf(Acceptance.Accepted.class);
        }
    }

    @Nested
    class WhenChangesArriveOutOfOrder {
        @Test
        void presentsTheNewestAndPutsTheLateOneInItsPlace() {
            accept(change(DOSSIER, 1, SUBMITTED));
            accept(change(DOSSIER, 3, IN_PROGRESS));

            Acceptance late = accept(change(DOSSIER, 2, ACCEPTED));

            assertThat(late).isEqualTo(new Acceptance.Accepted(store.lastPosition(), ChangeFlag.LATE));
            assertThat(told(state())).containsExactly("c1 none", "c2 late", "c3 jump");
            assertThat(state().present().change().changeId()).isEqualTo("c3");
            assertThat(state().asOf()).isEqualTo(change(DOSSIER, 3, IN_PROGRESS).observedAt());
        }

        @Test
        void ordersByTimeWhereTheAgencyDoesNotCount() {
            accept(uncounted(change(DOSSIER, 5, ACCEPTED)));
            accept(uncounted(change(DOSSIER, 4, SUBMITTED)));
            accept(uncounted(change(DOSSIER, 6, IN_PROGRESS)));

            assertThat(told(state())).containsExactly("c4 late", "c5 none", "c6 none");
        }

        @Test
        void ordersByArrivalWhatHasTheSameRank() {
            StatusChange one = change(DOSSIER, 5, SUBMITTED);
            StatusChange other = new StatusChange(
                    "other", DOSSIER, ACCEPTED, one.agencyCode(), one.at(), 5L, one.step(), one.observedAt());
            accept(one);
            accept(other);

            assertThat(told(state())).containsExactly("c5 none", "other none");
            assertThat(state().present().change()).isEqualTo(other);
        }

        @Test
        void flagsAStepBackAndKeepsIt() {
            accept(change(DOSSIER, 1, COMPLETED));
            accept(change(DOSSIER, 2, SUBMITTED));
            accept(change(DOSSIER, 3, RESULT_RETURNED));

            assertThat(told(state())).containsExactly("c1 none", "c2 regression", "c3 jump");
        }

        @Test
        void letsALateChangeFillGapsButReplaceNothing() {
            Dossier bare = new Dossier(
                    DOSSIER.key(),
                    null,
                    null,
                    DOSSIER.agencyId(),
                    "the newer name",
                    Dossier.Procedure.UNKNOWN,
                    Dossier.Applicant.UNKNOWN,
                    null,
                    null,
                    null,
                    Dossier.Dates.UNKNOWN);
            accept(change(bare, 2, ACCEPTED));

            accept(change(DOSSIER, 1, SUBMITTED));

            assertThat(state().dossier()).isEqualTo(DOSSIER.updatedBy(bare));
            assertThat(state().dossier().agencyName()).isEqualTo("the newer name");
            assertThat(store.find(DossierCode.of("H27.12-260302-0001"))).containsExactly(state());
        }

        @Test
        void keepsKnownFactsThatANewerChangeDoesNotTell() {
            accept(change(DOSSIER, 1, SUBMITTED));
            Dossier renamed = dossier(LAND, "LD-1", null);

            accept(change(renamed, 2, ACCEPTED));

            assertThat(state().dossier()).isEqualTo(DOSSIER);
            assertThat(store.find(DossierCode.of("H27.12-260302-0001"))).hasSize(1);
        }
    }

    @Nested
    class WhenTheFeedIsRead {
        @Test
        void givesChangesInTheOrderOfAcceptanceWithTheFactsKnownThen() {
            Dossier unnumbered = dossier(LAND, "LD-1", null);
            accept(change(unnumbered, 2, ACCEPTED));
            accept(change(DOSSIER, 1, SUBMITTED));
            accept(change(dossier(CIVIL, "9"), 1, SUBMITTED));

            List<StatusStore.FeedEntry> feed = store.changesAfter(0, 10, null);

            assertThat(feed)
                    .containsExactly(
                            new StatusStore.FeedEntry(1, change(unnumbered, 2, ACCEPTED), ChangeFlag.NONE, NOW),
                            new StatusStore.FeedEntry(2, change(DOSSIER, 1, SUBMITTED), ChangeFlag.LATE, NOW),
                            new StatusStore.FeedEntry(
                                    3, change(dossier(CIVIL, "9"), 1, SUBMITTED), ChangeFlag.NONE, NOW));
            assertThat(store.lastPosition()).isEqualTo(3);
        }

        @Test
        void goesOnAfterAPositionAndByOrigin() {
            accept(change(DOSSIER, 1, SUBMITTED));
            accept(change(dossier(CIVIL, "9"), 1, SUBMITTED));
            accept(change(DOSSIER, 2, ACCEPTED));

            assertThat(store.changesAfter(0, 2, null))
                    .extracting(StatusStore.FeedEntry::position)
                    .containsExactly(1L, 2L);
            assertThat(store.changesAfter(2, 2, null))
                    .extracting(StatusStore.FeedEntry::position)
                    .containsExactly(3L);
            assertThat(store.changesAfter(0, 10, LAND))
                    .extracting(StatusStore.FeedEntry::position)
                    .containsExactly(1L, 3L);
            assertThat(store.changesAfter(3, 10, null)).isEmpty();
        }

        @Test
        void tellsWhoToldOfThemWithoutReadingThem() {
            accept(change(DOSSIER, 1, SUBMITTED));
            accept(change(DOSSIER, 2, ACCEPTED));
            accept(change(dossier(CIVIL, "9"), 1, SUBMITTED));

            assertThat(store.toldAfter(0, 10)).isEqualTo(new StatusStore.Told(3, Set.of(LAND, CIVIL)));
            assertThat(store.toldAfter(0, 2)).isEqualTo(new StatusStore.Told(2, Set.of(LAND)));
            assertThat(store.toldAfter(2, 10)).isEqualTo(new StatusStore.Told(3, Set.of(CIVIL)));
            assertThat(store.toldAfter(3, 10)).isEqualTo(new StatusStore.Told(3, Set.of()));
        }

        @Test
        void isEmptyAtFirst() {
            assertThat(store.lastPosition()).isZero();
            assertThat(store.changesAfter(0, 1_000, null)).isEmpty();
            assertThatThrownBy(() -> store.changesAfter(0, 1_001, null))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("at most 1001 changes were asked for; 1 to 1000 may be");
        }
    }

    @Nested
    class WhenItWasLookedUpBefore {
        @Test
        void isFoundAsItIsNow() {
            for (int sequence = 1; sequence <= 5; sequence++) {
                accept(change(DOSSIER, sequence, IN_PROGRESS));
                assertThat(found(CODE).history()).hasSize(sequence);
                assertThat(found(DossierCode.of("LD-1")).history()).hasSize(sequence);
            }
        }

        @Test
        void isConfirmedByARepeatedReport() {
            accept(change(DOSSIER, 1, SUBMITTED));
            assertThat(found(CODE).asOf()).isBefore(NOW);

            accept(observed(change(DOSSIER, 1, SUBMITTED), NOW));

            assertThat(found(CODE).asOf()).isEqualTo(NOW);
        }

        @Test
        void leavesACodeThatWasTakenBack() {
            Dossier renamed = dossier(LAND, "LD-1", OTHER_CODE.value());
            accept(change(DOSSIER, 1, SUBMITTED));
            assertThat(store.find(CODE)).hasSize(1);
            assertThat(store.find(OTHER_CODE)).isEmpty();

            accept(change(renamed, 2, IN_PROGRESS));

            assertThat(store.find(CODE)).isEmpty();
            assertThat(found(OTHER_CODE).history()).hasSize(2);
        }

        @Test
        void isNeverOlderThanWhatItsSenderWasPromised() throws Exception {
            var done = new AtomicBoolean();
            ExecutorService readers = Executors.newFixedThreadPool(3);
            for (int i = 0; i < 3; i++) {
                readers.execute(() -> {
                    while (!done.get()) {
                        store.find(CODE);
                    }
                });
            }
            try {
                for (int sequence = 1; sequence <= 200; sequence++) {
                    accept(change(DOSSIER, sequence, IN_PROGRESS));
                    assertThat(found(CODE).history()).hasSize(sequence);
                }
            } finally {
                done.set(true);
                readers.shutdown();
                assertThat(readers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
            }
        }

        private DossierState found(DossierCode code) {
            List<DossierState> found = store.find(code);
            assertThat(found).hasSize(1);
            return found.get(0);
        }

        private static StatusChange observed(StatusChange change, Instant at) {
            return new StatusChange(
                    change.changeId(),
                    change.dossier(),
                    change.status(),
                    change.agencyCode(),
                    change.at(),
                    change.sequence(),
                    change.step(),
                    at);
        }
    }

    @Nested
    class WhenADestinationIsTold {
        @Test
        void getsWhatIsPendingInOrderAndOnce() {
            accept(change(DOSSIER, 1, SUBMITTED));
            accept(change(DOSSIER, 3, IN_PROGRESS));
            accept(change(DOSSIER, 2, ACCEPTED));

            Pending first = taken();
            ledger.delivered(PORTAL, DOSSIER.key(), first.position(), NOW);

            assertThat(ids(first.changes())).containsExactly("c1", "c3");
            assertThat(first.told()).isNull();
            assertThat(first.dossier()).isEqualTo(DOSSIER);
            assertThat(first.attempts()).isZero();
            assertThat(first.inDoubt()).isFalse();
            assertThat(ledger.take(PORTAL, NOW, 10)).isEmpty();
            assertThat(ledger.backlog(PORTAL)).isEqualTo(backlog(0, 0, null, null, NOW));
        }

        @Test
        void learnsLaterOnlyWhatIsNew() {
            accept(change(DOSSIER, 1, SUBMITTED));
            ledger.delivered(PORTAL, DOSSIER.key(), taken().position(), NOW);
            accept(change(DOSSIER, 2, ACCEPTED));

            Pending next = taken();

            assertThat(next.told()).isEqualTo(change(DOSSIER, 1, SUBMITTED));
            assertThat(ids(next.changes())).containsExactly("c2");
        }

        @Test
        void keepsWhatCameWhileItWasBeingTold() {
            accept(change(DOSSIER, 1, SUBMITTED));
            Pending first = taken();
            accept(change(DOSSIER, 2, ACCEPTED));

            ledger.delivered(PORTAL, DOSSIER.key(), first.position(), NOW);

            Pending next = taken();
            assertThat(next.inDoubt()).isFalse();
            assertThat(ids(next.changes())).containsExactly("c2");
        }

        @Test
        void isNeverToldALateChange() {
            accept(change(DOSSIER, 2, ACCEPTED));
            ledger.delivered(PORTAL, DOSSIER.key(), taken().position(), NOW);

            accept(change(DOSSIER, 1, SUBMITTED));

            assertThat(ledger.take(PORTAL, NOW, 10)).isEmpty();
        }

        @Test
        void isNotTheSystemTheChangeCameFrom() {
            store.accept(change(DOSSIER, 1, SUBMITTED), List.of(LAND, PORTAL));

            assertThat(ledger.take(LAND, NOW, 10)).isEmpty();
            assertThat(ledger.take(PORTAL, NOW, 10)).hasSize(1);
        }

        @Test
        void hasItsOwnCursor() {
            store.accept(change(DOSSIER, 1, SUBMITTED), List.of(PORTAL, OTHER_PORTAL));
            ledger.delivered(PORTAL, DOSSIER.key(), taken().position(), NOW);

            assertThat(ledger.take(OTHER_PORTAL, NOW, 10)).hasSize(1);
            assertThat(ledger.take(PORTAL, NOW, 10)).isEmpty();
        }

        @Test
        void learnsTheWholeStoryWhenItJoinsLater() {
            store.accept(change(DOSSIER, 1, SUBMITTED), List.of());
            accept(change(DOSSIER, 2, ACCEPTED));

            assertThat(ids(taken().changes())).containsExactly("c1", "c2");
        }

        private Pending taken() {
            List<Pending> taken = ledger.take(PORTAL, NOW, 10);
            assertThat(taken).hasSize(1);
            return taken.get(0);
        }
    }

    @Nested
    class WhenTellingDoesNotEndWell {
        @Test
        void comesBackInDoubtIfNobodySaidHowItEnded() {
            accept(change(DOSSIER, 1, SUBMITTED));
            ledger.take(PORTAL, NOW, 10);
            ledger.release(PORTAL);

            assertThat(ledger.take(PORTAL, NOW, 10)).singleElement().satisfies(pending -> {
                assertThat(pending.inDoubt()).isTrue();
                assertThat(pending.attempts()).isZero();
            });
        }

        @Test
        void waitsAfterAFailureAndCountsIt() {
            accept(change(DOSSIER, 1, SUBMITTED));
            ledger.take(PORTAL, NOW, 10);

            ledger.failed(PORTAL, DOSSIER.key(), "refused", NOW.plusSeconds(30));

            assertThat(ledger.take(PORTAL, NOW.plusSeconds(29), 10)).isEmpty();
            assertThat(ledger.take(PORTAL, NOW.plusSeconds(30), 10))
                    .singleElement()
                    .satisfies(pending -> {
                        assertThat(pending.attempts()).isEqualTo(1);
                        assertThat(pending.inDoubt()).isTrue();
                    });
            assertThat(ledger.backlog(PORTAL)).isEqualTo(backlog(1, 0, NOW, NOW.plusSeconds(30), null));
        }

        @Test
        void isNotHurriedByANewChange() {
            accept(change(DOSSIER, 1, SUBMITTED));
            ledger.take(PORTAL, NOW, 10);
            ledger.failed(PORTAL, DOSSIER.key(), "refused", NOW.plusSeconds(30));

            accept(change(DOSSIER, 2, ACCEPTED));

            assertThat(ledger.take(PORTAL, NOW, 10)).isEmpty();
            assertThat(ids(ledger.take(PORTAL, NOW.plusSeconds(30), 10).get(0).changes()))
                    .containsExactly("c1", "c2");
        }

        @Test
        void isPutBackWithoutCounting() {
            accept(change(DOSSIER, 1, SUBMITTED));
            ledger.take(PORTAL, NOW, 10);

            ledger.putBack(PORTAL, DOSSIER.key(), NOW.plusSeconds(5));

            assertThat(ledger.take(PORTAL, NOW, 10)).isEmpty();
            assertThat(ledger.take(PORTAL, NOW.plusSeconds(5), 10))
                    .singleElement()
                    .satisfies(pending -> assertThat(pending.attempts()).isZero());
        }

        @Test
        void isGivenUpUntilAReplayAndHoldsUpNoOther() {
            Dossier other = dossier(LAND, "LD-2");
            accept(change(DOSSIER, 1, SUBMITTED));
            accept(change(other, 1, SUBMITTED));
            ledger.failed(PORTAL, DOSSIER.key(), "refused for good", null);
            accept(change(DOSSIER, 2, ACCEPTED));

            assertThat(ledger.take(PORTAL, NOW, 10))
                    .extracting(Pending::dossier)
                    .containsExactly(other);
            assertThat(ledger.backlog(PORTAL)).isEqualTo(backlog(1, 1, NOW, NOW, null));

            assertThat(ledger.retry(PORTAL, other.key(), NOW)).isZero();
            assertThat(ledger.retry(PORTAL, DOSSIER.key(), NOW)).isEqualTo(1);
            assertThat(ledger.retry(PORTAL, null, NOW)).isZero();
            assertThat(ledger.take(PORTAL, NOW, 10))
                    .filteredOn(pending -> pending.dossier().equals(DOSSIER))
                    .singleElement()
                    .satisfies(pending -> {
                        assertThat(ids(pending.changes())).containsExactly("c1", "c2");
                        assertThat(pending.attempts()).isZero();
                    });
        }

        @Test
        void takesTheOldestFirstAndNoMoreThanAsked() {
            for (int i = 1; i <= 5; i++) {
                accept(change(dossier(LAND, "LD-" + i), 1, SUBMITTED));
                ledger.failed(PORTAL, new DossierKey(LAND, "LD-" + i), "later", NOW.plusSeconds(10 - i));
            }

            assertThat(ledger.take(PORTAL, NOW.plusSeconds(10), 3))
                    .extracting(pending -> pending.dossier().key().sourceDossierNo())
                    .containsExactly("LD-5", "LD-4", "LD-3");
        }
    }

    @Nested
    class WhenSeveralHubsShareTheDatabase {
        private final Instant later = NOW.plus(DeliveryLedger.LEASE);
        private DeliveryLedger other;

        @BeforeEach
        void joinByAnotherHub() {
            other = new JdbcDeliveryLedger(database, new HubNode("two"));
        }

        @Test
        void tellsADossierByOneOfThemAtATime() {
            accept(change(DOSSIER, 1, SUBMITTED));
            accept(change(dossier(LAND, "LD-2"), 1, SUBMITTED));

            assertThat(ledger.take(PORTAL, NOW, 1)).hasSize(1);
            assertThat(other.take(PORTAL, NOW, 10)).hasSize(1);
            assertThat(ledger.take(PORTAL, NOW, 10)).isEmpty();

            ledger.delivered(PORTAL, DOSSIER.key(), 1, NOW);
            accept(change(DOSSIER, 2, ACCEPTED));
            assertThat(other.take(PORTAL, NOW, 10)).singleElement().satisfies(pending -> {
                assertThat(ids(pending.changes())).containsExactly("c2");
                assertThat(pending.inDoubt()).isFalse();
            });
        }

        @Test
        void takesOverInDoubtWhatADeadOneWasTelling() {
            accept(change(DOSSIER, 1, SUBMITTED));
            ledger.take(PORTAL, NOW, 10);

            assertThat(other.take(PORTAL, later.minusSeconds(1), 10)).isEmpty();
            assertThat(other.take(PORTAL, later, 10)).singleElement().satisfies(pending -> assertThat(pending.inDoubt())
                    .isTrue());
        }

        @Test
        void leavesToTheOtherWhatItTookOver() {
            accept(change(DOSSIER, 1, SUBMITTED));
            ledger.take(PORTAL, NOW, 10);
            other.take(PORTAL, later, 10);

            ledger.putBack(PORTAL, DOSSIER.key(), NOW);
            ledger.failed(PORTAL, DOSSIER.key(), "too late", null);
            ledger.release(PORTAL);

            assertThat(ledger.renew(PORTAL, later)).isZero();
            assertThat(ledger.take(PORTAL, later, 10)).isEmpty();
            assertThat(other.renew(PORTAL, later)).isEqualTo(1);
            assertThat(ledger.take(PORTAL, later.plus(DeliveryLedger.LEASE).minusSeconds(1), 10))
                    .isEmpty();
        }
    }

    @Nested
    class WhenTheClockWasAhead {
        private final Instant ahead = NOW.plus(Duration.ofHours(1));
        private final Instant furthest = NOW.plus(Duration.ofMinutes(10));

        @Test
        void aClaimOfThenHoldsNobodyBack() {
            accept(change(DOSSIER, 1, SUBMITTED));
            assertThat(ledger.take(PORTAL, ahead, 1)).hasSize(1);

            DeliveryLedger other = new JdbcDeliveryLedger(database, new HubNode("two"));
            assertThat(other.take(PORTAL, NOW, 1)).singleElement().satisfies(pending -> assertThat(pending.inDoubt())
                    .isTrue());
        }

        @Test
        void whatIsDueThenIsBroughtNearAndWhatRestsIsLeft() {
            accept(change(DOSSIER, 1, SUBMITTED));
            accept(change(dossier(LAND, "LD-2"), 1, SUBMITTED));
            accept(change(dossier(LAND, "LD-3"), 1, SUBMITTED));
            ledger.failed(PORTAL, DOSSIER.key(), "not now", ahead);
            ledger.failed(PORTAL, new DossierKey(LAND, "LD-2"), "not now", furthest);
            ledger.failed(PORTAL, new DossierKey(LAND, "LD-3"), "refused", null);

            assertThat(ledger.bringNear(PORTAL, NOW, furthest)).isEqualTo(1);
            assertThat(ledger.bringNear(PORTAL, NOW, furthest)).isZero();

            assertThat(ledger.take(PORTAL, NOW, 10))
                    .extracting(pending -> pending.dossier().key())
                    .containsExactly(DOSSIER.key());
            assertThat(ledger.backlog(PORTAL).givenUp()).isEqualTo(1);
        }
    }

    @Nested
    class WhenMuchIsReplayed {
        private void giveUp(int dossiers) {
            for (int i = 0; i < dossiers; i++) {
                DossierKey key = new DossierKey(LAND, "OLD-" + i);
                accept(change(dossier(LAND, key.sourceDossierNo()), 1, SUBMITTED));
                ledger.failed(PORTAL, key, "refused", null);
            }
        }

        @Test
        void whatJustHappenedGoesFirst() {
            giveUp(20);
            assertThat(ledger.retry(PORTAL, null, NOW.minusSeconds(60))).isEqualTo(20);
            accept(change(DOSSIER, 1, SUBMITTED));

            assertThat(ledger.take(PORTAL, NOW, 3))
                    .extracting(pending -> pending.dossier().key().sourceDossierNo())
                    .startsWith(DOSSIER.key().sourceDossierNo())
                    .hasSize(3);
        }

        @Test
        void aNewChangeBringsItsDossierToTheFront() {
            giveUp(1);
            ledger.retry(PORTAL, null, NOW.plusSeconds(600));
            assertThat(ledger.take(PORTAL, NOW, 10)).isEmpty();

            accept(change(dossier(LAND, "OLD-0"), 2, ACCEPTED));

            assertThat(ledger.take(PORTAL, NOW, 10))
                    .singleElement()
                    .satisfies(pending -> assertThat(ids(pending.changes())).containsExactly("c1", "c2"));
        }

        private void acceptAgain(StatusChange change) {
            store.begin(change, PORTALS, Traffic.AGAIN).finish();
        }

        private List<String> taken(int most) {
            return ledger.take(PORTAL, NOW, most).stream()
                    .map(pending -> pending.dossier().key().sourceDossierNo())
                    .toList();
        }

        @Test
        void whatIsReadAgainGoesBehindWhatHappensLater() {
            for (int i = 0; i < 20; i++) {
                acceptAgain(change(dossier(LAND, "MISSED-" + i), 1, SUBMITTED));
            }
            accept(change(DOSSIER, 1, SUBMITTED));

            assertThat(taken(2)).startsWith(DOSSIER.key().sourceDossierNo()).hasSize(2);
            assertThat(taken(30)).as("the others in their time").hasSize(19);
        }

        @Test
        void whatIsReadAgainSendsNoWaitingDossierBack() {
            accept(change(DOSSIER, 1, SUBMITTED));
            acceptAgain(change(DOSSIER, 2, ACCEPTED));
            accept(change(dossier(LAND, "LATER"), 1, SUBMITTED));

            assertThat(taken(1)).containsExactly(DOSSIER.key().sourceDossierNo());
        }

        @Test
        void aDossierThatWasReadAgainComesToTheFrontWithItsNextChange() {
            acceptAgain(change(dossier(LAND, "MISSED"), 1, SUBMITTED));
            acceptAgain(change(DOSSIER, 1, SUBMITTED));
            accept(change(DOSSIER, 2, ACCEPTED));

            assertThat(taken(1)).containsExactly(DOSSIER.key().sourceDossierNo());
        }

        @Test
        void whatIsReadAgainWhileItsDossierIsToldStaysBehind() {
            acceptAgain(change(DOSSIER, 1, SUBMITTED));
            long first = ledger.take(PORTAL, NOW, 1).get(0).position();
            acceptAgain(change(DOSSIER, 2, ACCEPTED));
            ledger.delivered(PORTAL, DOSSIER.key(), first, NOW);
            accept(change(dossier(LAND, "LATER"), 1, SUBMITTED));

            assertThat(taken(2)).containsExactly("LATER", DOSSIER.key().sourceDossierNo());
        }

        @Test
        void canBeLookedAtBefore() {
            giveUp(1);
            DossierKey key = new DossierKey(LAND, "OLD-0");

            assertThat(ledger.look(PORTAL, key)).hasValueSatisfying(pending -> assertThat(ids(pending.changes()))
                    .containsExactly("c1"));

            ledger.retry(PORTAL, key, NOW);
            ledger.delivered(PORTAL, key, ledger.take(PORTAL, NOW, 1).get(0).position(), NOW);
            assertThat(ledger.look(PORTAL, key)).isEmpty();
        }
    }

    @Nested
    class WhenAChangeReturnsFromWhereItWasTold {
        private final StatusChange original = change(DOSSIER, 2, ACCEPTED);

        private StatusChange returned(long laterByMillis) {
            Dossier asThePortalHasIt = dossier(PORTAL, "P-55", "H27.12-260302-0001");
            return new StatusChange(
                    "whatever-" + laterByMillis,
                    asThePortalHasIt,
                    original.status(),
                    new StatusChange.AgencyCode("2", null),
                    original.at().plusMillis(laterByMillis),
                    null,
                    StatusChange.Step.UNKNOWN,
                    NOW);
        }

        @Test
        void isDroppedAsAnEcho() {
            accept(original);
            ledger.delivered(
                    PORTAL, DOSSIER.key(), ledger.take(PORTAL, NOW, 1).get(0).position(), NOW);

            assertThat(store.accept(returned(0), List.of(OTHER_PORTAL))).isEqualTo(new Acceptance.Echo());
            assertThat(store.accept(returned(999), List.of(OTHER_PORTAL))).isEqualTo(new Acceptance.Echo());

            assertThat(store.lastPosition()).isEqualTo(1);
            assertThat(ledger.take(OTHER_PORTAL, NOW, 10)).isEmpty();
        }

        @Test
        void isDroppedWhileItIsStillBeingTold() {
            accept(original);
            ledger.take(PORTAL, NOW, 1);

            assertThat(store.accept(returned(0), List.of())).isEqualTo(new Acceptance.Echo());
        }

        @Test
        void isNoEchoIfItWasNotToldYet() {
            accept(original);

            assertThat(store.accept(returned(0), List.of())).isInstanceOf(Acceptance.Accepted.class);
        }

        @Test
        void isNoEchoIfItIsAnotherStep() {
            accept(original);
            ledger.delivered(
                    PORTAL, DOSSIER.key(), ledger.take(PORTAL, NOW, 1).get(0).position(), NOW);

            assertThat(store.accept(returned(1_000), List.of())).isInstanceOf(Acceptance.Accepted.class);
        }

        @Test
        void isNoEchoFromASystemThatWasNotTold() {
            accept(original);
            ledger.delivered(
                    PORTAL, DOSSIER.key(), ledger.take(PORTAL, NOW, 1).get(0).position(), NOW);
            StatusChange same = change(dossier(CIVIL, "LD-1", "H27.12-260302-0001"), 2, ACCEPTED);

            assertThat(store.accept(same, List.of())).isInstanceOf(Acceptance.Accepted.class);
        }
    }

    private static DeliveryLedger.Backlog backlog(
            long waiting,
            long givenUp,
            @Nullable Instant oldest,
            @Nullable Instant nextDue,
            @Nullable Instant lastSuccess) {
        return new DeliveryLedger.Backlog(
                waiting,
                givenUp,
                Optional.ofNullable(oldest),
                Optional.ofNullable(nextDue),
                Optional.ofNullable(lastSuccess));
    }
}
