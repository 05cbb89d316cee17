package vn.lienthong.hub.operations;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
 * @param backlog what is waiting to be told to it, where it is told changes
 * @param overdue whether something waits for longer than its deadline, so that a human has to look
 * @param openDeadLetters how many of its records or dossiers wait to be mended and replayed
 * @param problem what hinders it now, with a remedy
 */
public record ConnectorState(
        ConnectorDefinition connector,
        Condition condition,
        List<RouteState> routes,
        Optional<Instant> lastIntake,
        Optional<Backlog> backlog,
        boolean overdue,
        long openDeadLetters,
        Optional<Problem> problem) {
    public ConnectorState {
        routes = List.copyOf(routes);
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
