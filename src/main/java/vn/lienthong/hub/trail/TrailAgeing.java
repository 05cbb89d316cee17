package vn.lienthong.hub.trail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.retention.Ageing;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Micros;

/**
 * Removes the entries of whole days of the trail, and leaves each day's digest. A day that does not verify stays: it may be
 * evidence.
 */
@Component
final class TrailAgeing implements Ageing {
    private static final Logger LOG = LoggerFactory.getLogger(TrailAgeing.class);
    private static final String OLD =
            """
            SELECT s.chain, s.number FROM trail_segment s WHERE s.closed_at < ? AND (s.removed_at IS NULL OR EXISTS
            (SELECT 1 FROM trail_entry e WHERE e.chain = s.chain AND e.number BETWEEN s.first AND s.last))
            ORDER BY s.closed_at""";
    private static final String MARK =
            "UPDATE trail_segment SET removed_at = ? WHERE chain = ? AND number = ? AND removed_at IS NULL";
    private static final String REMOVE =
            """
            DELETE FROM trail_entry WHERE chain = ? AND number BETWEEN ? AND ? AND number <= (SELECT MAX(p.number) FROM
            (SELECT number FROM trail_entry WHERE chain = ? AND number BETWEEN ? AND ? ORDER BY number LIMIT ?) p)""";
    private static final String REMOVE_UNCHAINED =
            "DELETE FROM trail_before_chain WHERE id IN (SELECT id FROM trail_before_chain WHERE at < ? LIMIT ?)";

    private final Database database;
    private final Trail trail;
    private final Clock clock;
    private final Set<Place> kept = new HashSet<>();

    TrailAgeing(Database database, Trail trail, Clock clock) {
        this.database = database;
        this.trail = trail;
        this.clock = clock;
    }

    private record Place(long chain, long segment) {}

    @Override
    public String name() {
        return "trail";
    }

    @Override
    public int removeSome(Instant before, int most) {
        int removed = database.write(session -> session.update(REMOVE_UNCHAINED, Micros.of(before), most));
        Optional<Place> oldest = removed < most ? oldest(before) : Optional.empty();
        while (removed < most && oldest.isPresent()) {
            Place place = oldest.get();
            TrailSegment segment = segment(place);
            if (segment.removed() || isWhole(place, segment)) {
                removed += remove(place, segment, Micros.of(before), most - removed);
            } else {
                kept.add(place);
                LOG.error(
                        "A day of the trail is past its retention but does not verify, and is kept: {}",
                        segment.line());
            }
            oldest = removed < most ? oldest(before) : Optional.empty();
        }
        return removed;
    }

    private Optional<Place> oldest(Instant before) {
        return database
                .reader()
                .sql(OLD)
                .params(Micros.of(before))
                .query((row, number) -> new Place(row.getLong(1), row.getLong(2)))
                .list()
                .stream()
                .filter(place -> !kept.contains(place))
                .findFirst();
    }

    private TrailSegment segment(Place place) {
        return ChainRows.segments(database.reader(), place.chain).stream()
                .filter(segment -> segment.number() == place.segment)
                .findFirst()
                .orElseThrow();
    }

    /** Checks the segment by itself: that it follows the one before was checked when that one was the oldest. */
    private boolean isWhole(Place place, TrailSegment segment) {
        TrailSegment.End end = java.util.Objects.requireNonNull(segment.end());
        var check = new SegmentCheck(segment, ChainRows.digestOf(database.reader(), place.chain, place.segment - 1));
        try {
            DatabaseTrail.of(database.reader())
                    .entries(new ChainRows.Chain(place.chain, segment.chain()), segment.first(), end.last(), check);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return check.isWhole();
    }

    private int remove(Place place, TrailSegment segment, long now, int most) {
        long last = java.util.Objects.requireNonNull(segment.end()).last();
        List<Object> range = List.of(place.chain, segment.first(), last);
        if (!segment.removed()) {
            // So that a day that somebody else took away can be told from one that grew old.
            trail.note(new Trail.Act(clock.instant(), "hub", "remove-trail-day", segment.line(), "verified", "trail"));
        }
        return database.write(session -> {
            session.update(MARK, now, place.chain, place.segment);
            return session.update(
                    REMOVE, range.get(0), range.get(1), range.get(2), range.get(0), range.get(1), range.get(2), most);
        });
    }
}
