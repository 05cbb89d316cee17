package vn.lienthong.hub.canonical;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether a dossier keeps its due date. Source of the rule: the QĐ 766 formula. */
public enum OnTime {
    /** Ended at or before the due time. */
    ON_TIME,
    /** Ended after the due time. */
    LATE,
    /** Still open, and the due time has not passed. */
    IN_TIME,
    /** Still open, and the due time has passed. */
    OVERDUE,
    /** No due time is known. */
    UNKNOWN;

    /** The key used in answers: {@code in-time}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * @param dueAt the due time, already moved by the time spent waiting for supplements
     * @param endedAt when processing ended, or null while it goes on
     */
    public static OnTime of(@Nullable Instant dueAt, @Nullable Instant endedAt, Instant now) {
        if (dueAt == null) {
            return UNKNOWN;
        }
        if (endedAt != null) {
            return endedAt.isAfter(dueAt) ? LATE : ON_TIME;
        }
        return now.isAfter(dueAt) ? OVERDUE : IN_TIME;
    }
}
