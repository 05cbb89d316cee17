package vn.lienthong.hub.watch;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.connector.Fault;
import vn.lienthong.hub.contract.ContractChange;
import vn.lienthong.hub.problem.Problem;

/**
 * How a system's contract compares with the one that its connector leans on.
 *
 * @param checkedAt when it was last fetched
 * @param changes what the newer edition has otherwise
 * @param breaks the lines of the mapping that find nothing any more by the newer edition, and did by the older
 * @param problem why it could not be compared; null where it could
 */
public record ContractState(
        Instant checkedAt,
        Outcome outcome,
        List<ContractChange> changes,
        List<Fault> breaks,
        @Nullable Problem problem) {
    public ContractState {
        changes = List.copyOf(changes);
        breaks = List.copyOf(breaks);
    }

    /** How it compares. */
    public enum Outcome {
        SAME("Không đổi", "Unchanged"),
        /** It has changed, in nothing that this connector needs. */
        CHANGED("Có thay đổi, không ảnh hưởng", "Changed, not breaking"),
        /** A line of the mapping, or an operation that the connector asks, is not served by the newer edition. */
        BREAKING("Có thay đổi phá vỡ kết nối", "Changed, breaking"),
        UNREADABLE("Không lấy được để so sánh", "Not to be had, or not readable");

        private final Bilingual title;

        Outcome(String vi, String en) {
            this.title = new Bilingual(vi, en);
        }

        public Bilingual title() {
            return title;
        }

        /** As answers write it. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether the other tells the same, at another time. */
    boolean tells(@Nullable ContractState other) {
        return other != null
                && outcome == other.outcome
                && changes.equals(other.changes)
                && breaks.equals(other.breaks);
    }
}
