package vn.lienthong.hub.trail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.hub.store.WriteSession;

/** The chains' rows in the database. */
final class ChainRows {
    private static final String ENTRY =
            "SELECT number, at, actor, verb, outcome, door, subjects, hash FROM trail_entry";
    private static final String PAGE =
            ENTRY + " WHERE chain = ? AND number >= ? AND number <= ? ORDER BY number LIMIT ?";
    private static final String LAST_ENTRY = ENTRY + " WHERE chain = ? ORDER BY number DESC LIMIT 1";
    private static final String SEGMENT =
            "SELECT c.name, s.number, s.day, s.first, s.start_hash, s.last, s.end_hash, s.digest, s.removed_at"
                    + " FROM trail_segment s JOIN trail_chain c ON c.id = s.chain";
    private static final String SEGMENTS = SEGMENT + " WHERE s.chain = ? ORDER BY s.number";
    private static final String LAST_SEGMENT = SEGMENT + " WHERE s.chain = ? ORDER BY s.number DESC LIMIT 1";
    private static final String DIGEST_OF = "SELECT digest FROM trail_segment WHERE chain = ? AND number = ?";
    private static final String NEW_CHAIN = "INSERT INTO trail_chain (name, begun_at) VALUES (?, ?) RETURNING id";
    private static final String NEW_SEGMENT =
            "INSERT INTO trail_segment (chain, number, day, first, start_hash) VALUES (?, ?, ?, ?, ?)";
    private static final String CLOSE_SEGMENT =
            """
            UPDATE trail_segment SET last = ?, end_hash = ?, digest = ?, closed_at = ?
            WHERE chain = ? AND number = ? AND last IS NULL""";
    private static final String NEW_ENTRY =
            """
            INSERT INTO trail_entry (chain, number, at, actor, verb, outcome, door, subjects, hash)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private ChainRows() {}

    /** A chain. */
    record Chain(long id, String name) {}

    static List<Chain> chains(JdbcClient reader) {
        return reader.sql("SELECT id, name FROM trail_chain ORDER BY id")
                .query((row, number) -> new Chain(row.getLong(1), row.getString(2)))
                .list();
    }

    static Optional<Chain> chain(JdbcClient reader, String name) {
        return chains(reader).stream().filter(chain -> chain.name.equals(name)).findFirst();
    }

    static List<TrailSegment> segments(JdbcClient reader, long chain) {
        return reader.sql(SEGMENTS)
                .params(chain)
                .query((row, number) -> segment(row))
                .list();
    }

    static Optional<TrailSegment> lastSegment(JdbcClient reader, long chain) {
        return reader.sql(LAST_SEGMENT)
                .params(chain)
                .query((row, number) -> segment(row))
                .optional();
    }

    static Optional<TrailEntry> lastEntry(JdbcClient reader, long chain) {
        return reader.sql(LAST_ENTRY)
                .params(chain)
                .query((row, number) -> entry(row))
                .optional();
    }

    /** @return its digest, or zeroes if there is none */
    static byte[] digestOf(JdbcClient reader, long chain, long segment) {
        return reader
                .sql(DIGEST_OF)
                .params(chain, segment)
                .query((row, number) -> Optional.ofNullable(row.getBytes(1)))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(Digests.NONE);
    }

    /** Entries of a chain in their order, from one number to another at most. */
    static List<TrailEntry> page(JdbcClient reader, long chain, long from, long to, int most) {
        return reader.sql(PAGE)
                .params(chain, from, to, most)
                .query((row, number) -> entry(row))
                .list();
    }

    private static TrailSegment segment(ResultSet row) throws SQLException {
        long last = row.getLong(6);
        TrailSegment.End end = row.wasNull() ? null : new TrailSegment.End(last, row.getBytes(7), row.getBytes(8));
        boolean removed = row.getObject(9) != null;
        return new TrailSegment(
                row.getString(1), row.getLong(2), row.getString(3), row.getLong(4), row.getBytes(5), end, removed);
    }

    static TrailEntry entry(ResultSet row) throws SQLException {
        return new TrailEntry(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getBytes(8));
    }

    static long begin(WriteSession session, String name, long now) throws SQLException {
        return session.query(NEW_CHAIN, row -> row.getLong(1), name, now).get(0);
    }

    static void open(WriteSession session, long chain, TrailSegment segment) throws SQLException {
        session.update(
                NEW_SEGMENT, chain, segment.number(), segment.day(), segment.first(), (Object) segment.startHash());
    }

    static void close(WriteSession session, long chain, @Nullable TrailSegment segment, long now) throws SQLException {
        if (segment != null && segment.end() != null) {
            session.update(
                    CLOSE_SEGMENT,
                    segment.end().last(),
                    segment.end().hash(),
                    segment.end().digest(),
                    now,
                    chain,
                    segment.number());
        }
    }

    static void add(WriteSession session, long chain, TrailEntry entry) throws SQLException {
        session.update(
                NEW_ENTRY,
                chain,
                entry.number(),
                entry.at(),
                entry.actor(),
                entry.verb(),
                entry.outcome(),
                entry.door(),
                entry.subjects(),
                entry.hash());
    }
}
