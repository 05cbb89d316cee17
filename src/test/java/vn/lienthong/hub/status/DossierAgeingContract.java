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
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Databases;

/** Which dossiers grow old, and what goes with them, whatever the database. */
abstract class DossierAgeingContract {
    private static final Instant LONG_AFTER = DAY.plusSeconds(400L * 86_400);

    private Database database;
    private JdbcStatusStore store;
    private DeliveryLedger ledger;
    private DossierAgeing ageing;

    abstract Database open(Path home);

    @BeforeEach
    void open0(@TempDir Path home) {
        database = open(home);
        store = new JdbcStatusStore(
                database,
                new StatusSettings(1_000),
                Clock.fixed(DAY, ZoneOffset.UTC),
                new StaticListableBeanFactory().getBeanProvider(FeedListener.class));
        ledger = TimelineContract.ledger(database);
        ageing = new DossierAgeing(database, store);
    }

    @AfterEach
    void close() {
        Databases.close(database);
    }

    private void happened(String number, DossierStatus... course) {
        for (int i = 0; i < course.length; i++) {
            store.accept(change(dossier(LAND, number), i, course[i]), List.of(PORTAL));
        }
    }

    private void tellAll() {
        for (DeliveryLedger.Pending pending : ledger.take(PORTAL, DAY.plusSeconds(60), 1_000)) {
            ledger.delivered(PORTAL, pending.dossier().key(), pending.position(), DAY.plusSeconds(61));
        }
    }

    private boolean isKnown(String number) {
        return store.find(new DossierKey(LAND, number)).isPresent();
    }

    private long rows() {
        return Stream.of("dossier", "dossier_facts", "status_change", "delivery", "hop")
                .mapToLong(table -> database.reader()
                        .sql("SELECT COUNT(*) FROM " + table)
                        .query(Long.class)
                        .single())
                .sum();
    }

    @Nested
    class WhenDossiersEndedLongAgo {
        @Test
        void goesWithAllThatIsKnownOfIt() {
            happened("LD-1", DossierStatus.SUBMITTED, DossierStatus.ACCEPTED, DossierStatus.RESULT_RETURNED);
            happened("LD-1", DossierStatus.SUBMITTED);
            tellAll();
            assertThat(store.find(DossierCode.of("LD-1"))).hasSize(1);

            int removed = ageing.removeSome(LONG_AFTER, 500);

            assertThat(removed).isBetween(6, 499);
            assertThat(rows()).isZero();
            assertThat(store.find(DossierCode.of("LD-1"))).isEmpty();
        }

        @Test
        void goInBatches() {
            for (int i = 0; i < 7; i++) {
                happened("LD-" + i, DossierStatus.REFUSED);
            }
            tellAll();

            int first = ageing.removeSome(LONG_AFTER, 50);
            int second = ageing.removeSome(LONG_AFTER, 50);

            assertThat(first).isGreaterThanOrEqualTo(50);
            assertThat(second).isLessThan(50);
            assertThat(rows()).isZero();
        }
    }

    @Nested
    class WhenADossierIsNotDoneWith {
        @Test
        void stays() {
            happened("LD-open", DossierStatus.SUBMITTED, DossierStatus.IN_PROGRESS);
            happened("LD-told", DossierStatus.RESULT_RETURNED);
            tellAll();
            happened("LD-waiting", DossierStatus.RESULT_RETURNED);

            ageing.removeSome(LONG_AFTER, 500);

            assertThat(isKnown("LD-open")).isTrue();
            assertThat(isKnown("LD-told")).isFalse();
            assertThat(isKnown("LD-waiting")).isTrue();
        }

        @Test
        void staysWhileItIsYoung() {
            happened("LD-1", DossierStatus.RESULT_RETURNED);
            tellAll();

            assertThat(ageing.removeSome(DAY.minusSeconds(1), 500)).isZero();
            assertThat(isKnown("LD-1")).isTrue();
        }
    }
}
