package vn.lienthong.bench.campaign;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of its own that can be filled to the last byte, where the machine lets us mount one. */
final class SmallDisk implements AutoCloseable {
    private static final String SIZE = "1536m";
    private static final int CHUNK = 1 << 16;

    private final Path folder;
    private final boolean mounted;

    SmallDisk(Path folder) throws IOException {
        this.folder = folder;
        this.mounted = run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "none", folder.toString());
    }

    Path folder() {
        return folder;
    }

    boolean isPossible() {
        return mounted;
    }

    /** Leaves no byte free. */
    void fill() throws IOException {
        byte[] chunk = new byte[CHUNK];
        try (OutputStream ballast = Files.newOutputStream(ballast())) {
            while (true) {
                ballast.write(chunk);
            }
        } catch (IOException e) {
            if (Files.getFileStore(folder).getUsableSpace() > 10L * CHUNK) {
                throw e;
            }
        }
    }

    /** Gives the space back. */
    void empty() throws IOException {
        Files.deleteIfExists(ballast());
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    private static boolean run(String... words) throws IOException {
        try {
            return new ProcessBuilder(words)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        if (mounted) {
            run("umount", "-l", folder.toString());
        }
    }
}
