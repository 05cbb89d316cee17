package vn.lienthong.hub.reconciliation;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.agency.SystemCensus;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.problem.ProblemException;
import vn.lienthong.hub.reconciliation.Report.State;
import vn.lienthong.hub.reconciliation.Report.Way;
import vn.lienthong.hub.status.Census;
import vn.lienthong.hub.status.Census.Present;

/** Compares agencies, hub and portals, on demand and once a day, one agency after the other and never in a hurry. */
@Component
public class Reconciliation implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final int PAGE = 200;

    private final Connectors connectors;
    private final AgencyComparison agencies;
    private final PortalComparison portals;
    private final Census hub;
    private final Reports reports;
    private final Repairs repairs;
    private final ReconciliationSettings settings;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Map<SystemId, AtomicLong> persisting = new ConcurrentHashMap<>();
    private volatile CountDownLatch stopping = new CountDownLatch(0);
    private volatile boolean running;
    private ScheduledThreadPoolExecutor hand = new ScheduledThreadPoolExecutor(1);

    Reconciliation(
            Connectors connectors,
            AgencyComparison agencies,
            PortalComparison portals,
            Census hub,
            Reports reports,
            Repairs repairs,
            ReconciliationSettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.connectors = connectors;
        this.agencies = agencies;
        this.portals = portals;
        this.hub = hub;
        this.reports = reports;
        this.repairs = repairs;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public void start() {
        stopping = new CountDownLatch(1);
        running = true;
        hand = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "reconciliation");
            thread.setDaemon(true);
            return thread;
        });
        if (!settings.every().isZero()) {
            long every = settings.every().toMillis();
            var unused = hand.scheduleAtFixedRate(this::all, untilFirst(), every, TimeUnit.MILLISECONDS);
        }
    }

    /** To the next of the times that are counted from the one in the day: more than one where it is compared more often. */
    private long untilFirst() {
        ZonedDateTime now = clock.instant().atZone(VIETNAM);
        long step = Math.min(settings.every().toMillis(), Duration.ofDays(1).toMillis());
        long since = Duration.between(now.with(settings.at()), now).toMillis();
        return step - Math.floorMod(since, step);
    }

    /** Compares every agency that another hub has not compared lately. */
    private void all() {
        Instant lately = clock.instant().minus(settings.every().dividedBy(2));
        for (ConnectorDefinition agency : connectors.all()) {
            if (running && agency.mapping() != null) {
                reports.begin(agency.id(), way(agency), "schedule", clock.instant(), lately)
                        .ifPresent(report -> compare(agency, report));
            }
        }
    }

    /**
     * Begins to compare one agency.
     *
     * @param by who asked for it
     * @return none if it is being compared
     */
    public Optional<Report> begin(ConnectorDefinition agency, String by) {
        Optional<Report> begun = reports.begin(agency.id(), way(agency), by, clock.instant(), clock.instant());
        begun.ifPresent(report -> hand.execute(() -> compare(agency, report)));
        return begun;
    }

    private static Way way(ConnectorDefinition agency) {
        return SystemCensus.lists(agency) ? Way.LIST : agency.lookup() != null ? Way.LOOK_UP : Way.NONE;
    }

    private void compare(ConnectorDefinition agency, Report report) {
        Findings found = new Findings(reports, report, clock.instant());
        State state = State.FAILED;
        String problem = null;
        try {
            if (report.way() == Way.LIST) {
                agencies.byList(agency, found, settings.perSecond(), this::rest);
            }
            dossiers(agency, report.way(), found);
            state = running ? State.DONE : State.FAILED;
        } catch (ProblemException told) {
            problem = told.problem().detail().en();
        } catch (RuntimeException e) {
            problem = "unforeseen: " + e.getClass().getSimpleName();
            LOG.error("The comparison of {} failed in a way that was not foreseen", agency.id(), e);
        }
        end(agency.id(), found, state, problem);
        if (state == State.DONE && settings.repair()) {
            repairs.all(report.id(), "schedule");
        }
    }

    /** Goes through the hub's dossiers of the agency, and of some asks the agency and the portals. */
    private void dossiers(ConnectorDefinition agency, Way way, Findings found) {
        List<ConnectorDefinition> destinations = connectors.destinationsOf(agency.id());
        long every = sampleEvery(agency.id());
        String after = "";
        List<Present> page = hub.page(agency.id(), after, PAGE);
        while (!page.isEmpty() && running) {
            for (Present dossier : page) {
                boolean asks = found.compared++ % every == 0;
                if (asks && way == Way.LOOK_UP && rest(pause())) {
                    agencies.byLookUp(agency, dossier, found);
                }
                for (ConnectorDefinition portal : destinations) {
                    boolean told = portals.byLedger(portal, dossier, found);
                    if (told && asks && portals.asks(portal) && rest(pause())) {
                        portals.byAsking(portal, dossier, found);
                    }
                }
            }
            found.flush();
            after = page.get(page.size() - 1).key().sourceDossierNo();
            page = hub.page(agency.id(), after, PAGE);
        }
    }

    private Duration pause() {
        return Duration.ofMillis(Math.max(1, 1_000 / settings.perSecond()));
    }

    /** Every how many-th dossier is asked for, so that the sample is spread over all. */
    private long sampleEvery(SystemId agency) {
        return settings.sample() == 0 ? 1 : sampleEvery(hub.count(agency), settings.sample());
    }

    static long sampleEvery(long dossiers, int sample) {
        return Math.max(1, (dossiers + sample - 1) / sample);
    }

    private void end(SystemId agency, Findings found, State state, @org.jspecify.annotations.Nullable String problem) {
        found.flush();
        reports.end(
                found.report().id(),
                state,
                clock.instant(),
                found.compared,
                found.asked,
                found.counts(),
                found.persisting(),
                problem);
        if (state == State.DONE) {
            persisting
                    .computeIfAbsent(
                            agency,
                            id -> meters.gauge(
                                    "lienthong.reconciliation.persisting",
                                    io.micrometer.core.instrument.Tags.of("connector", id.value()),
                                    new AtomicLong()))
                    .set(found.persisting());
        }
        if (found.persisting() > 0) {
            LOG.warn(
                    "{} differences of {} were there in the last comparison already: see report {}",
                    found.persisting(),
                    agency,
                    found.report().id());
        }
    }

    /** @return whether to go on */
    private boolean rest(Duration pause) {
        try {
            return !stopping.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void stop() {
        running = false;
        stopping.countDown();
        hand.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
