package vn.lienthong.hub.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.deadletter.DeadLetters.DeadLetter;
import vn.lienthong.hub.deadletter.DeadLetters.Filter;
import vn.lienthong.hub.deadletter.DeadLetters.Form;
import vn.lienthong.hub.deadletter.DeadLetters.Original;
import vn.lienthong.hub.deadletter.DeadLetters.State;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Databases;

/** What the dead letters promise, whatever the database. */
abstract class DeadLettersContract {
    private static final SystemId LAND = SystemId.of("land-office");
    private static final SystemId CIVIL = SystemId.of("civil-registry");
    private static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");
    private static final Filter ANY = new Filter(null, null, null);

    private Database database;
    private DeadLetters letters;

    abstract Database open(Path home);

    @BeforeEach
    void begin(@TempDir Path home) {
        database = open(home);
        letters = new JdbcDeadLetters(database);
    }

    @AfterEach
    void close() {
        Databases.close(database);
    }

    static Problem problem(String stage, @Nullable String pointer) {
        return new Problem(
                ProblemKind.UNMAPPED_CODE,
                Origin.HUB,
                stage,
                new Bilingual("Mã \"17\" chưa được ánh xạ.", "Code \"17\" is not mapped."),
                new Bilingual("Thêm \"17\" vào bảng statuses.", "Add \"17\" to the table statuses."),
                pointer);
    }

    static Original original(String text) {
        return new Original(Form.RECORD, "application/json", text.getBytes(StandardCharsets.UTF_8));
    }

    private long keep(SystemId connector, String stage, String text) {
        return letters.keep(connector, problem(stage, null), original(text), null, NOW);
    }

    private DeadLetter found(long id) {
        return letters.find(id).orElseThrow();
    }

    private List<Long> listed(Filter filter) {
        return letters.list(filter, 100).stream().map(DeadLetter::id).toList();
    }

    @Nested
    class WhenAFailureIsKept {
        @Test
        void comesBackWholeInBothLanguages() {
            Problem problem = problem("translate", "/trangThai");

            long id = letters.keep(LAND, problem, original("{\"tên\":\"Ví dụ\"}"), "LD-1", NOW);

            DeadLetter letter = found(id);
            assertThat(letter.problem()).isEqualTo(problem);
            assertThat(letter.connector()).isEqualTo(LAND);
            assertThat(letter.original().form()).isEqualTo(Form.RECORD);
            assertThat(letter.original().contentType()).isEqualTo("application/json");
            assertThat(letter.original().content())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("{\"tên\":\"Ví dụ\"}");
            assertThat(letter.dossierNo()).isEqualTo("LD-1");
            assertThat(letter.state()).isEqualTo(State.OPEN);
            assertThat(letter.times()).isEqualTo(1);
            assertThat(letter.firstAt()).isEqualTo(NOW);
            assertThat(letter.isCut()).isFalse();
        }

        @Test
        void isNotFoundUnderAnotherNumber() {
            assertThat(letters.find(keep(LAND, "translate", "{}") + 1)).isEmpty();
        }
    }

    @Nested
    class WhenTheSameFailsAgain {
        @Test
        void isCountedAndTellsTheLastProblem() {
            long id = keep(LAND, "translate", "{}");

            long again = letters.keep(LAND, problem("translate", "/later"), original("{}"), null, NOW.plusSeconds(60));

            assertThat(again).isEqualTo(id);
            assertThat(found(id)).satisfies(letter -> {
                assertThat(letter.times()).isEqualTo(2);
                assertThat(letter.firstAt()).isEqualTo(NOW);
                assertThat(letter.lastAt()).isEqualTo(NOW.plusSeconds(60));
                assertThat(letter.problem().pointer()).isEqualTo("/later");
            });
            assertThat(letters.open(null)).isEqualTo(1);
        }

        @Test
        void isAnotherIfConnectorStageOrOriginalDiffer() {
            keep(LAND, "translate", "{}");
            keep(CIVIL, "translate", "{}");
            keep(LAND, "read", "{}");
            keep(LAND, "translate", "{ }");
            letters.keep(
                    LAND, problem("translate", null), new Original(Form.PAYLOAD, "text/csv", bytes("{}")), null, NOW);

            assertThat(letters.open(null)).isEqualTo(5);
        }

        @Test
        void isAnotherOnceTheFirstIsClosed() {
            long first = keep(LAND, "translate", "{}");
            letters.close(first, State.REPLAYED, "admin", NOW);

            long second = keep(LAND, "translate", "{}");

            assertThat(second).isGreaterThan(first);
            assertThat(found(second).times()).isEqualTo(1);
        }
    }

    @Nested
    class WhenTheOriginalIsLarge {
        @Test
        void isCutAndSaysHowMuchThereWas() {
            byte[] large = new byte[DeadLetters.MOST_KEPT + 10];
            Arrays.fill(large, (byte) 'x');

            long id =
                    letters.keep(LAND, problem("read", null), new Original(Form.PAYLOAD, "text/csv", large), null, NOW);

            assertThat(found(id).original().content()).hasSize(DeadLetters.MOST_KEPT);
            assertThat(found(id).originalSize()).isEqualTo(DeadLetters.MOST_KEPT + 10L);
            assertThat(found(id).isCut()).isTrue();
        }

        @Test
        void differsFromAnotherThatBeginsAlike() {
            byte[] one = new byte[DeadLetters.MOST_KEPT + 1];
            byte[] other = one.clone();
            other[DeadLetters.MOST_KEPT] = 1;

            letters.keep(LAND, problem("read", null), new Original(Form.PAYLOAD, "text/csv", one), null, NOW);
            letters.keep(LAND, problem("read", null), new Original(Form.PAYLOAD, "text/csv", other), null, NOW);

            assertThat(letters.open(LAND)).isEqualTo(2);
        }

        @Test
        void isListedByItsBeginning() {
            keep(LAND, "read", "y".repeat(DeadLetters.PREVIEW + 1));

            assertThat(letters.list(ANY, 1))
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.original().content()).hasSize(DeadLetters.PREVIEW));
        }
    }

    @Nested
    class WhenTheyAreListed {
        @Test
        void comeNewestFirstAndByConnectorStageAndState() {
            long first = keep(LAND, "translate", "1");
            long second = keep(LAND, "read", "2");
            long third = keep(CIVIL, "translate", "3");
            letters.close(third, State.DISCARDED, "admin", NOW);

            assertThat(listed(ANY)).containsExactly(third, second, first);
            assertThat(listed(new Filter(LAND, null, null))).containsExactly(second, first);
            assertThat(listed(new Filter(null, "translate", null))).containsExactly(third, first);
            assertThat(listed(new Filter(null, null, State.OPEN))).containsExactly(second, first);
            assertThat(listed(new Filter(CIVIL, "translate", State.DISCARDED))).containsExactly(third);
            assertThat(letters.list(ANY, 2)).extracting(DeadLetter::id).containsExactly(third, second);
            assertThat(letters.open(LAND)).isEqualTo(2);
            assertThat(letters.open(CIVIL)).isZero();
        }
    }

    @Nested
    class WhenOneIsClosed {
        @Test
        void staysAsItWasClosedFirst() {
            long id = keep(LAND, "translate", "{}");

            assertThat(letters.close(id, State.REPLAYED, "admin", NOW)).isTrue();
            assertThat(letters.close(id, State.DISCARDED, "admin", NOW)).isFalse();

            assertThat(found(id).state()).isEqualTo(State.REPLAYED);
            assertThatThrownBy(() -> letters.close(id, State.OPEN, "admin", NOW))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
