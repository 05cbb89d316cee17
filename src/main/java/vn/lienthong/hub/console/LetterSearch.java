package vn.lienthong.hub.console;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.deadletter.DeadLetters.Filter;
import vn.lienthong.hub.deadletter.DeadLetters.State;
import vn.lienthong.hub.deadletter.Selection;

/**
 * What the page's fields say; blank for any. Times are as a browser writes them, in Vietnam.
 *
 * @param ids the letters that are ticked, or null
 */
record LetterSearch(
        @Nullable String connector,
        @Nullable String stage,
        @Nullable String problem,
        @Nullable String dossier,
        @Nullable String from,
        @Nullable String to,
        @Nullable List<Long> ids) {
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    /** An id that no connector has lists none, rather than all. */
    private static final SystemId NOBODY = SystemId.of("no-such-connector");

    /** @throws vn.lienthong.hub.problem.Undeliverable naming the field that is wrong */
    Filter filter(@Nullable State state) {
        String system = said(connector);
        return new Filter(
                system == null ? null : SystemId.parse(system).orElse(NOBODY),
                said(stage),
                Selection.kind(said(problem)),
                said(dossier),
                time("from", from),
                time("to", to),
                state);
    }

    /** @throws vn.lienthong.hub.problem.Undeliverable naming the field that is wrong, or if nothing is said at all */
    Selection selection() {
        return new Selection(ids == null ? Set.of() : Set.copyOf(ids), filter(State.OPEN));
    }

    private static @Nullable String said(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static @Nullable Instant time(String name, @Nullable String local) {
        String time = said(local);
        try {
            return time == null
                    ? null
                    : LocalDateTime.parse(time).atZone(VIETNAM).toInstant();
        } catch (DateTimeException e) {
            throw Selection.bad(name, "2026-11-28T09:00");
        }
    }
}
