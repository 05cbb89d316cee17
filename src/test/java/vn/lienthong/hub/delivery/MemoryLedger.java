package vn.lienthong.hub.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.status.DeliveryLedger;

/** A ledger in memory, which fails on demand. It survives what a test calls a crash. */
public final class MemoryLedger implements DeliveryLedger {
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private int deliveredFailures;

    private static final class Line {
        final DossierKey key;
        final List<StatusChange> changes = new ArrayList<>();

        @Nullable
        Dossier dossier;

        int told;
        int attempts;
        boolean doubt;
        boolean givenUp;
        Instant since = Instant.EPOCH;
        Instant dueAt = Instant.EPOCH;

        @Nullable
        String problem;

        Line(DossierKey key) {
            this.key = key;
        }

        boolean waits() {
            return told < changes.size();
        }
    }

    public synchronized void add(SystemId destination, StatusChange change) {
        Line line = lines.computeIfAbsent(
                nameOf(destination, change.dossier().key()),
                name -> new Line(change.dossier().key()));
        if (!line.waits()) {
            line.since = change.observedAt();
        }
        line.dossier = line.dossier == null ? change.dossier() : line.dossier.updatedBy(change.dossier());
        line.changes.add(change);
    }

    /** The next calls of {@link #delivered} fail before they write anything, as if the hub died there. */
    public synchronized void failNextDelivered(int times) {
        deliveredFailures = times;
    }

    @Override
    public synchronized List<Pending> take(SystemId destination, Instant now, int most) {
        return of(destination).stream()
                .filter(line -> line.waits() && !line.givenUp && !line.dueAt.isAfter(now))
                .sorted(Comparator.comparing(line -> line.since))
                .limit(most)
                .map(line -> {
                    Pending pending = pending(line);
                    line.doubt = true;
                    return pending;
                })
                .toList();
    }

    @Override
    public synchronized void delivered(SystemId destination, DossierKey dossier, long position, Instant now) {
        if (deliveredFailures > 0) {
            deliveredFailures--;
            throw new IllegalStateException("the hub died here");
        }
        Line line = line(destination, dossier);
        line.told = (int) position;
        line.attempts = 0;
        line.doubt = false;
        line.problem = null;
        line.dueAt = Instant.EPOCH;
    }

    @Override
    public synchronized void failed(SystemId destination, DossierKey dossier, String problem, @Nullable Instant dueAt) {
        Line line = line(destination, dossier);
        line.attempts++;
        line.problem = problem;
        line.givenUp = dueAt == null;
        if (dueAt != null) {
            line.dueAt = dueAt;
        }
    }

    @Override
    public synchronized void putBack(SystemId destination, DossierKey dossier, Instant dueAt) {
        line(destination, dossier).dueAt = dueAt;
    }

    @Override
    public synchronized int bringNear(SystemId destination, Instant now, Instant furthest) {
        List<Line> far = of(destination).stream()
                .filter(line -> line.waits() && !line.givenUp && line.dueAt.isAfter(furthest))
                .toList();
        far.forEach(line -> line.dueAt = now);
        return far.size();
    }

    @Override
    public synchronized int renew(SystemId destination, Instant now) {
        return Integer.MAX_VALUE;
    }

    @Override
    public synchronized void release(SystemId destination) {
        // One hub with one taker claims nothing.
    }

    @Override
    public synchronized Optional<Pending> look(SystemId destination, DossierKey dossier) {
        return of(destination).stream()
                .filter(line -> line.key.equals(dossier) && line.waits())
                .map(MemoryLedger::pending)
                .findFirst();
    }

    @Override
    public synchronized int retry(SystemId destination, @Nullable DossierKey dossier, Instant now) {
        int count = 0;
        for (Line line : of(destination)) {
            if (line.givenUp && (dossier == null || line.key.equals(dossier))) {
                line.givenUp = false;
                line.dueAt = now;
                line.attempts = 0;
                count++;
            }
        }
        return count;
    }

    @Override
    public synchronized Backlog backlog(SystemId destination) {
        List<Line> waiting = of(destination).stream()
                .filter(line -> line.waits() && !line.givenUp)
                .toList();
        long givenUp = of(destination).stream().filter(line -> line.givenUp).count();
        return new Backlog(
                waiting.size(),
                givenUp,
                waiting.stream().map(line -> line.since).min(Comparator.naturalOrder()),
                waiting.stream().map(line -> line.dueAt).min(Comparator.naturalOrder()),
                Optional.empty());
    }

    public synchronized int attempts(SystemId destination, DossierKey dossier) {
        return line(destination, dossier).attempts;
    }

    private static Pending pending(Line line) {
        return new Pending(
                Objects.requireNonNull(line.dossier),
                line.told == 0 ? null : line.changes.get(line.told - 1),
                line.changes.subList(line.told, line.changes.size()),
                line.changes.size(),
                line.attempts,
                line.doubt);
    }

    private List<Line> of(SystemId destination) {
        return lines.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(destination.value() + "|"))
                .map(Map.Entry::getValue)
                .toList();
    }

    private Line line(SystemId destination, DossierKey dossier) {
        return Objects.requireNonNull(lines.get(nameOf(destination, dossier)));
    }

    private static String nameOf(SystemId destination, DossierKey key) {
        return destination.value() + "|" + key;
    }
}
