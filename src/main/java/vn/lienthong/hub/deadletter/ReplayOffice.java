package vn.lienthong.hub.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.deadletter.DeadLetters.DeadLetter;
import vn.lienthong.hub.deadletter.DeadLetters.State;
import vn.lienthong.hub.problem.ProblemException;
import vn.lienthong.hub.problem.TryAgainLater;
import vn.lienthong.hub.problem.Undeliverable;
import vn.lienthong.hub.trail.Trail;

/**
 * Replays many dead letters, in one thread and at a bounded rate, oldest first: usual traffic goes before, and its own rate
 * is what a replay adds at most. A hub that is started again goes on where it stopped.
 */
@Component
public class ReplayOffice implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayOffice.class);
    /** The most letters a second, unless somebody asks for fewer or more. */
    public static final int USUAL_RATE = 20;

    public static final int FASTEST = 1_000;
    private static final int PAGE = 200;
    private static final Duration STORE_AWAY = Duration.ofSeconds(5);

    private final DeadLetters letters;
    private final DeadLetterDesk desk;
    private final ReplayRuns runs;
    private final Trail trail;
    private final Clock clock;
    private final JsonMapper json = new JsonMapper();
    private final ScheduledThreadPoolExecutor hand = new ScheduledThreadPoolExecutor(1, work -> {
        var thread = new Thread(work, "replays");
        thread.setDaemon(true);
        return thread;
    });

    ReplayOffice(DeadLetters letters, DeadLetterDesk desk, ReplayRuns runs, Trail trail, Clock clock) {
        this.letters = letters;
        this.desk = desk;
        this.runs = runs;
        this.trail = trail;
        this.clock = clock;
    }

    /** Counts what would come of a replay. Nothing is sent. */
    public ReplayPreview preview(Selection selection) {
        var count = new ReplayPreview.Count();
        long next = 0;
        for (List<DeadLetter> page = page(selection, next, PAGE); !page.isEmpty(); page = page(selection, next, PAGE)) {
            for (DeadLetter letter : page) {
                next = letter.id() + 1;
                count.add(letter, desk.foresee(letter));
            }
        }
        return count.sum();
    }

    /** Begins a replay. */
    public ReplayRun begin(Selection selection, int perSecond, String by) {
        boolean all = selection.ids().isEmpty();
        long newest = all
                ? letters.list(selection.filter(), 1).stream()
                        .mapToLong(DeadLetter::id)
                        .max()
                        .orElse(0)
                : Collections.max(selection.ids());
        long total = all ? letters.count(selection.filter()) : selection.ids().size();
        long id = runs.begin(by, selection, perSecond, newest, total, clock.instant());
        trail.note(new Trail.Act(clock.instant(), by, "begin-replay", "replay " + id, "of " + total, "api"));
        ReplayRun run = find(id);
        goOn(run, selection, Duration.ZERO);
        return run;
    }

    /** @throws Undeliverable if there is none of this id */
    ReplayRun find(long id) {
        return runs.find(id).orElseThrow(() -> new Undeliverable(DeadLetterProblems.unknownRun(id)));
    }

    public List<ReplayRun> latest(int most) {
        return runs.latest(most);
    }

    /** Ends a replay after the letter that it is at. */
    public ReplayRun stop(long id, String by) {
        if (runs.stop(find(id).id(), clock.instant())) {
            trail.note(new Trail.Act(clock.instant(), by, "stop-replay", "replay " + id, "stopped", "api"));
        }
        return find(id);
    }

    /** Goes on with what was under way when the hub ended. */
    @EventListener(ApplicationReadyEvent.class)
    void resume() {
        try {
            for (ReplayRun run : runs.running()) {
                goOn(run, Selection.read(json.readTree(run.selection())), Duration.ZERO);
            }
        } catch (TryAgainLater storeAway) {
            LOG.warn("replays that were under way wait for the next start: {}", storeAway.problem());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a selection was written as JSON", e);
        }
    }

    private void goOn(ReplayRun run, Selection selection, Duration pause) {
        try {
            hand.schedule(() -> step(run, selection), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("replay {} goes on after the next start", run.id());
        }
    }

    /** Replays the next letter of a run. */
    private void step(ReplayRun run, Selection selection) {
        try {
            if (!find(run.id()).isRunning()) {
                return;
            }
            DeadLetter letter = next(run, selection);
            if (letter == null) {
                runs.note(run.ended(ReplayRun.State.DONE, clock.instant()));
                return;
            }
            ReplayRun after = run.counting(letter.id(), replay(letter, run.by()));
            runs.note(after);
            goOn(after, selection, Duration.ofSeconds(1).dividedBy(run.perSecond()));
        } catch (TryAgainLater storeAway) {
            LOG.warn("replay {} waits: {}", run.id(), storeAway.problem());
            goOn(run, selection, STORE_AWAY);
        } catch (RuntimeException e) {
            LOG.error("replay {} ends unforeseen", run.id(), e);
            runs.note(run.ended(ReplayRun.State.STOPPED, clock.instant()));
        }
    }

    private Replay.Outcome replay(DeadLetter letter, String by) {
        try {
            return desk.replay(letter.id(), by);
        } catch (ProblemException e) {
            // Somebody closed it meanwhile, or it cannot be sent from here.
            return new Replay.Outcome.StillFails(List.of(e.problem()));
        }
    }

    private @Nullable DeadLetter next(ReplayRun run, Selection selection) {
        List<DeadLetter> page = page(selection, run.nextId(), 1);
        return page.isEmpty() || page.get(0).id() > run.lastId() ? null : page.get(0);
    }

    private List<DeadLetter> page(Selection selection, long from, int most) {
        return selection.ids().isEmpty()
                ? letters.oldest(selection.filter(), from, most)
                : selection.ids().stream()
                        .filter(id -> id >= from)
                        .sorted()
                        .limit(most)
                        .flatMap(id -> letters.find(id).stream())
                        .filter(letter -> letter.state() == State.OPEN)
                        .toList();
    }

    @Override
    public void destroy() {
        hand.shutdownNow();
    }
}
