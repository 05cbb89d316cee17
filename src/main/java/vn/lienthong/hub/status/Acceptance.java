package vn.lienthong.hub.status;

import vn.lienthong.hub.canonical.ChangeFlag;

/** What became of a change that was offered to the store. */
public sealed interface Acceptance {
    /** New: kept, in the feed at this position, and pending for its destinations unless it is history only. */
    record Accepted(long position, ChangeFlag flag) implements Acceptance {}

    /** Known already; nothing changed but, if it is the present one, the time of the last confirmation. */
    record Repeated() implements Acceptance {}

    /** Its sender was told this very change by the hub before; dropped. */
    record Echo() implements Acceptance {}
}
