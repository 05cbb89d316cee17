package vn.lienthong.hub.status;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.status.Changes.DAY;
import static vn.lienthong.hub.status.Changes.LAND;
import static vn.lienthong.hub.status.Changes.PORTAL;
import static vn.lienthong.hub.status.Changes.change;
import static vn.lienthong.hub.status.Changes.dossier;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.canonical.PortalAct;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.status.Hop.Kind;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Databases;
import vn.lienthong.hub.store.HubNode;

/** What a dossier's timeline tells, whatever the database. */
abstract class TimelineContract {
    private static final Instant NOW = DAY.plusSeconds(86_400);
    private static final DossierCode CODE = DossierCode.of("H27.12-260302-0001");
    private static final Dossier DOSSIER = dossier(LAND, "LD-1", CODE.value());

    private Database database;
    private StatusStore store;
    private DeliveryLedger ledger;
    private Timelines timelines;

    abstract Database open(Path home);

    @BeforeEach
    void open0(@TempDir Path home) {
        database = open(home);
        store = new JdbcStatusStore(
                database,
                new StatusSettings(0),
                Clock.fixed(NOW, ZoneOffset.UTC),
                new StaticListableBeanFactory().getBeanProvider(FeedListener.class));
        ledger = ledger(database);
        timelines = new Timelines(database);
    }

    static DeliveryLedger ledger(Database database) {
        return new JdbcDeliveryLedger(database, new HubNode("one"));
    }

    @AfterEach
    void close() {
        Databases.close(database);
    }

    private StatusChange accept(long sequence, DossierStatus status) {
        StatusChange change = change(DOSSIER, sequence, status);
        store.accept(change, List.of(PORTAL));
        return change;
    }

    private List<String> hops() {
        return timelines.of(CODE).get(0).hops().stream()
                .sorted(Comparator.comparing(Hop::at).thenComparing(Hop::kind))
                .map(hop -> String.join(
                        " ",
                        hop.kind().key(),
                        hop.system().value(),
                        hop.change() == null ? "-" : hop.change().status().key(),
                        Integer.toString(hop.times()),
                        String.valueOf(hop.detail())))
                .toList();
    }

    @Nested
    class WhenAChangeGoesItsWay {
        @Test
        void showsEachHopWithItsTries() {
            accept(1, DossierStatus.SUBMITTED);
            accept(1, DossierStatus.SUBMITTED);
            accept(1, DossierStatus.SUBMITTED);
            long position = ledger.take(PORTAL, NOW, 1).get(0).position();
            timelines.told(Kind.HELD_BACK, PORTAL, DOSSIER.key(), position, null, NOW.plusSeconds(1));
            timelines.told(Kind.HELD_BACK, PORTAL, DOSSIER.key(), position, null, NOW.plusSeconds(2));
            timelines.told(Kind.REFUSED_FOR_NOW, PORTAL, DOSSIER.key(), position, "busy", NOW.plusSeconds(3));
            ledger.failed(PORTAL, DOSSIER.key(), "busy", NOW.plusSeconds(4));
            timelines.told(Kind.DELIVERED, PORTAL, DOSSIER.key(), position, null, NOW.plusSeconds(5));
            ledger.delivered(PORTAL, DOSSIER.key(), position, NOW.plusSeconds(5));
            timelines.lookedUp(DOSSIER.key(), LAND, "told", NOW.plusSeconds(6));

            accept(2, DossierStatus.IN_PROGRESS);

            assertThat(hops())
                    .contains(
                            "received land-office submitted 0 null",
                            "accepted land-office submitted 0 null",
                            "repeated land-office submitted 2 null",
                            "held-back national-portal submitted 2 null",
                            "refused-for-now national-portal submitted 1 busy",
                            "delivered national-portal submitted 2 null",
                            "looked-up land-office - 0 told",
                            "accepted land-office in-progress 0 null",
                            "waiting national-portal in-progress 0 null")
                    .hasSize(10);
        }
    }

    @Nested
    class WhenTheFeedWasPublished {
        @Test
        void showsThatToo() {
            accept(1, DossierStatus.SUBMITTED);
            database.write(session -> session.update(
                    "INSERT INTO feed_cursor (name, position) VALUES ('hub.status', ?)", store.lastPosition()));

            accept(2, DossierStatus.IN_PROGRESS);

            assertThat(hops())
                    .contains("published land-office submitted 0 null")
                    .doesNotContain("published land-office in-progress 0 null");
        }
    }

    @Nested
    class WhenTheAgencyTellsItsOwnNumberOfASubmission {
        private static final String SUBMITTED = "NP-260302-000017";
        private static final DossierKey SUBMITTED_KEY = new DossierKey(LAND, SUBMITTED);

        @BeforeEach
        void handIn() {
            store.accept(
                    new StatusChange(
                            "submit",
                            dossier(LAND, SUBMITTED, SUBMITTED),
                            DossierStatus.SUBMITTED,
                            new StatusChange.AgencyCode("submit", null),
                            DAY,
                            null,
                            StatusChange.Step.UNKNOWN,
                            DAY,
                            new StatusChange.Claim(PORTAL, PortalAct.SUBMIT)),
                    List.of(PORTAL));
        }

        private List<String> links() {
            return timelines.of(DossierCode.of(SUBMITTED)).get(0).hops().stream()
                    .filter(hop -> hop.kind() == Kind.LINKED)
                    .map(hop -> hop.system().value() + " " + hop.detail())
                    .toList();
        }

        @Test
        void oneThatAChangeNamesIsAHop() {
            store.accept(change(dossier(LAND, "LD-7", SUBMITTED), 1, DossierStatus.ACCEPTED), List.of(PORTAL));

            assertThat(links()).containsExactly("land-office LD-7");
        }

        @Test
        void oneThatAChangeAndAnAnswerNameIsOneHop() {
            store.accept(change(dossier(LAND, "LD-7", SUBMITTED), 1, DossierStatus.ACCEPTED), List.of(PORTAL));

            timelines.linked(store.link(SUBMITTED_KEY, "LD-7"), NOW.plusSeconds(1));
            timelines.linked(store.link(SUBMITTED_KEY, "LD-7"), NOW.plusSeconds(2));
            store.accept(change(dossier(LAND, "LD-7", SUBMITTED), 2, DossierStatus.IN_PROGRESS), List.of(PORTAL));

            assertThat(links()).containsExactly("land-office LD-7");
        }
    }

    @Nested
    class WhenNobodyBearsTheCode {
        @Test
        void isEmpty() {
            accept(1, DossierStatus.SUBMITTED);

            assertThat(timelines.of(DossierCode.of("H27.12-260302-9999"))).isEmpty();
        }
    }
}
