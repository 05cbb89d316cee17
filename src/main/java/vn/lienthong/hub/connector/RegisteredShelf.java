package vn.lienthong.hub.connector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.RegisteredConnectors.Standing;

/**
 * The registered connectors' versions in force, laid out as folders in the hub's home, so that one code reads and checks
 * them however they came, and contracts are files. A version's folder never changes.
 */
final class RegisteredShelf {
    private static final Logger LOG = LoggerFactory.getLogger(RegisteredShelf.class);

    private final RegisteredConnectors registered;
    private final Path home;
    private final Placeholders placeholders;
    private final Map<SystemId, Shelved> shelf = new TreeMap<>();
    private Map<SystemId, Standing> standings = Map.of();
    private long revision = -1;

    /** @param home a folder of the hub's own, made where it is missing */
    RegisteredShelf(RegisteredConnectors registered, Path home, Placeholders placeholders) {
        this.registered = registered;
        this.home = home;
        this.placeholders = placeholders;
    }

    /** The connectors as they were read last. */
    synchronized Collection<ConnectorFolder> folders() {
        return shelf.values().stream().map(Shelved::folder).toList();
    }

    synchronized Map<SystemId, Standing> standings() {
        return standings;
    }

    /**
     * Looks whether anything was changed, by this hub or another.
     *
     * @throws vn.lienthong.hub.problem.TryAgainLater if the database is away; all stays as it was read last
     */
    synchronized boolean look() {
        long now = registered.revision();
        if (now == revision) {
            return false;
        }
        Map<SystemId, Standing> read = registered.standings();
        Map<SystemId, Shelved> next = new HashMap<>();
        for (Standing standing : read.values()) {
            Long version = standing.version();
            if (version == null || standing.lifecycle() == Lifecycle.DRAFT) {
                continue;
            }
            Shelved known = shelf.get(standing.connector());
            next.put(
                    standing.connector(),
                    known != null && known.version == version ? known : shelved(standing.connector(), version));
        }
        shelf.clear();
        shelf.putAll(next);
        standings = read;
        revision = now;
        return true;
    }

    private Shelved shelved(SystemId id, long version) {
        Bundle bundle = registered
                .bundle(id, version)
                .orElseThrow(() -> new IllegalStateException("version " + version + " of " + id + " is not kept"));
        return new Shelved(version, read(id, layOut(id, bundle)));
    }

    /** @param folder whose last name is the connector's id */
    ConnectorFolder read(SystemId id, Path folder) {
        return ConnectorFolder.read(folder, id.value(), KeptIn.DATABASE, placeholders);
    }

    private Path layOut(SystemId id, Bundle bundle) {
        Path folder = home.resolve(bundle.digest()).resolve(id.value());
        if (Files.isDirectory(folder)) {
            return folder;
        }
        try {
            Files.createDirectories(folder.getParent());
            Path half = Files.createTempDirectory(folder.getParent(), ".half-");
            bundle.writeTo(half.resolve(id.value()));
            Files.move(half.resolve(id.value()), folder, StandardCopyOption.ATOMIC_MOVE);
            Files.delete(half);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("the connector " + id + " cannot be laid out in " + home, e);
        }
    }

    /** Removes what earlier runs have left and nothing uses any more. */
    synchronized void sweep() {
        if (!Files.isDirectory(home)) {
            return;
        }
        List<Path> used = new ArrayList<>();
        shelf.values().forEach(each -> used.add(each.folder.place().getParent()));
        try (var entries = Files.list(home)) {
            for (Path entry : entries.toList()) {
                if (!used.contains(entry)) {
                    FileSystemUtils.deleteRecursively(entry);
                }
            }
        } catch (IOException e) {
            LOG.warn("What is no longer used in {} could not be removed: {}", home, e.toString());
        }
    }

    private record Shelved(long version, ConnectorFolder folder) {}
}
