package vn.lienthong.hub.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where files are left: whole at once under their name, or slowly in place. */
final class DropFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DropFolder.class);
    private static final int SLICES = 10;

    private final Path folder;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread writer = new Thread(task, "simulator-slow-writer");
        writer.setDaemon(true);
        return writer;
    });

    DropFolder(Path folder) {
        this.folder = folder;
    }

    /** Writes the file beside its place and moves it there. */
    void drop(String name, byte[] content) {
        try {
            Files.createDirectories(folder);
            Path part = folder.resolve(name + ".part");
            Files.write(part, content);
            Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("file " + name + " cannot be left in " + folder, e);
        }
    }

    /** Writes the file in place, slice by slice, over so many milliseconds; counted down when it is whole. */
    CountDownLatch dropSlowly(String name, byte[] content, int milliseconds) {
        CountDownLatch whole = new CountDownLatch(1);
        long pause = Math.max(1, milliseconds / SLICES);
        int slice = content.length / SLICES + 1;
        thread.execute(() -> writeSlice(folder.resolve(name), content, 0, slice, pause, whole));
        return whole;
    }

    private void writeSlice(Path file, byte[] content, int from, int slice, long pause, CountDownLatch whole) {
        int to = Math.min(content.length, from + slice);
        try {
            Files.createDirectories(folder);
            Files.write(
                    file, Arrays.copyOfRange(content, from, to), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            LOG.error("file {} was not written to its end", file, e);
            whole.countDown();
            return;
        }
        if (to == content.length) {
            whole.countDown();
        } else {
            thread.schedule(() -> writeSlice(file, content, to, slice, pause, whole), pause, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
