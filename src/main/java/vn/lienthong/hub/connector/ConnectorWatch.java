package vn.lienthong.hub.connector;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import vn.lienthong.hub.problem.TryAgainLater;

/**
 * Watches the folder of connectors and the database for changes, on one thread. The file system tells of changes where it
 * can; a slow look besides finds what it does not tell, as on a network share.
 */
final class ConnectorWatch implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectorWatch.class);

    private final LiveConnectors connectors;
    private final FolderConnectors folders;
    private final ConnectorWatchSettings settings;
    private final Set<Path> watched = new HashSet<>();
    private final @Nullable WatchService service;
    private final Thread thread = new Thread(this::run, "connector-watch");
    private final CountDownLatch stopping = new CountDownLatch(1);
    private boolean troubled;

    ConnectorWatch(LiveConnectors connectors, FolderConnectors folders, ConnectorWatchSettings settings) {
        this.connectors = connectors;
        this.folders = folders;
        this.settings = settings;
        this.service = service();
        thread.setDaemon(true);
        thread.start();
    }

    private static @Nullable WatchService service() {
        try {
            return FileSystems.getDefault().newWatchService();
        } catch (IOException | UnsupportedOperationException e) {
            LOG.warn("The file system tells no changes, so connectors are looked at now and then: {}", e.toString());
            return null;
        }
    }

    private void run() {
        long lookedAt = System.nanoTime();
        boolean lookAgain = false;
        while (stopping.getCount() > 0) {
            watchAll();
            Set<Path> told = waited(lookAgain ? settings.settle() : settings.database());
            boolean due = System.nanoTime() - lookedAt >= settings.reread().toNanos();
            if (stopping.getCount() == 0) {
                return;
            }
            try {
                boolean changed = false;
                if (!told.isEmpty() || due || lookAgain) {
                    FolderConnectors.Look look = due ? folders.look() : folders.look(changedIn(told));
                    lookedAt = due ? System.nanoTime() : lookedAt;
                    lookAgain = look.lookAgainSoon();
                    changed = look.changed();
                }
                connectors.refreshIf(changed);
                troubled = false;
            } catch (RuntimeException | Error e) {
                // Whatever one folder brings, the others are looked after.
                tell(e);
            }
        }
    }

    private void tell(Throwable e) {
        if (!troubled) {
            troubled = true;
            if (e instanceof TryAgainLater away) {
                LOG.warn("Connectors stay as they were read last: {}", away.problem());
            } else {
                LOG.error("Connectors stay as they were read last", e);
            }
        }
    }

    /** Those of which something was told. */
    private Predicate<String> changedIn(Set<Path> told) {
        return name -> told.contains(folders.root().resolve(name));
    }

    /** @return where the file system told a change: the folder of all of them, or one below it */
    private Set<Path> waited(Duration most) {
        try {
            if (service == null) {
                var ignored = stopping.await(most.toNanos(), TimeUnit.NANOSECONDS);
                return Set.of();
            }
            WatchKey key = service.poll(most.toNanos(), TimeUnit.NANOSECONDS);
            Set<Path> told = new HashSet<>();
            while (key != null) {
                Path folder = (Path) key.watchable();
                told.add(folder);
                // Nothing is asked of the events: those that overflow are told as well.
                key.pollEvents();
                if (!key.reset()) {
                    watched.remove(folder);
                }
                key = service.poll();
            }
            return told;
        } catch (InterruptedException | ClosedWatchServiceException e) {
            stopping.countDown();
            return Set.of();
        }
    }

    private void watchAll() {
        if (service == null || !Files.isDirectory(folders.root())) {
            return;
        }
        watch(folders.root());
        try (Stream<Path> below = Files.list(folders.root())) {
            below.filter(Files::isDirectory).forEach(this::watch);
        } catch (IOException | RuntimeException e) {
            LOG.debug("what is below {} could not be watched", folders.root(), e);
        }
    }

    private void watch(Path folder) {
        if (service == null || watched.contains(folder)) {
            return;
        }
        try {
            folder.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_DELETE,
                    StandardWatchEventKinds.ENTRY_MODIFY);
        } catch (IOException e) {
            LOG.debug("{} is looked at now and then only", folder, e);
        }
        watched.add(folder);
    }

    @Override
    public void destroy() throws Exception {
        stopping.countDown();
        thread.interrupt();
        if (service != null) {
            service.close();
        }
        thread.join(TimeUnit.SECONDS.toMillis(5));
    }
}
