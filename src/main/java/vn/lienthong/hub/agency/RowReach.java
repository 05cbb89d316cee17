package vn.lienthong.hub.agency;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.connector.Intake.DatabasePoll;
import vn.lienthong.hub.connector.Intake.OrderedBy;

/**
 * How far a database has been read, by the value of a column, kept as the database tells it. A watermark that is a time
 * never passes the database's own clock, or one row dated next year would hide all that come before it. Where that clock was
 * set back behind the watermark, the watermark goes back with it: what is written from then on bears earlier times.
 */
final class RowReach implements Reach {
    private static final Logger LOG = LoggerFactory.getLogger(RowReach.class);
    /** What may have been written between the clock's change and the reading that notices it, beside the pause itself. */
    private static final Duration SLACK = Duration.ofMinutes(1);

    private final DatabasePoll poll;
    private final ZoneId zone;

    /** @param zone of times that name none */
    RowReach(DatabasePoll poll, ZoneId zone) {
        this.poll = poll;
        this.zone = zone;
    }

    @Override
    public String asked(@Nullable String kept) {
        if (kept == null) {
            return poll.watermark().initial();
        }
        boolean goesBack = poll.orderedBy() == OrderedBy.TIME
                && !poll.watermark().overlap().isZero();
        return goesBack ? minus(kept, poll.watermark().overlap()) : kept;
    }

    @Override
    public @Nullable Instant until(@Nullable String kept, Instant now) {
        return null;
    }

    @Override
    public String told(Instant time) {
        throw new IllegalStateException("a database is read without a window");
    }

    @Override
    public String later(@Nullable String reached, Instant time) {
        throw new IllegalStateException("a database is read without a window");
    }

    @Override
    public @Nullable String furthest(@Nullable String kept, JsonNode answer, List<JsonNode> records) {
        String furthest = kept;
        for (JsonNode record : records) {
            String value = valueOf(record);
            if (value != null && (furthest == null || compare(value, furthest) > 0)) {
                furthest = value;
            }
        }
        return furthest == null || poll.orderedBy() != OrderedBy.TIME
                ? furthest
                : byTheClock(kept, furthest, Instant.parse(answer.path("now").asText()));
    }

    private String byTheClock(@Nullable String kept, String furthest, Instant now) {
        if (kept != null && instant(kept).isAfter(now.plus(SLACK))) {
            LOG.warn(
                    "the clock of a database was set back behind the watermark {}; it is read again from before", kept);
            return likeWritten(
                    kept,
                    now.minus(poll.every()).minus(poll.watermark().overlap()).minus(SLACK));
        }
        return instant(furthest).isAfter(now) ? likeWritten(furthest, now) : furthest;
    }

    @Override
    public @Nullable String lastInOrder(@Nullable String before, List<JsonNode> records) {
        String last = before;
        for (JsonNode record : records) {
            String value = valueOf(record);
            if (value == null || last != null && compare(value, last) < 0) {
                return null;
            }
            last = value;
        }
        return last;
    }

    @Override
    public boolean isBeyond(String limit, JsonNode answer, List<JsonNode> records) {
        return poll.orderedBy() != OrderedBy.TEXT
                && records.stream().map(this::valueOf).anyMatch(value -> value != null && compare(value, limit) > 0);
    }

    private @Nullable String valueOf(JsonNode row) {
        String value = row.at(poll.watermark().from()).asText("");
        return value.isEmpty() ? null : value;
    }

    /** Texts are compared by the database alone, in whose order they come. */
    private int compare(String one, String other) {
        return switch (poll.orderedBy()) {
            case NUMBER -> new BigDecimal(one).compareTo(new BigDecimal(other));
            case TIME -> instant(one).compareTo(instant(other));
            case TEXT -> one.equals(other) ? 0 : 1;
        };
    }

    private Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return LocalDateTime.parse(text).atZone(zone).toInstant();
        }
    }

    private String minus(String text, Duration back) {
        return likeWritten(text, instant(text).minus(back));
    }

    /** A time with an offset where the pattern has one. */
    private String likeWritten(String pattern, Instant time) {
        boolean local = pattern.indexOf('+') < 0 && !pattern.endsWith("Z");
        return local
                ? DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time.atZone(zone))
                : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.atZone(zone));
    }
}
