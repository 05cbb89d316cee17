package vn.lienthong.hub.connector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.canonical.AgencyId;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.TryAgainLater;

/**
 * The connectors of the folder and of the database together, which change while the hub runs. What is <em>wanted</em> is what
 * was read last without faults; it is <em>in force</em> once the {@link ConnectorRunner} has let what was under way end.
 * Readers see one whole index at a time.
 */
public final class LiveConnectors implements Connectors {
    private static final Logger LOG = LoggerFactory.getLogger(Connectors.class);

    private final FolderConnectors folders;
    private final RegisteredShelf registered;
    private volatile ConnectorIndex inForce;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Judgement judgement = Judgement.NONE;
    private volatile @Nullable ConnectorRunner runner;
    private final Map<SystemId, CompletableFuture<Void>> underWay = new HashMap<>();

    LiveConnectors(FolderConnectors folders, RegisteredShelf registered) {
        this.folders = folders;
        this.registered = registered;
        registered.look();
        registered.sweep();
        tellMisfits(judge());
        inForce = ConnectorIndex.of(judgement.wanted().values(), List.of());
    }

    /** Hands what is wanted from now on to whoever makes it run; what is in force so far is that one's to start. */
    public void runBy(ConnectorRunner whoever) {
        runner = whoever;
    }

    /** Has somebody told whenever something else is in force, or refused. */
    public void whenChanged(Runnable listener) {
        listeners.add(listener);
    }

    /**
     * Looks into the database, and judges anew what it and the folders say.
     *
     * @return ends when what has changed of this connector is in force, whoever saw it first
     */
    public CompletableFuture<Void> refresh(SystemId id) {
        try {
            registered.look();
        } catch (TryAgainLater away) {
            LOG.warn("The registered connectors stay as they were read last: {}", away.problem());
        }
        return follow().getOrDefault(id, CompletableFuture.completedFuture(null));
    }

    /** Judges anew, where there is something new. */
    void refreshIf(boolean foldersChanged) {
        boolean databaseChanged = registered.look();
        if (foldersChanged || databaseChanged) {
            follow();
        }
    }

    /**
     * Judges anew, and has what has changed followed.
     *
     * @return what is under way, by connector
     */
    private synchronized Map<SystemId, CompletableFuture<Void>> follow() {
        Set<SystemId> changed = judge();
        ConnectorRunner whoever = runner;
        if (whoever == null) {
            changed.forEach(this::putInForce);
            return Map.of();
        }
        if (!changed.isEmpty()) {
            LOG.info("Connectors that change: {}", changed);
            tellMisfits(changed);
        }
        underWay.values().removeIf(CompletableFuture::isDone);
        changed.forEach(id -> underWay.put(id, whoever.follow(id)));
        return Map.copyOf(underWay);
    }

    private Set<SystemId> judge() {
        List<ConnectorFolder> all = new ArrayList<>(registered.folders());
        all.addAll(folders.folders());
        Judgement before = judgement;
        Judgement now = Judgement.of(all, registered.standings(), before);
        Set<SystemId> changed = new HashSet<>();
        now.wanted().forEach((id, one) -> {
            Wanted last = before.wanted().get(id);
            if (last == null || !last.isSame(one)) {
                changed.add(id);
            }
        });
        before.wanted().keySet().stream()
                .filter(id -> !now.wanted().containsKey(id))
                .forEach(changed::add);
        judgement = now;
        tellRefused(before.refused());
        if (!before.refused().equals(now.refused())) {
            tellListeners();
        }
        return changed;
    }

    private void tellMisfits(Set<SystemId> changed) {
        for (SystemId id : changed) {
            Wanted one = judgement.wanted().get(id);
            List<Fault> misfits = one == null || one.definition().contract() == null
                    ? List.of()
                    : one.definition().contract().misfits();
            if (!misfits.isEmpty()) {
                LOG.warn("Connector {} reads what its system's contract does not have:\n{}", id, lines(misfits));
            }
        }
    }

    private static String lines(List<Fault> faults) {
        return faults.stream().map(Fault::toString).collect(Collectors.joining("\n"));
    }

    private void tellRefused(List<Refused> before) {
        for (Refused one : judgement.refused()) {
            if (!before.contains(one)) {
                LOG.error(
                        "Connector {} is refused until its faults are mended{}:\n{}",
                        one.folder(),
                        one.runsOn() ? "; it runs on by its last good definition" : "",
                        lines(one.faults()));
            }
        }
    }

    /** What is wanted of a connector; empty if it shall not be there. */
    public Optional<Wanted> wanted(SystemId id) {
        return Optional.ofNullable(judgement.wanted().get(id));
    }

    /** Puts what is wanted of a connector in force, once nothing goes by what was before. */
    public void putInForce(SystemId id) {
        synchronized (listeners) {
            Wanted now = judgement.wanted().get(id);
            if (now == inForce.wanted(id)) {
                return;
            }
            inForce = now == null ? inForce.without(id) : inForce.with(now);
        }
        tellListeners();
    }

    /** What a listener cannot do is not to keep a connector from its place. */
    private void tellListeners() {
        for (Runnable listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                LOG.error("somebody could not take notice of a change of connectors", e);
            }
        }
    }

    /** Reads and checks a bundle as if it were registered under this id, and registers nothing. */
    public Trial tryOut(SystemId id, Bundle bundle) {
        try {
            Path top = Files.createTempDirectory("lienthong-trial-");
            Path folder = top.resolve(id.value());
            bundle.writeTo(folder);
            return judged(id, registered.read(id, folder), top);
        } catch (IOException e) {
            throw new UncheckedIOException("the bundle cannot be laid out", e);
        }
    }

    private Trial judged(SystemId id, ConnectorFolder read, Path top) {
        List<ConnectorFolder> others = new ArrayList<>();
        for (Collection<ConnectorFolder> each : List.of(registered.folders(), folders.folders())) {
            each.stream()
                    .filter(other -> !other.folderName().equals(id.value()))
                    .forEach(others::add);
        }
        ConnectorFolder folder = read.copy();
        Optional<ConnectorDefinition> definition = folder.hasFaults() ? Optional.empty() : folder.definitionOrFault();
        List<ConnectorFolder> all = new ArrayList<>(others);
        all.add(folder);
        new RulesAcross(all, other -> others.stream()
                        .anyMatch(one -> one.folderName().equals(other)))
                .check(folder);
        return new Trial(folder.faults(), folder.hasFaults() ? Optional.empty() : definition, top);
    }

    /** The folder that a connector of this id has in the folder of connectors, good or not. */
    public Optional<Path> folderOf(SystemId id) {
        return folders.folders().stream()
                .filter(folder -> folder.folderName().equals(id.value()))
                .map(ConnectorFolder::place)
                .findFirst();
    }

    /** The faults for which a definition of this id is refused now. */
    public Optional<Refused> refused(SystemId id) {
        return judgement.refused().stream()
                .filter(one -> one.folder().equals(id.value()) || one.folder().endsWith("/" + id.value()))
                .findFirst();
    }

    @Override
    public List<ConnectorDefinition> all() {
        return inForce.all();
    }

    @Override
    public Optional<ConnectorDefinition> find(SystemId id) {
        return inForce.find(id);
    }

    @Override
    public Lifecycle lifecycle(SystemId id) {
        return inForce.lifecycle(id);
    }

    @Override
    public List<ConnectorDefinition> ofAgency(AgencyId agency) {
        return inForce.ofAgency(agency);
    }

    @Override
    public List<ConnectorDefinition> askableFor(DossierCode code) {
        return inForce.askableFor(code);
    }

    @Override
    public List<ConnectorDefinition> destinationsOf(SystemId origin) {
        return inForce.destinationsOf(origin);
    }

    @Override
    public List<Refused> refused() {
        return judgement.refused();
    }
}
