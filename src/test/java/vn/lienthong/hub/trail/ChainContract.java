package vn.lienthong.hub.trail;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Databases;
import vn.lienthong.hub.trail.Verification.Finding;

/** What the chain shows of each way to change it, and what it cannot show. */
abstract class ChainContract {
    private static final Instant MORNING = Instant.parse("2026-11-26T01:00:00Z");

    private final MovingClock clock = new MovingClock(MORNING);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Path home;
    private Database database;

    abstract Database open(Path home);

    @BeforeEach
    void open0(@TempDir Path folder) {
        home = folder;
        database = open(folder);
    }

    @AfterEach
    void close() {
        Databases.close(database);
    }

    /** Three days with some entries each; the last is open. Entries 1-5, 6-10, 11-15. */
    private void threeDays() {
        for (int day = 0; day < 3; day++) {
            write(home, day * 5 + 1, 5);
            clock.move(Duration.ofDays(1));
        }
        clock.move(Duration.ofDays(-1));
    }

    /** A hub that notes acts that become entries of their own, and stops. */
    private void write(Path node, int first, int count) {
        JdbcTrail trail = new JdbcTrail(database, meters, clock, node);
        for (int i = first; i < first + count; i++) {
            trail.note(new Trail.Act(clock.instant(), "portal", "look-up", "D-" + i, "outcome-" + i, "rest"));
        }
        trail.close();
    }

    private Verification check(@Nullable List<String> known) {
        var check = new Verification();
        try {
            DatabaseTrail.of(database.reader()).each(check);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (known != null) {
            known.forEach(check::compare);
        }
        return check;
    }

    private Verification.Result verified() {
        return check(null).result();
    }

    private List<String> digests() {
        List<String> lines = new ArrayList<>();
        ChainRows.chains(database.reader()).forEach(chain -> ChainRows.segments(database.reader(), chain.id()).stream()
                .filter(segment -> segment.end() != null)
                .forEach(segment -> lines.add(segment.line())));
        return lines;
    }

    private void sql(String statement, Object... parameters) {
        database.write(session -> session.update(statement, parameters));
    }

    /** What is told of a finding, in short: segment, entry, and the English text. */
    private static List<String> told(Verification.Result result) {
        return result.findings().stream().map(ChainContract::told).toList();
    }

    private static String told(Finding finding) {
        return finding.segment() + "/" + finding.entry() + " " + finding.what().en();
    }

    private HeadFile.Head head() {
        return HeadFile.read(home.resolve(HeadFile.NAME)).orElseThrow();
    }

    @Nested
    class WhenNothingWasChanged {
        @Test
        void isWholeAndSaysWhereItEnds() {
            threeDays();

            var check = check(digests());
            check.compare(head());
            Verification.Result result = check.result();

            assertThat(told(result)).isEmpty();
            assertThat(List.of(result.chains(), (int) result.segments(), (int) result.entries(), (int) result.acts()))
                    .containsExactly(1, 3, 15, 15);
            assertThat(result.heads()).singleElement().satisfies(end -> assertThat(end.number())
                    .isEqualTo(15));
            assertThat(digests())
                    .hasSize(2)
                    .allMatch(line -> line.matches("[0-9a-f]{16} [12] 2026-11-2[67] [0-9a-f]{64}"));
        }

        @Test
        void anExportSaysTheSame() throws IOException {
            threeDays();
            Path file = home.resolve("trail.jsonl");

            try (OutputStream to = Files.newOutputStream(file);
                    TrailExport export = new TrailExport(to)) {
                DatabaseTrail.of(database.reader()).each(export);
            }

            var check = new Verification();
            try (TrailSource source = TrailSource.open(file.toString(), null, null)) {
                source.each(check);
            }
            digests().forEach(check::compare);
            assertThat(told(check.result())).isEmpty();
            assertThat(check.result().entries()).isEqualTo(15);
        }
    }

    @Nested
    class WhenTheDayIsOver {
        @Test
        void itIsClosedThoughNothingMoreIsNoted() {
            JdbcTrail trail = new JdbcTrail(database, meters, clock, home);
            trail.note(new Trail.Act(clock.instant(), "portal", "look-up", "D-1", "current", "rest"));
            Awaitility.await().until(() -> NotedActs.all(database).size() == 1);

            clock.move(Duration.ofDays(1));

            Awaitility.await().until(() -> digests().size() == 1);
            trail.close();
            assertThat(told(verified())).isEmpty();
        }
    }

    @Nested
    class WhenSomebodyChangesEntries {
        @Test
        void anAlteredOneIsNamed() {
            threeDays();

            sql("UPDATE trail_entry SET actor = 'somebody-else' WHERE number = 7");

            assertThat(told(verified()))
                    .containsExactly(
                            "2/7 The entry does not fit its hash: it was altered, or one before it was inserted,"
                                    + " removed or moved.");
        }

        @Test
        void aRemovedOneIsNamed() {
            threeDays();

            sql("DELETE FROM trail_entry WHERE number = 8");

            assertThat(told(verified())).containsExactly("2/8 Entries 8 to 8 are missing.");
        }

        @Test
        void aRemovedOneIsSeenThoughTheRestMovedUp() {
            threeDays();

            sql("DELETE FROM trail_entry WHERE number = 13");
            sql("UPDATE trail_entry SET number = 13 WHERE number = 14");
            sql("UPDATE trail_entry SET number = 14 WHERE number = 15");

            assertThat(told(verified())).hasSize(2).allMatch(told -> told.startsWith("3/1"));
        }

        @Test
        void anInsertedOneIsNamed() {
            threeDays();

            sql("UPDATE trail_entry SET number = 16 WHERE number = 15");
            sql("INSERT INTO trail_entry (chain, number, at, actor, verb, outcome, door, subjects, hash)"
                    + " SELECT chain, 15, at, 'invented', verb, outcome, door, subjects, hash FROM trail_entry"
                    + " WHERE number = 14");

            assertThat(told(verified())).hasSize(2).allMatch(told -> told.matches("3/1[56] The entry does not fit.*"));
        }

        @Test
        void twoThatChangedPlacesAreNamed() {
            threeDays();

            sql("UPDATE trail_entry SET number = 99 WHERE number = 2");
            sql("UPDATE trail_entry SET number = 2 WHERE number = 3");
            sql("UPDATE trail_entry SET number = 3 WHERE number = 99");

            assertThat(told(verified())).hasSize(3).allMatch(told -> told.matches("1/[234] The entry does not fit.*"));
        }

        @Test
        void anAlteredTimeOrOneInACommonEntryIsSeen() {
            threeDays();

            sql("UPDATE trail_entry SET subjects = '1 D-4' WHERE number = 4");

            assertThat(told(verified())).singleElement().asString().startsWith("1/4 ");
        }
    }

    @Nested
    class WhenSomebodyChangesDays {
        @Test
        void aRemovedDayIsNamed() {
            threeDays();

            sql("DELETE FROM trail_entry WHERE number BETWEEN 6 AND 10");
            sql("DELETE FROM trail_segment WHERE number = 2");

            assertThat(told(verified()))
                    .contains("3/0 Segments are missing: 1 is followed by 3.", "3/6 Entries 6 to 10 are missing.");
        }

        @Test
        void entriesBeforeTheFirstDayAreNamed() {
            threeDays();

            sql("UPDATE trail_entry SET number = 0 WHERE number = 1");

            assertThat(told(verified()))
                    .containsExactly("1/1 Entries 1 to 1 are missing.", "0/0 1 entries belong to no segment.");
        }

        @Test
        void anAlteredDigestIsNamed() {
            threeDays();

            sql("UPDATE trail_segment SET day = '2026-11-01' WHERE number = 2");

            assertThat(told(verified())).containsExactly("2/0 The segment does not fit its digest.");
        }
    }

    @Nested
    class WhenTheTailIsCutOff {
        @Test
        void theEntriesAloneDoNotShowItButTheNodesHeadFileDoes() {
            threeDays();

            sql("DELETE FROM trail_entry WHERE number > 12");

            assertThat(told(verified())).isEmpty();
            var check = check(null);
            check.compare(head());
            assertThat(told(check.result()))
                    .containsExactly(
                            "0/15 Its node had written up to entry 15; now the chain ends with 12, or differs: its"
                                    + " tail is missing.");
        }

        @Test
        void theNodeSeesItAtItsNextStartAndBeginsAnotherChain() {
            threeDays();
            String name = head().chain();
            sql("DELETE FROM trail_entry WHERE number > 12");

            write(home, 20, 1);

            assertThat(meters.counter("lienthong.trail.broken").count()).isEqualTo(1);
            assertThat(head().chain()).isNotEqualTo(name);
            assertThat(NotedActs.about(database, name)).containsExactly("hub trail-broken 15 written, 12 there trail");
            assertThat(told(verified())).isEmpty();
        }
    }

    @Nested
    class WhenSomebodyWritesTheWholeChainAnew {
        @Test
        void onlyADigestKeptElsewhereShowsIt() {
            threeDays();
            List<String> kept = digests();

            rewriteWith("innocent");

            assertThat(told(verified())).isEmpty();
            assertThat(told(check(kept).result()))
                    .hasSize(2)
                    .allMatch(
                            told -> told.contains("There is no such segment with the digest that was kept elsewhere"));
        }

        private void rewriteWith(String actor) {
            ChainRows.Chain chain = ChainRows.chains(database.reader()).get(0);
            List<TrailSegment> segments = ChainRows.segments(database.reader(), chain.id());
            byte[] hash = Digests.genesis(chain.name());
            byte[] digest = Digests.NONE;
            for (TrailSegment old : segments) {
                long last = old.end() == null ? 15 : old.end().last();
                var segment = new TrailSegment(chain.name(), old.number(), old.day(), old.first(), hash, null, false);
                for (TrailEntry entry : ChainRows.page(database.reader(), chain.id(), old.first(), last, 100)) {
                    TrailEntry lie = TrailEntry.after(
                            hash,
                            entry.number(),
                            entry.at(),
                            actor,
                            entry.verb(),
                            entry.outcome(),
                            entry.door(),
                            entry.subjects());
                    hash = lie.hash();
                    sql("UPDATE trail_entry SET actor = ?, hash = ? WHERE number = ?", actor, hash, entry.number());
                }
                sql("UPDATE trail_segment SET start_hash = ? WHERE number = ?", segment.startHash(), old.number());
                if (old.end() != null) {
                    TrailSegment.End end = Objects.requireNonNull(
                            segment.closed(digest, last, hash).end());
                    digest = end.digest();
                    sql(
                            "UPDATE trail_segment SET end_hash = ?, digest = ? WHERE number = ?",
                            hash,
                            digest,
                            old.number());
                }
            }
        }
    }

    @Nested
    class WhenSeveralNodesWrite {
        @Test
        void eachHasAChainOfItsOwn(@TempDir Path other) {
            write(home, 1, 3);
            write(other, 11, 4);
            write(home, 4, 2);

            Verification.Result result = verified();

            assertThat(told(result)).isEmpty();
            assertThat(result.heads().stream().map(HeadFile.Head::number)).containsExactlyInAnyOrder(5L, 4L);
        }

        @Test
        void oneWithACopiedHomeLeavesTheChainToTheOther(@TempDir Path copied) throws IOException {
            write(home, 1, 3);
            Files.copy(home.resolve(HeadFile.NAME), copied.resolve(HeadFile.NAME));
            JdbcTrail first = new JdbcTrail(database, meters, clock, home);
            JdbcTrail second = new JdbcTrail(database, meters, clock, copied);

            for (int i = 0; i < 2; i++) {
                int noted = 3 + 2 * i;
                first.note(new Trail.Act(clock.instant(), "a", "look-up", "D", "current", "rest"));
                second.note(new Trail.Act(clock.instant(), "b", "look-up", "D", "current", "rest"));
                Awaitility.await().until(() -> NotedActs.all(database).size() == noted + 2);
            }
            first.close();
            second.close();

            assertThat(told(verified())).isEmpty();
            assertThat(verified().chains()).isEqualTo(2);
        }
    }

    @Nested
    class WhenDaysAreOldEnough {
        @Test
        void theirEntriesGoInSmallBatchesAndTheirDigestsStay() {
            threeDays();
            List<Trail.Act> noted = new ArrayList<>();
            var ageing = new TrailAgeing(database, noted::add, clock);
            List<String> kept = digests();

            // The second day was closed with the first act of the third.
            int first = ageing.removeSome(clock.instant().plusSeconds(1), 4);
            Verification.Result midway = verified();
            int second = ageing.removeSome(clock.instant().plusSeconds(1), 4);
            int third = ageing.removeSome(clock.instant().plusSeconds(1), 4);

            assertThat(List.of(first, second, third)).containsExactly(4, 4, 2);
            assertThat(told(midway)).isEmpty();
            assertThat(noted.stream().map(act -> act.verb() + " " + act.subject()))
                    .containsExactly("remove-trail-day " + kept.get(0), "remove-trail-day " + kept.get(1));
            Verification.Result result = check(kept).result();
            assertThat(told(result)).isEmpty();
            assertThat(List.of(result.segments(), result.removed(), result.entries()))
                    .containsExactly(3L, 2L, 5L);
        }

        @Test
        void aDayThatDoesNotVerifyStays() {
            threeDays();
            sql("UPDATE trail_entry SET actor = 'somebody-else' WHERE number = 2");

            int removed = new TrailAgeing(database, act -> {}, clock)
                    .removeSome(clock.instant().plusSeconds(1), 100);

            assertThat(removed).isEqualTo(5);
            assertThat(NotedActs.all(database))
                    .hasSize(10)
                    .extracting(Trail.Act::subject)
                    .contains("D-1", "D-11");
        }

        @Test
        void theChainGoesOnAfterItsLastEntryWasRemoved() {
            write(home, 1, 5);
            JdbcTrail idle = new JdbcTrail(database, meters, clock, home);
            idle.note(new Trail.Act(clock.instant(), "portal", "look-up", "D-6", "current", "rest"));
            Awaitility.await().until(() -> NotedActs.all(database).size() == 6);
            clock.move(Duration.ofDays(1));
            Awaitility.await().until(() -> digests().size() == 1);
            idle.close();

            new TrailAgeing(database, act -> {}, clock)
                    .removeSome(clock.instant().plusSeconds(1), 100);
            write(home, 7, 1);

            assertThat(told(verified())).isEmpty();
            assertThat(verified().heads()).singleElement().satisfies(end -> assertThat(end.number())
                    .isEqualTo(7));
            assertThat(meters.counter("lienthong.trail.broken").count()).isZero();
        }
    }
}
