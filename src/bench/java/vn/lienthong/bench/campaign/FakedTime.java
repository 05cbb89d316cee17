package vn.lienthong.bench.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The time of day as one process sees it, moved by libfaketime where the machine has it (Debian: {@code faketime}). */
public final class FakedTime {
    private static final List<Path> PLACES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib64/faketime/libfaketimeMT.so.1"));

    private final Path file;
    private final Optional<Path> library = PLACES.stream().filter(Files::exists).findFirst();

    public FakedTime(Path file) throws IOException {
        this.file = file;
        step(Duration.ZERO);
    }

    public boolean isPossible() {
        return library.isPresent();
    }

    /** For the process whose time it is. */
    public Map<String, String> environment() {
        return library.map(path -> Map.of(
                        "LD_PRELOAD",
                        path.toString(),
                        "FAKETIME_TIMESTAMP_FILE",
                        file.toAbsolutePath().toString(),
                        "FAKETIME_CACHE_DURATION",
                        "1",
                        // With its mend for old C libraries, each timed wait of a JVM would return at once.
                        "FAKETIME_FORCE_MONOTONIC_FIX",
                        "0",
                        "FAKETIME_DONT_FAKE_MONOTONIC",
                        "1"))
                .orElse(Map.of());
    }

    /** Sets how far the process's time is from the true one; it sees that within a second. */
    public void step(Duration offset) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, "%+d%n".formatted(offset.toSeconds()));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
