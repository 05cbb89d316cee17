package vn.lienthong.hub.translation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.Undeliverable;

class JsonRecordsTest {
    private static Records records(String json, String pointer) {
        return JsonRecords.records(new ByteArrayInputStream(json.getBytes(UTF_8)), pointer, Limits.FILE);
    }

    private static List<String> read(String json, String pointer) {
        List<String> seen = new ArrayList<>();
        records(json, pointer).forEachRemaining(record -> seen.add(record.tree().toString()));
        return seen;
    }

    private static Problem refusalOf(byte[] json) {
        try {
            JsonRecords.read(json);
        } catch (Undeliverable refused) {
            return refused.problem();
        }
        throw new AssertionError("it was read");
    }

    private static String toldOf(String json) {
        return refusalOf(json.getBytes(UTF_8)).detail().en();
    }

    @Nested
    class WhenRecordsAreReadOneByOne {
        @Test
        void givesTheItemsOfTheArrayThere() {
            assertThat(read("{\"x\":{\"events\":[0]},\"events\":[{\"a\":1},null,{\"b\":[2]}],\"y\":1}", "/events"))
                    .containsExactly("{\"a\":1}", "null", "{\"b\":[2]}");
        }

        @Test
        void takesASingleObjectForAListOfOne() {
            assertThat(read("{\"data\":{\"a\":1},\"z\":[1]}", "/data")).containsExactly("{\"a\":1}");
        }

        @Test
        void takesTheWholeDocumentForTheEmptyPointer() {
            assertThat(read("[1,2]", "")).containsExactly("1", "2");
            assertThat(read("{\"a\":1}", "")).containsExactly("{\"a\":1}");
        }

        @Test
        void findsNoneWhereThereIsNothingOrNull() {
            Records missing = records("{\"other\":[{\"events\":[1]}]}", "/data/events");
            Records empty = records("{\"data\":null}", "/data");

            assertThat(missing.hasNext()).isFalse();
            assertThat(missing.placeFound()).isFalse();
            assertThat(empty.hasNext()).isFalse();
            assertThat(empty.placeFound()).isTrue();
        }

        @Test
        void tellsTheLineEachStartsOn() {
            Records records = records("[\n{\"a\":1},\n{\"a\":2}]", "");

            assertThat(records.next().line()).isEqualTo(2);
            assertThat(records.next().line()).isEqualTo(3);
        }

        @Test
        void givesTheGoodOnesBeforeABreak() {
            Records records = records("[{\"a\":1},{\"a\":", "");

            assertThat(records.next().tree().toString()).isEqualTo("{\"a\":1}");
            assertThatThrownBy(records::next)
                    .isInstanceOf(Undeliverable.class)
                    .hasMessageContaining("ends before it is complete");
        }

        @Test
        void readsOnAfterTheRecordsToFindABreak() {
            Records records = records("{\"events\":[1],\"rest\":[}", "/events");

            assertThat(records.next().tree().asInt()).isEqualTo(1);
            assertThatThrownBy(records::hasNext).isInstanceOf(Undeliverable.class);
        }

        @Test
        void keepsTheZerosOfACodeToldAsANumber() {
            assertThat(JsonRecords.read("{\"code\":1.005130}".getBytes(UTF_8))
                            .get("code")
                            .asText())
                    .isEqualTo("1.005130");
        }
    }

    @Nested
    class WhenJsonIsBroken {
        @Test
        void tellsWhatAndWhere() {
            assertThat(toldOf("{\"a\":1,\n\"a\":2}"))
                    .isEqualTo("A member of a JSON object is told twice (line 2, column 4).");
            assertThat(toldOf("{\"a\":\n x}")).startsWith("The content is not well-formed JSON (line 2, column ");
            assertThat(toldOf("<html>login</html>")).startsWith("The content is HTML or XML where JSON is expected");
            assertThat(toldOf("{} {}")).startsWith("The content is to be exactly one JSON value");
            assertThat(toldOf("")).startsWith("The content is to be exactly one JSON value");
        }

        @Test
        void refusesInvalidUtf8() {
            Problem refusal = refusalOf("{\"name\":\"HÀ\"}".getBytes(ISO_8859_1));

            assertThat(refusal.detail().en()).startsWith("The content is not valid UTF-8");
        }

        @Test
        void quotesNoContent() {
            assertThat(refusalOf("{\"name\":Nguyen}".getBytes(UTF_8)).toString())
                    .doesNotContain("Nguyen");
        }
    }

    @Nested
    class WhenJsonIsHostile {
        @Test
        void refusesWhatIsTooDeepTooLongOrTooMuch() {
            List<String> hostile = List.of(
                    "[".repeat(200) + "]".repeat(200),
                    "\"" + "x".repeat(1_100_000) + "\"",
                    "[" + "[],".repeat(1_000_000) + "[]]",
                    " ".repeat((16 << 20) + 1) + "1");

            assertThat(hostile)
                    .allSatisfy(json ->
                            assertThat(refusalOf(json.getBytes(UTF_8)).kind()).isEqualTo(ProblemKind.TOO_LARGE));
        }

        @Test
        void letsAFileOfManyRecordsBeLongerThanOneRecordMayBe() {
            assertThat(read("[" + "[],".repeat(1_000_000) + "[]]", "")).hasSize(1_000_001);
        }
    }
}
