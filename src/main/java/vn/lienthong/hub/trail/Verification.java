package vn.lienthong.hub.trail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Bilingual;

/**
 * Goes through a trail and finds what does not fit. It goes on after a finding: each altered place is told once, for what
 * follows is checked against the hashes that are there.
 */
public final class Verification implements TrailSource.Visitor {
    private static final int MOST_TOLD = 100;

    private final Map<String, ChainCheck> chains = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> seen = new TreeSet<>();
    private long found;
    private long entries;
    private long acts;
    private long segments;
    private long removed;
    private @Nullable ChainCheck current;

    /**
     * Something that does not fit.
     *
     * @param chain the chain's name
     * @param entry about which entry, 0 if about none
     */
    public record Finding(String chain, long segment, long entry, Bilingual what) {}

    /**
     * What was gone through.
     *
     * @param removed segments of which only the digest is left
     * @param heads where each chain ended: its name, last number and last hash
     * @param findings the first {@value #MOST_TOLD}
     * @param found how many there were
     */
    public record Result(
            int chains,
            long segments,
            long removed,
            long entries,
            long acts,
            List<HeadFile.Head> heads,
            List<Finding> findings,
            long found) {
        public boolean isWhole() {
            return found == 0;
        }
    }

    @Override
    public void segment(TrailSegment segment) {
        segments++;
        finishSegment();
        ChainCheck chain = chains.computeIfAbsent(segment.chain(), name -> new ChainCheck(name, this::add));
        current = chain;
        chain.begin(segment);
        seen.add(segment.line());
        if (segment.removed()) {
            removed++;
        }
    }

    @Override
    public void entry(TrailEntry entry) {
        entries++;
        acts += entry.subjects().chars().filter(c -> c == '\n').count() + 1;
        if (current == null) {
            add(new Finding(
                    "?", 0, entry.number(), new Bilingual("Mục không thuộc đoạn nào.", "The entry is in no segment.")));
            return;
        }
        current.entry(entry);
    }

    @Override
    public void strays(String chain, long count) {
        add(new Finding(
                chain,
                0,
                0,
                new Bilingual(count + " mục không thuộc đoạn nào.", count + " entries belong to no segment.")));
    }

    private void finishSegment() {
        if (current != null) {
            current.finish();
            current = null;
        }
    }

    private void add(Finding finding) {
        if (found++ < MOST_TOLD) {
            findings.add(finding);
        }
    }

    /** Compares with a line of {@link TrailSegment#line} that was kept elsewhere. */
    public void compare(String known) {
        finishSegment();
        String[] words = known.strip().split(" +");
        if (words.length != 4 || words[3].equals("-")) {
            throw new IllegalArgumentException(
                    known + " is no line of a digest; expected CHAIN SEGMENT DAY DIGEST, as 'trail digests' prints it");
        }
        if (!seen.contains(String.join(" ", words))) {
            add(new Finding(
                    words[0],
                    Long.parseLong(words[1]),
                    0,
                    new Bilingual(
                            "Đoạn không có mã băm đã lưu ở nơi khác: mọi mục đến đoạn này không còn như khi đó.",
                            "There is no such segment with the digest that was kept elsewhere: something up to its end is not"
                                    + " as it was then.")));
        }
    }

    /** Compares with how far a chain was when its hub last wrote it. */
    public void compare(HeadFile.Head known) {
        finishSegment();
        ChainCheck chain = chains.get(known.chain());
        boolean fits = chain == null
                ? known.number() == 0
                : chain.last() > known.number()
                        || chain.last() == known.number() && Arrays.equals(chain.hash(), known.hash());
        if (!fits) {
            add(new Finding(
                    known.chain(),
                    0,
                    known.number(),
                    new Bilingual(
                            "Nút đã ghi đến mục " + known.number() + ", nay chuỗi dừng ở mục "
                                    + (chain == null ? 0 : chain.last()) + " hoặc khác đi: phần cuối đã mất.",
                            "Its node had written up to entry " + known.number() + "; now the chain ends with "
                                    + (chain == null ? 0 : chain.last()) + ", or differs: its tail is missing.")));
        }
    }

    public Result result() {
        finishSegment();
        List<HeadFile.Head> heads = chains.values().stream()
                .map(chain -> new HeadFile.Head(chain.name(), chain.last(), chain.hash()))
                .sorted(java.util.Comparator.comparing(HeadFile.Head::chain))
                .toList();
        return new Result(chains.size(), segments, removed, entries, acts, heads, List.copyOf(findings), found);
    }
}
