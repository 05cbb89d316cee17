package vn.lienthong.hub.status;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.ChangeFlag;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.canonical.SystemId;

/**
 * One hop on a dossier's way.
 *
 * @param at when
 * @param system that told the hub, was told, or was asked
 * @param change about which change, or null if it is about none, or none that is still known
 * @param times the how many-th try, or how often it was repeated; 0 where neither is meant
 * @param detail in a line, without personal data: how a system answered, or a problem
 */
public record Hop(Instant at, Kind kind, SystemId system, @Nullable Change change, int times, @Nullable String detail) {
    /** What happened. */
    public enum Kind {
        /** The hub heard of the change. */
        RECEIVED,
        /** It is in the store, with its flag: none, late, a jump, a regression. */
        ACCEPTED,
        /** It is in the feed, for subscribers; at is when it was accepted, for the feed keeps no times. */
        PUBLISHED,
        /** It came again, and changed nothing. */
        REPEATED,
        /** A destination has it, and what came before it. */
        DELIVERED,
        /** A destination did not take it now. */
        REFUSED_FOR_NOW,
        /** A destination did not take it, and waits for somebody to mend something. */
        GIVEN_UP,
        /** A destination was away; no try is counted. */
        HELD_BACK,
        /** It is to be told to a destination, and waits. */
        WAITING,
        /** The agency told its own number of a dossier that a portal handed in; it stands in the detail. */
        LINKED,
        /** The dossier's agency was asked for it by a look-up. */
        LOOKED_UP,
        /** It failed and is in the dead letters. */
        DEAD_LETTERED,
        /** Its dead letter was replayed or discarded. */
        DEAD_LETTER_CLOSED;

        /** As answers write it: {@code refused-for-now}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A change that a hop is about.
     *
     * @param id the change's own id, which goes with it everywhere: through journal, feed, deliveries and dead letters
     */
    public record Change(String id, long position, DossierStatus status, ChangeFlag flag) {}
}
