package vn.lienthong.hub.agency;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.agency.JournalWriter.Entry;
import vn.lienthong.hub.broker.Journal;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.problem.TryAgainLater;
import vn.lienthong.hub.status.Traffic;
import vn.lienthong.hub.trail.Trail;
import vn.lienthong.hub.wire.CanonicalJson;

/**
 * Writes changes into the broker's journal, on the queue {@value #QUEUE}, in durable messages that each carry changes of one
 * connector, in order. Only what is journalled may be acknowledged to an agency.
 */
@Component
public final class StatusChangeJournal implements SmartLifecycle {
    static final String QUEUE = "hub.status-changes";
    /** The message property that names the system a change came from. */
    static final String CONNECTOR = "connector";
    /** The message property that tells what may wait; live changes have none. */
    static final String TRAFFIC = "traffic";

    static final List<String> PROPERTIES = List.of(CONNECTOR, TRAFFIC);
    /** After the broker, before the routes; the other way round at the end. */
    private static final int PHASE = -500;

    private final JournalWriter writer;
    private final Trail trail;
    private final Clock clock;

    StatusChangeJournal(Journal broker, Trail trail, Clock clock) {
        this.writer = new JournalWriter(broker, QUEUE);
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Returns when every change is in the journal on disk. Where that fails, some of them may be there: the store takes each
     * once, so all of them can be journalled again.
     *
     * @throws TryAgainLater if the broker does not take them now
     */
    public void journal(List<StatusChange> changes) {
        journal(changes, Traffic.LIVE);
    }

    /** As {@link #journal(List)} does, for changes that were asked for again, or are replayed. */
    void journalAgain(List<StatusChange> changes) {
        journal(changes, Traffic.AGAIN);
    }

    private void journal(List<StatusChange> changes, Traffic traffic) {
        List<Entry> entries = new ArrayList<>(changes.size());
        for (StatusChange change : changes) {
            entries.add(new Entry(CanonicalJson.write(change), change.system().value(), traffic));
        }
        writer.write(entries);
        Instant now = clock.instant();
        changes.forEach(change -> trail.note(new Trail.Act(
                now,
                change.origin().value(),
                "take-change",
                change.dossier().key().sourceDossierNo() + " " + change.changeId(),
                "journalled",
                "intake")));
    }

    @Override
    public void start() {
        writer.start();
    }

    @Override
    public void stop() {
        writer.close();
    }

    @Override
    public boolean isRunning() {
        return writer.isRunning();
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
