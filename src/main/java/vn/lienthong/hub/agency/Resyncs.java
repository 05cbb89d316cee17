package vn.lienthong.hub.agency;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.agency.call.CallProblems;
import vn.lienthong.hub.agency.call.SystemAnswer;
import vn.lienthong.hub.agency.call.SystemCall;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.problem.ProblemException;
import vn.lienthong.hub.problem.TryAgainLater;
import vn.lienthong.hub.translation.SourceRecord;

/**
 * Reads systems again: what the hub has is recognised, what it has missed is taken. Usual traffic goes first: one page is
 * asked for at a time, in one thread for all systems, at a bounded rate, and never while the system's usual reading is under
 * way. Portals are told of what was missed after what just happened. A hub that stops forgets it; it can be begun anew without
 * harm.
 */
@Component
public final class Resyncs implements DisposableBean {
    private static final Duration AFTER_THE_USUAL = Duration.ofMillis(100);

    private final Connectors connectors;
    private final CamelContext camel;
    private final ProducerTemplate routes;
    private final RecordTranslation translation;
    private final BadRecords badRecords;
    private final StatusChangeJournal journal;
    private final Clock clock;
    private final Map<SystemId, Resync> resyncs = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor hand;

    Resyncs(
            Connectors connectors,
            CamelContext camel,
            ProducerTemplate routes,
            RecordTranslation translation,
            BadRecords badRecords,
            StatusChangeJournal journal,
            Clock clock) {
        this.connectors = connectors;
        this.camel = camel;
        this.routes = routes;
        this.translation = translation;
        this.badRecords = badRecords;
        this.journal = journal;
        this.clock = clock;
        this.hand = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "resync");
            thread.setDaemon(true);
            return thread;
        });
        hand.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Begins to read a system again, in place of what may be under way.
     *
     * @param from a watermark; null for the beginning
     * @param to a watermark; null for the present
     * @throws IllegalArgumentException if {@code from} is no watermark of this connector
     */
    public Progress begin(ConnectorDefinition connector, @Nullable String from, @Nullable String to, int perSecond) {
        Resync resync;
        try {
            resync = new Resync(connector, from, to, perSecond, clock.instant());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(from + " is no instant such as 2026-03-02T01:00:00Z", e);
        }
        Resync before = resyncs.put(connector.id(), resync);
        if (before != null) {
            before.end(Resync.State.STOPPED, null, clock.instant());
        }
        later(resync, Duration.ZERO);
        return resync.progress();
    }

    /** The last reading again since the hub started. */
    public Optional<Progress> of(SystemId id) {
        return Optional.ofNullable(resyncs.get(id)).map(Resync::progress);
    }

    public void stop(SystemId id) {
        Optional.ofNullable(resyncs.get(id))
                .ifPresent(resync -> resync.end(Resync.State.STOPPED, null, clock.instant()));
    }

    /**
     * Asks a system for one dossier and takes what it tells.
     *
     * @return how many changes were journalled; 0 if there is no such dossier
     * @throws TryAgainLater if the system does not answer
     */
    public int dossier(ConnectorDefinition connector, DossierCode code) {
        SystemAnswer answer = ask(connector.id(), "lookup", AgencyLookup.question(connector, code));
        List<JsonNode> found =
                AgencyLookup.record(connector, answer).map(List::of).orElse(List.of());
        return take(connector, found).changes().size();
    }

    private Batch take(ConnectorDefinition connector, List<JsonNode> records) {
        Iterator<SourceRecord> all = records.stream()
                .map(record -> new SourceRecord(record, 1, null))
                .iterator();
        Batch batch = translation.translate(connector, all);
        badRecords.keep(batch);
        journal.journalAgain(batch.changes());
        return batch;
    }

    private void later(Resync resync, Duration pause) {
        try {
            var ignored = hand.schedule(() -> step(resync), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            resync.end(Resync.State.STOPPED, null, clock.instant());
        }
    }

    private void step(Resync resync) {
        if (!resync.isRunning()) {
            return;
        }
        if (camel.getInflightRepository().size(resync.id() + "-intake") > 0) {
            later(resync, AFTER_THE_USUAL);
            return;
        }
        try {
            int read = page(resync);
            if (resync.isRunning()) {
                later(resync, resync.pauseAfter(read));
            } else {
                resync.end(Resync.State.DONE, null, clock.instant());
            }
        } catch (RuntimeException e) {
            resync.end(Resync.State.FAILED, CallProblems.of(resync.id(), e).problem(), clock.instant());
        }
    }

    private int page(Resync resync) {
        if (!connectors.isActive(resync.id())) {
            throw new TryAgainLater(LookupProblems.rests(resync.id()));
        }
        Poll poll = resync.poll();
        if (!(ask(resync.id(), "intake", poll.nextPage()) instanceof SystemAnswer.Content content)) {
            throw CallProblems.noList(resync.id());
        }
        List<JsonNode> listed = resync.read(content);
        List<JsonNode> records =
                ListedDetails.of(resync.connector(), poll.rule(), listed, detail -> ask(resync.id(), "intake", detail));
        Batch batch = take(resync.connector(), records);
        resync.journalled(content.tree(), listed, batch.bad().size());
        poll.tellIfStuck();
        return listed.size();
    }

    private SystemAnswer ask(SystemId id, String use, SystemCall question) {
        Exchange done =
                routes.request("direct:" + id + "-" + use + "-call?block=false", exchange -> exchange.getMessage()
                        .setBody(question));
        if (done.getException() instanceof ProblemException told) {
            throw told;
        }
        if (done.getException() != null) {
            throw CallProblems.of(id, done.getException());
        }
        return done.getMessage().getBody(SystemAnswer.class);
    }

    @Override
    public void destroy() {
        hand.shutdownNow();
    }
}
