package vn.lienthong.hub.translation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.problem.Undeliverable;

class CsvRecordsTest {
    private static Records records(byte[] csv) {
        return CsvRecords.records(new ByteArrayInputStream(csv), Limits.FILE);
    }

    private static List<SourceRecord> read(byte[] csv) {
        List<SourceRecord> seen = new ArrayList<>();
        records(csv).forEachRemaining(seen::add);
        return seen;
    }

    private static List<String> trees(String csv) {
        return read(csv.getBytes(UTF_8)).stream()
                .map(record -> record.tree().toString())
                .toList();
    }

    @Nested
    class WhenTheHeaderIsRead {
        @Test
        void tellsTheSeparatorByIt() {
            List<String> expected = List.of("{\"no\":\"1\",\"name\":\"Nguyễn Văn Ánh\"}");

            assertThat(trees("no;name\n1;Nguyễn Văn Ánh\n")).isEqualTo(expected);
            assertThat(trees("no,name\r\n1,Nguyễn Văn Ánh")).isEqualTo(expected);
            assertThat(trees("no\tname\n1\tNguyễn Văn Ánh\n\n")).isEqualTo(expected);
        }

        @Test
        void readsByteOrderMarks() {
            List<String> expected = List.of("{\"no\":\"1\",\"xã\":\"Kỳ Anh\"}");

            assertThat(trees("\ufeffno;xã\n1;Kỳ Anh")).isEqualTo(expected);
            assertThat(read("\ufeffno;xã\n1;Kỳ Anh".getBytes(UTF_16LE)))
                    .extracting(record -> record.tree().toString())
                    .isEqualTo(expected);
        }

        @Test
        void refusesNamelessAndRepeatedColumns() {
            assertThatThrownBy(() -> trees("no;;x\n1;2;3")).isInstanceOf(Undeliverable.class);
            assertThatThrownBy(() -> trees("no;no\n1;2")).hasMessageContaining("two columns of the same name");
            assertThatThrownBy(() -> trees("")).isInstanceOf(Undeliverable.class);
        }
    }

    @Nested
    class WhenRowsAreRead {
        @Test
        void honoursQuotes() {
            assertThat(trees("a;b\n\"x;\"\"y\"\"\nz\";2")).containsExactly("{\"a\":\"x;\\\"y\\\"\\nz\",\"b\":\"2\"}");
        }

        @Test
        void tellsARowThatIsShiftedAndReadsOn() {
            List<SourceRecord> rows = read("a;b\n1;2;3\n4;5\n6".getBytes(UTF_8));

            assertThat(rows.get(0).problem())
                    .isNotNull()
                    .extracting(problem -> problem.detail().en())
                    .isEqualTo("Line 2 has 3 cells but the file has 2 columns.");
            assertThat(rows.get(1).problem()).isNull();
            assertThat(rows.get(2).problem()).isNotNull();
        }

        @Test
        void refusesWhatIsNotUtf8() {
            assertThatThrownBy(() -> read("a;b\n1;HÀ".getBytes(ISO_8859_1)))
                    .isInstanceOf(Undeliverable.class)
                    .hasMessageContaining("not UTF-8");
        }

        @Test
        void refusesACellWithoutAnEnd() {
            byte[] csv = ("a;b\n\"" + "x".repeat(2_000_000)).getBytes(UTF_8);

            assertThatThrownBy(() -> read(csv)).isInstanceOf(Undeliverable.class);
        }
    }
}
