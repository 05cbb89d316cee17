package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.StatusChange.AgencyCode;
import vn.lienthong.hub.connector.Mapping.FieldReading;
import vn.lienthong.hub.problem.Problem;

/** One record while it is read, or one change within it, with the problems found so far. */
final class RecordReading {
    private static final Bilingual ONE_LINE =
            new Bilingual("từ 1 đến 100 ký tự trên một dòng", "1 to 100 characters on one line");

    private final JsonNode record;
    private final JsonNode item;
    private final String itemPlace;
    private final Blanks blanks;
    private final Dates dates;
    private final MappingProblems tell;
    private final List<Problem> problems;
    private final @Nullable String dossier;
    private final @Nullable List<FieldReading> heard;
    private final @Nullable GapCounts gaps;

    private RecordReading(RecordReading record, JsonNode item, String itemPlace, @Nullable String dossier) {
        this.record = record.record;
        this.item = item;
        this.itemPlace = itemPlace;
        this.blanks = record.blanks;
        this.dates = record.dates;
        this.tell = record.tell;
        this.problems = record.problems;
        this.dossier = dossier;
        this.heard = record.heard;
        this.gaps = record.gaps;
    }

    /**
     * @param heard where to note what each field reads; null where nobody wants to know
     * @param gaps where to count the codes that no rule has; null where nobody wants to know
     */
    RecordReading(
            JsonNode record,
            Blanks blanks,
            Dates dates,
            MappingProblems tell,
            @Nullable List<FieldReading> heard,
            @Nullable GapCounts gaps) {
        this.heard = heard;
        this.gaps = gaps;
        this.record = record;
        this.item = record;
        this.itemPlace = "";
        this.blanks = blanks;
        this.dates = dates;
        this.tell = tell;
        this.problems = new ArrayList<>(0);
        this.dossier = null;
    }

    /** The reading of this record now that it is known whose it is. */
    RecordReading ofDossier(String number) {
        return new RecordReading(this, item, itemPlace, number);
    }

    /** The reading of a change within this record. */
    RecordReading ofChange(JsonNode change, String place) {
        return new RecordReading(this, change, place, dossier);
    }

    JsonNode record() {
        return record;
    }

    List<Problem> problems() {
        return problems;
    }

    @Nullable
    String text(Field field) {
        if (heard != null && field.isMapped()) {
            heard.add(field.reading(record, item, itemPlace, blanks));
        }
        return field.read(record, item, blanks, gaps);
    }

    /** The text, or null and a problem. */
    @Nullable
    String required(Field field) {
        String text = text(field);
        if (text == null) {
            problems.add(tell.missing(field, dossier, itemPlace));
        }
        return text;
    }

    /** The value, or null; and a problem if there is a text that is no such value. */
    <T> @Nullable T code(Field field, @Nullable String text, Function<String, T> of) {
        if (text == null) {
            return null;
        }
        try {
            return of.apply(text);
        } catch (IllegalArgumentException e) {
            problems.add(tell.invalid(field, ONE_LINE, dossier, place(field)));
            return null;
        }
    }

    @Nullable
    Instant date(Field field, boolean endOfDay) {
        return field.isMapped() ? date(field, text(field), endOfDay) : null;
    }

    @Nullable
    Instant requiredDate(Field field) {
        return date(field, required(field), false);
    }

    private @Nullable Instant date(Field field, @Nullable String text, boolean endOfDay) {
        if (text == null) {
            return null;
        }
        Instant read = dates.read(text, endOfDay);
        if (read == null) {
            problems.add(tell.badDate(field, text, dates, dossier, place(field)));
        }
        return read;
    }

    /** A count from 0, or null and a problem. */
    @Nullable
    Long requiredCount(Field field) {
        String text = required(field);
        if (text == null) {
            return null;
        }
        try {
            long count = Long.parseLong(text);
            if (count >= 0) {
                return count;
            }
        } catch (NumberFormatException e) {
            // Told below, as a negative number is.
        }
        problems.add(tell.invalid(
                field, new Bilingual("một số nguyên từ 0", "a whole number from 0"), dossier, place(field)));
        return null;
    }

    void unmapped(StatusTable table, Field field, AgencyCode code) {
        if (gaps != null) {
            gaps.code(
                    "tables/" + table.name(),
                    code.subCode() == null ? code.code() : code.code() + "/" + code.subCode());
        }
        problems.add(tell.unmapped(code, table, dossier, place(field)));
    }

    private String place(Field field) {
        return field.place(record, item, itemPlace, blanks);
    }
}
