package vn.lienthong.hub.status;

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
import java.util.Locale;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.deadletter.DeadLetters;
import vn.lienthong.hub.deadletter.LettersOfAYear;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.retention.Ageing;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Databases;
import vn.lienthong.hub.trail.Trail;
import vn.lienthong.hub.trail.TrailOfAYear;

/**
 * A year of a hub in minutes, by a clock that is moved: each day dossiers begin and go on, portals are told, dossiers are looked
 * up, some things fail; each night what is old goes. Prints each month how much there is. Run by {@code src/bench/year}.
 */
public final class YearBench {
    private static final DossierStatus[] COURSE = {
        DossierStatus.SUBMITTED,
        DossierStatus.ACCEPTED,
        DossierStatus.IN_PROGRESS,
        DossierStatus.COMPLETED,
        DossierStatus.RESULT_RETURNED
    };
    private static final int BATCH = 500;

    private final MovingClock clock = new MovingClock();
    private final int each = Integer.getInteger("bench.dossiers", 60);
    private final Path home;
    private final Database database;
    private final JdbcStatusStore store;
    private final DeliveryLedger ledger;
    private final TrailOfAYear trail;
    private final LettersOfAYear letters;
    private long longest;

    private YearBench(Path home) {
        this.home = home;
        this.database = Databases.sqlite(home);
        this.store = new JdbcStatusStore(
                database,
                new StatusSettings(0),
                clock,
                new StaticListableBeanFactory().getBeanProvider(FeedListener.class));
        this.ledger = TimelineContract.ledger(database);
        this.trail = new TrailOfAYear(database, home, clock);
        this.letters = LettersOfAYear.in(database);
    }

    public static void main(String[] words) throws Exception {
        Path home = Files.createTempDirectory(Path.of(System.getProperty("bench.folder", "target")), "year-bench");
        YearBench bench = new YearBench(home);
        bench.live(Integer.getInteger("bench.days", 365));
        bench.trail.close();
        Databases.close(bench.database);
    }

    private void live(int days) throws Exception {
        System.out.printf(
                Locale.ROOT,
                "%5s %9s %9s %9s %9s %9s %9s %9s %12s%n",
                "day",
                "dossiers",
                "changes",
                "hops",
                "trail",
                "letters",
                "MB",
                "MB free",
                "longest ms");
        for (int day = 0; day < days; day++) {
            happen(day);
            tell();
            lookUp(day);
            fail(day);
            clock.move(Duration.ofDays(1));
            age();
            if (day % 30 == 29) {
                print(day + 1);
            }
        }
    }

    private void happen(int day) {
        List<StatusStore.Accepting> begun = new ArrayList<>();
        for (int step = 0; step < COURSE.length; step++) {
            int began = day - 2 * step;
            for (int i = 0; began >= 0 && i < each; i++) {
                StatusChange change = Changes.change(
                        Changes.dossier(Changes.LAND, "LD-" + began + "-" + i, "H27.12-" + began + "-" + i),
                        step,
                        COURSE[step]);
                begun.add(
                        store.begin(Changes.observed(change, clock.instant()), List.of(Changes.PORTAL), Traffic.LIVE));
            }
        }
        begun.forEach(StatusStore.Accepting::finish);
    }

    private void tell() {
        Timelines timelines = new Timelines(database);
        List<DeliveryLedger.Pending> due = ledger.take(Changes.PORTAL, clock.instant(), 1_000);
        while (!due.isEmpty()) {
            List<Runnable> begun = new ArrayList<>();
            for (DeliveryLedger.Pending one : due) {
                timelines.told(
                        Hop.Kind.DELIVERED, Changes.PORTAL, one.dossier().key(), one.position(), null, clock.instant());
                begun.add(ledger.beginDelivered(Changes.PORTAL, one.dossier().key(), one.position(), clock.instant()));
            }
            begun.forEach(Runnable::run);
            due = ledger.take(Changes.PORTAL, clock.instant(), 1_000);
        }
    }

    private void lookUp(int day) throws Exception {
        for (int i = 0; i < each * 10; i++) {
            trail.trail()
                    .note(new Trail.Act(
                            clock.instant(),
                            "portal-" + i % 5,
                            "look-up",
                            "H27.12-" + day + "-" + i,
                            "current",
                            "rest"));
        }
        // So that the day's acts are written on their day.
        long before = entries();
        org.awaitility.Awaitility.await().until(() -> entries() > before);
    }

    private long entries() {
        return database.reader()
                .sql("SELECT COALESCE(MAX(number), 0) FROM trail_entry")
                .query(Long.class)
                .single();
    }

    private void fail(int day) {
        for (int i = 0; i < 20; i++) {
            long id = letters.letters()
                    .keep(
                            Changes.LAND,
                            new Problem(
                                    ProblemKind.INVALID,
                                    Origin.AGENCY,
                                    "translate",
                                    new Bilingual("Sai.", "Wrong."),
                                    new Bilingual("Sửa.", "Mend it.")),
                            new DeadLetters.Original(
                                    DeadLetters.Form.RECORD,
                                    "application/json",
                                    ("{\"no\":" + day + ",\"i\":" + i + ",\"text\":\"" + "x".repeat(2_000) + "\"}")
                                            .getBytes(StandardCharsets.UTF_8)),
                            "LD-" + day + "-" + i,
                            clock.instant());
            letters.letters().close(id, DeadLetters.State.REPLAYED, "admin", clock.instant());
        }
    }

    private void age() {
        remove(new DossierAgeing(database, store), Duration.ofDays(60));
        remove(trail.ageing(), Duration.ofDays(45));
        remove(letters.ageing(), Duration.ofDays(30));
    }

    private void remove(Ageing ageing, Duration kept) {
        int some = BATCH;
        while (some >= BATCH) {
            long began = System.nanoTime();
            some = ageing.removeSome(clock.instant().minus(kept), BATCH);
            longest = Math.max(longest, System.nanoTime() - began);
        }
    }

    private void print(int day) throws Exception {
        long free = pragma("freelist_count") * pragma("page_size");
        System.out.printf(
                Locale.ROOT,
                "%5d %,9d %,9d %,9d %,9d %,9d %9.1f %9.1f %12.1f%n",
                day,
                count("dossier"),
                count("status_change"),
                count("hop"),
                count("trail_entry"),
                count("dead_letter"),
                Files.size(home.resolve("hub.db")) / 1e6,
                free / 1e6,
                longest / 1e6);
        longest = 0;
    }

    private long count(String table) {
        return database.reader()
                .sql("SELECT COUNT(*) FROM " + table)
                .query(Long.class)
                .single();
    }

    private long pragma(String name) {
        return database.reader().sql("PRAGMA " + name).query(Long.class).single();
    }

    private static final class MovingClock extends Clock {
        private volatile Instant now = Changes.DAY;

        void move(Duration by) {
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
