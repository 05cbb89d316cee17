package vn.lienthong.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** How long the disk takes to sync a kilobyte into a file that is there: no durable push can be quicker. */
final class DiskSync {
    private static final int TIMES = 300;
    private static final int KILOBYTE = 1_024;

    private DiskSync() {}

    /** @return milliseconds */
    static double median(Path folder) throws IOException {
        Path file = folder.resolve("sync.bin");
        long[] took = new long[TIMES];
        try (var channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            // As the journal's files, which are filled before they are used.
            channel.write(ByteBuffer.allocate(TIMES * KILOBYTE));
            channel.force(true);
            for (int i = 0; i < TIMES; i++) {
                channel.write(ByteBuffer.allocate(KILOBYTE), (long) i * KILOBYTE);
                long begin = System.nanoTime();
                channel.force(false);
                took[i] = System.nanoTime() - begin;
            }
        } finally {
            Files.deleteIfExists(file);
        }
        Arrays.sort(took);
        return took[TIMES / 2] / 1e6;
    }
}
