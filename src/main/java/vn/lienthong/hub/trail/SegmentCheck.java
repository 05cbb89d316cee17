package vn.lienthong.hub.trail;

import java.util.Arrays;
import java.util.Objects;

/** The check of one closed segment by itself. */
final class SegmentCheck implements TrailSource.Visitor {
    private final TrailSegment.End end;
    private boolean fits;
    private long last;
    private byte[] hash;

    /** @param before the digest of the segment before, or zeroes */
    SegmentCheck(TrailSegment segment, byte[] before) {
        this.end = Objects.requireNonNull(segment.end());
        this.last = segment.first() - 1;
        this.hash = segment.startHash();
        this.fits = Arrays.equals(segment.digestAfter(before, end.last(), end.hash()), end.digest());
    }

    @Override
    public void segment(TrailSegment segment) {
        throw new IllegalStateException("one segment is checked here");
    }

    @Override
    public void entry(TrailEntry entry) {
        fits &= entry.number() == last + 1 && Arrays.equals(entry.hashAfter(hash), entry.hash());
        last = entry.number();
        hash = entry.hash();
    }

    boolean isWhole() {
        return fits && last == end.last() && Arrays.equals(hash, end.hash());
    }
}
