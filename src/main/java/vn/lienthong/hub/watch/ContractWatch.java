package vn.lienthong.hub.watch;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import vn.lienthong.hub.agency.call.Introduction;
import vn.lienthong.hub.agency.call.Introduction.Shown;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.AllowedAddresses;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.connector.ContractUse;
import vn.lienthong.hub.connector.Fault;
import vn.lienthong.hub.contract.ContractChange;
import vn.lienthong.hub.contract.ContractDifference;
import vn.lienthong.hub.contract.ContractShape;
import vn.lienthong.hub.trail.Trail;
import vn.lienthong.hub.watch.ContractState.Outcome;

/**
 * Fetches the contracts that connectors declare a source of, when they are due, and compares each with the edition in the
 * connector's folder. One slow system holds up the looks at others and nothing else.
 */
public final class ContractWatch implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(ContractWatch.class);

    private final Connectors connectors;
    private final AllowedAddresses addresses;
    private final Trail trail;
    private final Clock clock;
    private final ContractWatchSettings settings;
    private final Introduction introduction;
    private final Map<SystemId, Seen> states = new ConcurrentHashMap<>();
    private final HttpClient http;
    private final ScheduledExecutorService hand = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "contract-watch");
        thread.setDaemon(true);
        return thread;
    });

    /** @param of the definition it was seen by; another begins anew */
    private record Seen(ContractUse of, ContractState state) {}

    ContractWatch(
            Connectors connectors,
            AllowedAddresses addresses,
            Trail trail,
            Clock clock,
            ContractWatchSettings settings,
            Introduction introduction) {
        this.connectors = connectors;
        this.addresses = addresses;
        this.trail = trail;
        this.clock = clock;
        this.settings = settings;
        this.introduction = introduction;
        this.http = clients().build();
    }

    private HttpClient.Builder clients() {
        return HttpClient.newBuilder().connectTimeout(settings.patience()).followRedirects(HttpClient.Redirect.NEVER);
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        long pause = settings.round().toMillis();
        var ignored = hand.scheduleWithFixedDelay(this::round, pause, pause, TimeUnit.MILLISECONDS);
    }

    private void round() {
        for (ConnectorDefinition connector : connectors.all()) {
            try {
                ContractUse use = connector.contract();
                if (use != null
                        && use.from() != null
                        && connectors.isActive(connector.id())
                        && isDue(connector.id(), use)) {
                    look(connector, use);
                }
            } catch (RuntimeException | Error e) {
                LOG.error("the contract of {} could not be looked at", connector.id(), e);
            }
        }
        states.keySet().removeIf(id -> connectors.find(id).isEmpty());
    }

    private boolean isDue(SystemId id, ContractUse use) {
        Seen last = states.get(id);
        return last == null
                || !last.of.equals(use)
                || !last.state.checkedAt().plus(use.every()).isAfter(clock.instant());
    }

    /** What the last look has found; empty where nobody looks, or nobody has yet. */
    public Optional<ContractState> find(SystemId id) {
        return Optional.ofNullable(states.get(id)).map(Seen::state);
    }

    /** Looks now; empty where the connector does not say where its system publishes its contract. */
    public Optional<ContractState> lookNow(SystemId id) {
        return connectors.find(id).flatMap(connector -> Optional.ofNullable(connector.contract())
                .filter(use -> use.from() != null)
                .map(use -> look(connector, use)));
    }

    private ContractState look(ConnectorDefinition connector, ContractUse use) {
        SystemId id = connector.id();
        ContractState now = compared(connector, use);
        Seen before = states.put(id, new Seen(use, now));
        if (!now.tells(before == null ? null : before.state)) {
            trail.note(new Trail.Act(
                    now.checkedAt(),
                    "hub",
                    "watch-contract",
                    id.value(),
                    now.outcome().key(),
                    "contract"));
            if (now.outcome() == Outcome.BREAKING || now.outcome() == Outcome.UNREADABLE) {
                LOG.warn("the contract of {}: {}", id, told(now));
            }
        }
        return now;
    }

    private ContractState compared(ConnectorDefinition connector, ContractUse use) {
        Instant now = clock.instant();
        String from = String.valueOf(use.from());
        ContractShape kept;
        try {
            kept = use.kept();
        } catch (IllegalArgumentException e) {
            return unreadable(now, use.file(), e);
        }
        try {
            ContractShape newest = ContractShape.read(fetched(connector, use), from);
            return compared(use, kept, newest, now);
        } catch (IllegalArgumentException e) {
            return unreadable(now, from, e);
        } catch (IllegalStateException noCertificate) {
            return unreadable(now, from, new IllegalArgumentException(noCertificate.getMessage(), noCertificate));
        }
    }

    private FetchedContract fetched(ConnectorDefinition connector, ContractUse use) {
        SSLContext tls = isAt(connector.address(), use.from()) ? introduction.tls(connector) : null;
        HttpClient client = tls == null ? http : clients().sslContext(tls).build();
        return new FetchedContract(
                client,
                addresses,
                settings.patience(),
                // What it imports may be elsewhere, where nobody is to see them.
                address -> use.credentials() && isAt(connector.address(), address)
                        ? introduction.shown(connector, address)
                        : new Shown(address, Map.of()));
    }

    private static boolean isAt(@Nullable URI address, @Nullable URI asked) {
        return address != null
                && asked != null
                && address.getScheme().equalsIgnoreCase(asked.getScheme())
                && String.valueOf(address.getRawAuthority()).equalsIgnoreCase(asked.getRawAuthority());
    }

    private static ContractState compared(ContractUse use, ContractShape kept, ContractShape newest, Instant now) {
        List<ContractChange> changes = ContractDifference.between(kept, newest);
        List<Fault> before = use.misfits(kept);
        List<Fault> breaks = use.misfits(newest).stream()
                .filter(fault -> before.stream().noneMatch(old -> old.pointer().equals(fault.pointer())))
                .toList();
        Set<String> asked = use.operationsIn(kept);
        boolean breaking = !breaks.isEmpty()
                || changes.stream()
                        .anyMatch(change -> change.breaking()
                                && (asked.isEmpty() || asked.contains(change.operation()))
                                && concernsTheConnector(change, use));
        Outcome outcome = breaking ? Outcome.BREAKING : changes.isEmpty() ? Outcome.SAME : Outcome.CHANGED;
        return new ContractState(now, outcome, changes, breaks, null);
    }

    /** A value that is gone from an answer, and that no line of the mapping reads, is no loss to a connector that reads it. */
    private static boolean concernsTheConnector(ContractChange change, ContractUse use) {
        return use.parts().isEmpty() || !change.ofAnswer() || use.reads(change.pointer());
    }

    private static ContractState unreadable(Instant now, String what, IllegalArgumentException why) {
        return new ContractState(
                now,
                Outcome.UNREADABLE,
                List.of(),
                List.of(),
                WatchProblems.unreadable(what, String.valueOf(why.getMessage())));
    }

    private static String told(ContractState state) {
        if (state.problem() != null) {
            return state.problem().toString();
        }
        return "it has changed: "
                + state.changes().stream()
                        .filter(ContractChange::breaking)
                        .map(change -> change.operation() + " " + change.pointer() + " "
                                + change.text().en())
                        .toList()
                + (state.breaks().isEmpty() ? "" : "; the mapping's lines that break: " + state.breaks());
    }

    @Override
    public void destroy() {
        hand.shutdownNow();
    }
}
