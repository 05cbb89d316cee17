package vn.lienthong.hub.agency;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.agency.call.SystemAnswer;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.problem.Problem;

/** One reading again of a system, from one watermark to another, page by page. It moves no watermark. */
final class Resync {
    private final ConnectorDefinition connector;
    private final Poll poll;
    private final @Nullable String to;
    private final int perSecond;
    private final Instant startedAt;
    private volatile Progress progress;

    Resync(ConnectorDefinition connector, @Nullable String from, @Nullable String to, int perSecond, Instant now) {
        this.connector = connector;
        this.poll = new Poll(connector, PollRule.of(connector), from, now);
        this.to = to;
        this.perSecond = perSecond;
        this.startedAt = now;
        this.progress = new Progress(State.RUNNING, 0, 0, perSecond, now, null, null);
    }

    /** How far a reading again has come. */
    public enum State {
        RUNNING,
        DONE,
        STOPPED,
        FAILED;

        /** As answers write it. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    SystemId id() {
        return connector.id();
    }

    ConnectorDefinition connector() {
        return connector;
    }

    Poll poll() {
        return poll;
    }

    Progress progress() {
        return progress;
    }

    boolean isRunning() {
        return progress.state() == State.RUNNING;
    }

    /** @return the page's records */
    List<JsonNode> read(SystemAnswer.Content answer) {
        List<JsonNode> records = Polls.records(answer.tree().at(poll.rule().records()));
        poll.read(answer, records, records);
        return records;
    }

    /** Counts what is journalled; ends at the last page, or at the first that goes beyond the window. */
    void journalled(JsonNode answer, List<JsonNode> records, int bad) {
        boolean beyond = to != null && poll.rule().reach().isBeyond(to, answer, records);
        State state = !isRunning() ? progress.state() : !poll.isOpen() || beyond ? State.DONE : State.RUNNING;
        progress = new Progress(
                state, progress.read() + records.size(), progress.bad() + bad, perSecond, startedAt, null, null);
    }

    void end(State state, @Nullable Problem problem, Instant now) {
        if (isRunning() || progress.endedAt() == null) {
            State last = isRunning() ? state : progress.state();
            progress = new Progress(last, progress.read(), progress.bad(), perSecond, startedAt, now, problem);
        }
    }

    /** The pause after a page, so that no more is read in a second than was allowed. */
    Duration pauseAfter(int records) {
        return Duration.ofMillis(Math.max(20, 1000L * records / perSecond));
    }
}
