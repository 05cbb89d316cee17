package vn.lienthong.hub.trail;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A day of a chain. It stays, with its digest, when its entries are removed.
 *
 * @param chain the chain's name
 * @param number from 1, without gaps within its chain
 * @param day such as {@code 2026-11-28}, in Vietnam
 * @param first its first entry's number
 * @param startHash the hash that its first entry comes after
 * @param end what is known once it is closed, or null while it is open
 * @param removed whether its entries were removed by retention, or are being removed
 */
public record TrailSegment(
        String chain, long number, String day, long first, byte[] startHash, @Nullable End end, boolean removed) {
    /**
     * How a segment ended.
     *
     * @param last its last entry's number
     * @param hash its last entry's hash
     * @param digest of the whole segment and the digest before it: see {@link TrailSegment#digestAfter}
     */
    public record End(long last, byte[] hash, byte[] digest) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof End end
                    && last == end.last
                    && Arrays.equals(hash, end.hash)
                    && Arrays.equals(digest, end.digest);
        }

        @Override
        public int hashCode() {
            return Objects.hash(last, Arrays.hashCode(digest));
        }
    }

    /**
     * The SHA-256 of the line {@code lienthong-trail-1 CHAIN NUMBER DAY FIRST LAST START END BEFORE} in UTF-8, the three hashes
     * and the digest before in hexadecimal; before the first segment that is zeroes.
     */
    byte[] digestAfter(byte[] before, long last, byte[] endHash) {
        HexFormat hex = HexFormat.of();
        String line = String.join(
                " ",
                "lienthong-trail-1",
                chain,
                Long.toString(number),
                day,
                Long.toString(first),
                Long.toString(last),
                hex.formatHex(startHash),
                hex.formatHex(endHash),
                hex.formatHex(before));
        return Digests.sha256().digest(line.getBytes(StandardCharsets.UTF_8));
    }

    TrailSegment closed(byte[] before, long last, byte[] endHash) {
        return new TrailSegment(
                chain,
                number,
                day,
                first,
                startHash,
                new End(last, endHash, digestAfter(before, last, endHash)),
                removed);
    }

    /** As it can be kept elsewhere and compared later: chain, number, day and digest; of an open one the digest is a dash. */
    public String line() {
        return chain + " " + number + " " + day + " "
                + (end == null ? "-" : HexFormat.of().formatHex(end.digest()));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TrailSegment segment
                && line().equals(segment.line())
                && first == segment.first
                && removed == segment.removed
                && Objects.equals(end, segment.end)
                && Arrays.equals(startHash, segment.startHash);
    }

    @Override
    public int hashCode() {
        return line().hashCode();
    }
}
