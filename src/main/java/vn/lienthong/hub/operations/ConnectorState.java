package vn.lienthong.hub.operations;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.status.DeliveryLedger.Backlog;

/**
 * How one connector is doing.
 *
 * @param connector which
 * @param condition in one word
 * @param routes its routes
 * @param lastIntake when its changes were last taken in, since the hub started
 * @param lastLookup when it last answered a look-up, since the hub started
 * @param backlog what is waiting to be told to it, where it is told changes
 * @param overdue whether something waits for longer than its deadline, so that a human has to look
 * @param openDeadLetters how many of its records or dossiers wait to be mended and replayed
 * @param problem what hinders it now, with a remedy
 * @param lastProblem what last went wrong since the hub started, though it may be over
 */
public record ConnectorState(
        ConnectorDefinition connector,
        Condition condition,
        List<RouteState> routes,
        Optional<Instant> lastIntake,
        Optional<Instant> lastLookup,
        Optional<Backlog> backlog,
        boolean overdue,
        long openDeadLetters,
        Optional<Problem> problem,
        Optional<Past> lastProblem) {
    public ConnectorState {
        routes = List.copyOf(routes);
    }

    /** A problem, and when it last arose. */
    public record Past(Problem problem, Instant at) {}

    /** When anything last went well with it: its changes, its look-ups or what it is told. */
    public Optional<Instant> lastSuccess() {
        return Stream.of(lastIntake, lastLookup, backlog.flatMap(Backlog::lastSuccess))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
    }

    /** The conditions, from good to bad. */
    public enum Condition {
        /** All its routes run and nothing hinders them. */
        RUNNING("Đang chạy", "Running"),
        /** Its routes run, but the other side is away or refuses; the hub tries again by itself. */
        STRUGGLING("Gặp trở ngại", "Struggling"),
        /** Somebody has paused it, or stopped one of its routes. */
        PAUSED("Tạm dừng", "Paused"),
        /** Somebody has stopped it. */
        STOPPED("Đã dừng", "Stopped"),
        /** One of its routes could not be made, or is gone. The hub tries again by itself. */
        BROKEN("Hỏng", "Broken");

        private final Bilingual title;

        Condition(String vi, String en) {
            this.title = new Bilingual(vi, en);
        }

        public Bilingual title() {
            return title;
        }
    }

    /**
     * A route of the connector.
     *
     * @param id such as {@code land-office-intake}
     * @param status as Camel says it: {@code Started}, {@code Suspended}, {@code Stopped}; {@code Missing} if it was never
     *     made
     */
    public record RouteState(String id, String status) {
        boolean isRunning() {
            return status.equals("Started") || status.equals("Starting");
        }

        boolean isMissing() {
            return status.equals(MISSING);
        }
    }

    static final String MISSING = "Missing";
}
