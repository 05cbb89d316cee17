package vn.lienthong.hub.trail;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Where a chain stands.
 *
 * @param id the chain's row, or null before its first entry
 * @param number its last entry's number, 0 before the first
 * @param hash its last entry's hash
 * @param segment the last one, open or closed, or null before the first
 * @param digest of the last closed segment, or zeroes
 */
record Standing(
        @Nullable Long id, String name, long number, byte[] hash, @Nullable TrailSegment segment, byte[] digest) {
    private static final ZoneId DAYS = ZoneId.of("Asia/Ho_Chi_Minh");

    static Standing first(String name) {
        return new Standing(null, name, 0, Digests.genesis(name), null, Digests.NONE);
    }

    /** As the database has it. */
    static Optional<Standing> read(JdbcClient reader, String name) {
        return ChainRows.chain(reader, name).map(chain -> read(reader, chain));
    }

    private static Standing read(JdbcClient reader, ChainRows.Chain chain) {
        TrailSegment segment = ChainRows.lastSegment(reader, chain.id()).orElse(null);
        TrailEntry entry = ChainRows.lastEntry(reader, chain.id()).orElse(null);
        if (segment == null) {
            return new Standing(chain.id(), chain.name(), 0, Digests.genesis(chain.name()), null, Digests.NONE);
        }
        TrailSegment.End end = segment.end();
        byte[] digest = end != null ? end.digest() : ChainRows.digestOf(reader, chain.id(), segment.number() - 1);
        if (end != null && (entry == null || entry.number() <= end.last())) {
            return new Standing(chain.id(), chain.name(), end.last(), end.hash(), segment, digest);
        }
        return entry == null
                ? new Standing(chain.id(), chain.name(), segment.first() - 1, segment.startHash(), segment, digest)
                : new Standing(chain.id(), chain.name(), entry.number(), entry.hash(), segment, digest);
    }

    boolean isAt(byte[] other) {
        return Arrays.equals(hash, other);
    }

    HeadFile.Head head() {
        return new HeadFile.Head(name, number, hash);
    }

    /** The last segment as it will be once it is closed; null if it is closed, or there is none. */
    @Nullable
    TrailSegment closing() {
        return segment != null && segment.end() == null ? segment.closed(digest, number, hash) : null;
    }

    /** The same, but its last segment is over. */
    Standing closed(TrailSegment last, TrailSegment.End end) {
        return new Standing(id, name, number, hash, last, end.digest());
    }

    /** The standing with which today's entries begin: the same, or in a new segment. A clock that went back begins none. */
    Standing of(Clock clock) {
        TrailSegment last = segment;
        String today = LocalDate.ofInstant(clock.instant(), DAYS).toString();
        if (last != null && last.end() == null && last.day().compareTo(today) >= 0) {
            return this;
        }
        TrailSegment closing = closing();
        byte[] before = closing == null || closing.end() == null
                ? digest
                : closing.end().digest();
        long next = last == null ? 1 : last.number() + 1;
        return new Standing(
                id, name, number, hash, new TrailSegment(name, next, today, number + 1, hash, null, false), before);
    }

    /** The same chain after an entry. */
    Standing after(@Nullable Long row, TrailEntry last) {
        return new Standing(row, name, last.number(), last.hash(), segment, digest);
    }
}
