package vn.lienthong.hub.trail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.lienthong.hub.store.Micros;

/** Acts that are written together: those that differ in time and subject alone become one entry. */
final class Gathered {
    /** So that an entry can be read on a screen, and a page of entries fits into memory. */
    private static final int MOST_IN_AN_ENTRY = 500;

    private Gathered() {}

    /** Entries after a head, in the order of each one's first act. */
    static List<TrailEntry> entries(List<Trail.Act> acts, long lastNumber, byte[] lastHash) {
        Map<Kind, Lines> open = new LinkedHashMap<>();
        List<Lines> all = new ArrayList<>();
        for (Trail.Act act : acts) {
            var kind = new Kind(act.actor(), act.verb(), act.outcome(), act.door());
            Lines lines = open.get(kind);
            if (lines == null || lines.count == MOST_IN_AN_ENTRY) {
                lines = new Lines(kind, Micros.of(act.at()));
                open.put(kind, lines);
                all.add(lines);
            }
            lines.add(act);
        }
        List<TrailEntry> entries = new ArrayList<>(all.size());
        long number = lastNumber;
        byte[] hash = lastHash;
        for (Lines lines : all) {
            TrailEntry entry = lines.entry(++number, hash);
            hash = entry.hash();
            entries.add(entry);
        }
        return entries;
    }

    private record Kind(String actor, String verb, String outcome, String door) {}

    private static final class Lines {
        private final Kind kind;
        private final long at;
        private final StringBuilder text = new StringBuilder(64);
        private int count;

        Lines(Kind kind, long at) {
            this.kind = kind;
            this.at = at;
        }

        void add(Trail.Act act) {
            if (count++ > 0) {
                text.append('\n');
            }
            text.append(Micros.of(act.at()) - at).append(' ').append(storable(act.subject()));
        }

        TrailEntry entry(long number, byte[] before) {
            return TrailEntry.after(
                    before,
                    number,
                    at,
                    storable(kind.actor),
                    storable(kind.verb),
                    storable(kind.outcome),
                    storable(kind.door),
                    text.toString());
        }
    }

    /** As the database gives it back: it holds no NUL and no half characters, and a line is an act. */
    private static String storable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || Character.isSurrogate(c)) {
                return text.codePoints()
                        .map(point -> point < ' ' || point >= 0xd800 && point <= 0xdfff ? 0xfffd : point)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
            }
        }
        return text;
    }
}
