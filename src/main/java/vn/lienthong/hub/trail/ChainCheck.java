package vn.lienthong.hub.trail;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.trail.Verification.Finding;

/** The check of one chain, from segment to segment and entry to entry. */
final class ChainCheck {
    private final String name;
    private final Consumer<Finding> told;
    private long lastSegment;
    private byte[] lastDigest = Digests.NONE;
    private long last;
    private byte[] hash;
    private @Nullable TrailSegment segment;

    ChainCheck(String name, Consumer<Finding> told) {
        this.name = name;
        this.told = told;
        this.hash = Digests.genesis(name);
    }

    String name() {
        return name;
    }

    /** The last entry's number. */
    long last() {
        return last;
    }

    byte[] hash() {
        return hash;
    }

    void begin(TrailSegment next) {
        if (segment != null && segment.end() == null) {
            tell(0, "Đoạn chưa đóng mà đã có đoạn sau.", "The segment is open although another one follows.");
        }
        segment = next;
        if (next.number() != lastSegment + 1) {
            tell(
                    0,
                    "Thiếu đoạn: sau đoạn " + lastSegment + " là đoạn " + next.number() + ".",
                    "Segments are missing: " + lastSegment + " is followed by " + next.number() + ".");
        }
        if (next.first() != last + 1) {
            missing(next.first());
        } else if (!Arrays.equals(next.startHash(), hash)) {
            tell(
                    next.first(),
                    "Đoạn không nối tiếp mục trước nó.",
                    "The segment does not continue from the entry before it.");
        }
        last = next.first() - 1;
        hash = next.startHash();
    }

    void entry(TrailEntry entry) {
        TrailSegment in = Objects.requireNonNull(segment);
        if (in.removed()) {
            tell(entry.number(), "Mục nằm trong đoạn đã xoá.", "The entry is in a segment whose entries were removed.");
            return;
        }
        boolean follows = entry.number() == last + 1;
        if (!follows && entry.number() > last) {
            missing(entry.number());
        } else if (!follows) {
            tell(entry.number(), "Mục bị chèn hoặc đổi chỗ.", "The entry was inserted or moved.");
        } else if (!Arrays.equals(entry.hashAfter(hash), entry.hash())) {
            tell(
                    entry.number(),
                    "Mục không khớp mã băm: mục này đã bị sửa, hoặc mục trước nó đã bị chèn, xoá hay đổi chỗ.",
                    "The entry does not fit its hash: it was altered, or one before it was inserted, removed or moved.");
        }
        last = entry.number();
        hash = entry.hash();
    }

    private void missing(long found) {
        tell(
                last + 1,
                "Thiếu mục " + (last + 1) + " đến " + (found - 1) + ".",
                "Entries " + (last + 1) + " to " + (found - 1) + " are missing.");
    }

    /** Compares what came with what the segment says of itself. */
    void finish() {
        TrailSegment done = Objects.requireNonNull(segment);
        TrailSegment.End end = done.end();
        if (end != null) {
            if (!done.removed() && last != end.last()) {
                tell(
                        last,
                        "Đoạn dừng ở mục " + last + " thay vì mục " + end.last() + ".",
                        "The segment ends with entry " + last + " instead of " + end.last() + ".");
            } else if (!done.removed() && !Arrays.equals(hash, end.hash())) {
                tell(last, "Mục cuối không khớp đoạn.", "The last entry does not fit the segment.");
            }
            if (!Arrays.equals(done.digestAfter(lastDigest, end.last(), end.hash()), end.digest())) {
                tell(0, "Mã băm của đoạn không khớp nội dung của nó.", "The segment does not fit its digest.");
            }
            last = end.last();
            hash = end.hash();
            lastDigest = end.digest();
        } else if (last < done.first()) {
            tell(done.first(), "Đoạn đang mở không có mục nào.", "The open segment has no entry.");
        }
        lastSegment = done.number();
    }

    private void tell(long entry, String vi, String en) {
        told.accept(new Finding(name, segment == null ? 0 : segment.number(), entry, new Bilingual(vi, en)));
    }
}
