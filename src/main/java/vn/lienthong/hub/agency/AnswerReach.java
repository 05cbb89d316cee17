package vn.lienthong.hub.agency;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.ConnectorDefinition.Watermark;
import vn.lienthong.hub.connector.Mapping;

/**
 * How far a poll has read, by its connector's watermark: which value to ask with, and how far a page goes. A watermark
 * with a format is a date, kept as an ISO instant; any other is kept as it came.
 */
final class AnswerReach implements Reach {
    private static final String OF_ANSWER = "answer:";

    private final Watermark rule;
    private final Mapping mapping;
    private final @Nullable DateTimeFormatter format;

    AnswerReach(Watermark rule, Mapping mapping) {
        this.rule = rule;
        this.mapping = mapping;
        this.format = rule.format() == null
                ? null
                : DateTimeFormatter.ofPattern(rule.format(), Locale.ROOT).withZone(mapping.zone());
    }

    @Override
    public String asked(@Nullable String kept) {
        if (kept == null) {
            return rule.initial();
        }
        if (format == null) {
            return kept;
        }
        return format.format(Instant.parse(kept).minus(rule.overlap()));
    }

    @Override
    public @Nullable Instant until(@Nullable String kept, Instant now) {
        if (rule.window() == null) {
            return null;
        }
        Instant from = kept == null
                ? mapping.date(rule.initial()).orElseThrow(() -> PollProblems.initialIsNoDate(rule.initial()))
                : Instant.parse(kept);
        Instant end = from.plus(rule.window());
        return end.isBefore(now) ? end : now;
    }

    @Override
    public String told(Instant time) {
        return Objects.requireNonNull(format, "a window has a format").format(time);
    }

    @Override
    public String later(@Nullable String reached, Instant time) {
        return reached != null && Instant.parse(reached).isAfter(time) ? reached : time.toString();
    }

    @Override
    public @Nullable String furthest(@Nullable String kept, JsonNode answer, List<JsonNode> records) {
        if (rule.from().startsWith(OF_ANSWER)) {
            String told = answer.at(rule.from().substring(OF_ANSWER.length())).asText("");
            return told.isEmpty() ? kept : normal(told).orElse(kept);
        }
        String furthest = kept;
        for (JsonNode record : records) {
            String value = valueOf(record).orElse(null);
            if (value != null && (furthest == null || compare(value, furthest) >= 0)) {
                furthest = value;
            }
        }
        return furthest;
    }

    @Override
    public @Nullable String lastInOrder(@Nullable String before, List<JsonNode> records) {
        String last = before;
        for (JsonNode record : records) {
            String value = valueOf(record).orElse(null);
            if (value == null || last != null && compare(value, last) < 0) {
                return null;
            }
            last = value;
        }
        return last;
    }

    @Override
    public boolean isBeyond(String limit, JsonNode answer, List<JsonNode> records) {
        String reached = furthest(null, answer, records);
        return reached != null && compare(reached, limit) > 0;
    }

    private Optional<String> valueOf(JsonNode record) {
        if (rule.from().startsWith(OF_ANSWER)) {
            return Optional.empty();
        }
        return normal(record.at(rule.from()).asText(""));
    }

    /** A value as it is kept; empty for a date that cannot be read. */
    private Optional<String> normal(String told) {
        if (told.isBlank()) {
            return Optional.empty();
        }
        return format == null
                ? Optional.of(told.strip())
                : mapping.date(told.strip()).map(Instant::toString);
    }

    /** Compares numbers as numbers and dates as dates; of other texts the later in the list counts as the further. */
    private int compare(String one, String other) {
        try {
            return format == null
                    ? new BigDecimal(one).compareTo(new BigDecimal(other))
                    : Instant.parse(one).compareTo(Instant.parse(other));
        } catch (NumberFormatException e) {
            Instant date = mapping.date(one).orElse(null);
            Instant before = mapping.date(other).orElse(null);
            return date == null || before == null ? 0 : date.compareTo(before);
        } catch (DateTimeException e) {
            return 0;
        }
    }
}
