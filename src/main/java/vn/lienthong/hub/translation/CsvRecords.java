package vn.lienthong.hub.translation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.Undeliverable;

/**
 * Reads CSV with a header row, row by row: each row an object of texts by column name, as RFC 4180 quotes them. The
 * separator is the one of {@code ;}, {@code ,} and tab that the header has most of. The text is UTF-8 unless a byte order
 * mark says UTF-16.
 */
public final class CsvRecords extends Reading {
    private static final Bilingual REMEDY = new Bilingual(
            "Hãy lưu tệp bằng UTF-8, dòng đầu là tên cột, phân cách bằng dấu ; hoặc dấu phẩy hoặc tab.",
            "Save the file as UTF-8 with the column names in the first line, separated by ; or a comma or a tab.");

    private final InputStream csv;
    private final TextEncoding encoding;
    private final @Nullable Character delimiter;
    private @Nullable CloseableIterator<CsvRecord> rows;
    private List<String> columns = List.of();

    private CsvRecords(InputStream csv, Limits limits, TextEncoding encoding, @Nullable Character delimiter) {
        super(csv);
        this.csv = new BoundedInput(csv, limits.bytes());
        this.encoding = encoding;
        this.delimiter = delimiter;
    }

    public static Records records(InputStream csv, Limits limits) {
        return records(csv, limits, TextEncoding.UTF_8, null);
    }

    /** @param delimiter what separates cells; null for what the header has most of */
    public static Records records(
            InputStream csv, Limits limits, TextEncoding encoding, @Nullable Character delimiter) {
        return new CsvRecords(csv, limits, encoding, delimiter);
    }

    @Override
    @Nullable
    SourceRecord readNext() {
        try {
            if (rows == null) {
                rows = open();
                columns = header(rows);
                found = true;
            }
            return rows.hasNext() ? recordOf(rows.next()) : null;
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            throw unreadable(e);
        }
    }

    private CloseableIterator<CsvRecord> open() throws IOException {
        CsvText text = CsvText.of(csv, encoding.charset());
        return CsvReader.builder()
                .fieldSeparator(delimiter == null ? text.separator() : delimiter)
                .ignoreDifferentFieldCount(true)
                .skipEmptyLines(true)
                .maxBufferSize(Limits.MESSAGE.textLength())
                .ofCsvRecord(text.reader())
                .iterator();
    }

    private static List<String> header(CloseableIterator<CsvRecord> rows) {
        List<String> names = rows.hasNext()
                ? rows.next().getFields().stream().map(String::strip).toList()
                : List.of();
        if (names.isEmpty() || names.stream().anyMatch(String::isEmpty)) {
            throw malformed(
                    "Dòng đầu của tệp CSV phải là tên các cột, không để trống",
                    "The first line of a CSV file is to name every column",
                    1);
        }
        if (names.stream().distinct().count() < names.size()) {
            throw malformed("Tệp CSV có hai cột trùng tên", "The CSV file has two columns of the same name", 1);
        }
        return names;
    }

    private SourceRecord recordOf(CsvRecord row) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        int cells = row.getFieldCount();
        for (int i = 0; i < Math.min(cells, columns.size()); i++) {
            tree.put(columns.get(i), row.getField(i));
        }
        return new SourceRecord(
                tree, row.getStartingLineNumber(), cells == columns.size() ? null : shifted(cells, row));
    }

    private Problem shifted(int cells, CsvRecord row) {
        long line = row.getStartingLineNumber();
        return Unreadable.problem(
                ProblemKind.INVALID,
                new Bilingual(
                        "Dòng " + line + " có " + cells + " ô nhưng tệp có " + columns.size() + " cột.",
                        "Line " + line + " has " + cells + " cells but the file has " + columns.size() + " columns."),
                new Bilingual(
                        "Đặt giá trị chứa dấu phân cách trong dấu nháy kép và ghi đủ các ô.",
                        "Put a value that contains the separator in double quotes, and write every cell."));
    }

    private RuntimeException unreadable(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof Undeliverable refused) {
                return refused;
            }
            if (cause instanceof java.nio.charset.CharacterCodingException) {
                return Unreadable.malformed(
                        new Bilingual(
                                "Tệp CSV có ký tự không phải " + name() + ".",
                                "The CSV file has characters that are not " + name() + "."),
                        REMEDY,
                        null);
            }
        }
        if (e instanceof IOException source) {
            return Unreadable.source(source);
        }
        if (e.getCause() instanceof IOException source) {
            return Unreadable.source(source);
        }
        return Unreadable.malformed(
                new Bilingual("Tệp CSV không đọc được.", "The CSV file cannot be read."), REMEDY, null);
    }

    private String name() {
        return encoding.name().replace('_', '-');
    }

    private static Undeliverable malformed(String vi, String en, long line) {
        return Unreadable.malformed(new Bilingual(vi, en), line, 1, REMEDY, null);
    }
}
