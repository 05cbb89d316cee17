package vn.lienthong.hub.agency;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.GenericFileExclusiveReadLockStrategy;
import org.apache.camel.component.file.GenericFileOperations;

/**
 * Takes a file when its size and time have stood still for a while, by the hub's own clock: the file's time alone tells
 * nothing where it was copied with it. It never waits; a file that is not complete is looked at again in the next round.
 */
final class QuietFiles implements GenericFileExclusiveReadLockStrategy<File> {
    private static final int MOST_REMEMBERED = 100_000;

    private final Duration quiet;
    private final Map<Path, Seen> seen = new ConcurrentHashMap<>();

    QuietFiles(Duration quiet) {
        this.quiet = quiet;
    }

    @Override
    public boolean acquireExclusiveReadLock(
            GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange) throws IOException {
        Path path = file.getFile().toPath();
        // A link could lead out of the agency's folder.
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
        if (seen.size() > MOST_REMEMBERED) {
            seen.keySet().removeIf(remembered -> !Files.exists(remembered));
        }
        Seen before = seen.get(path);
        if (before == null || !before.isSame(now)) {
            seen.put(path, new Seen(now.size(), now.lastModifiedTime().toMillis(), System.nanoTime()));
            return quiet.isZero();
        }
        return System.nanoTime() - before.since >= quiet.toNanos();
    }

    @Override
    public void releaseExclusiveReadLockOnCommit(
            GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange) {
        Path path = file.getFile().toPath();
        if (!Files.exists(path)) {
            seen.remove(path);
        }
    }

    @Override
    public void releaseExclusiveReadLockOnAbort(
            GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange) {
        // Nothing is held.
    }

    @Override
    public void releaseExclusiveReadLockOnRollback(
            GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange) {
        // Nothing is held.
    }

    @Override
    public void prepareOnStartup(GenericFileOperations<File> operations, GenericFileEndpoint<File> endpoint) {
        // Nothing of an earlier run counts: a file that was being read is simply read again.
    }

    @Override
    public void setTimeout(long timeout) {
        // It never waits.
    }

    @Override
    public void setCheckInterval(long checkInterval) {
        // It never waits.
    }

    @Override
    public void setReadLockLoggingLevel(org.apache.camel.LoggingLevel readLockLoggingLevel) {
        // An incomplete file is nothing to log.
    }

    @Override
    public void setMarkerFiler(boolean markerFile) {
        // There is no marker.
    }

    @Override
    public void setDeleteOrphanLockFiles(boolean deleteOrphanLockFiles) {
        // There is no marker.
    }

    private record Seen(long size, long modified, long since) {
        boolean isSame(BasicFileAttributes now) {
            return size == now.size() && modified == now.lastModifiedTime().toMillis();
        }
    }
}
