package vn.lienthong.hub.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** A PostgreSQL server of a test's own, synced to disk as in production, which can be killed without warning. */
public final class PostgresServer implements AutoCloseable {
    public static final String USER = "postgres";

    private final Path data;
    private EmbeddedPostgres server;

    /** @param data the folder of its data */
    public PostgresServer(Path data) throws IOException {
        this.data = data;
        this.server = start(0);
    }

    /** Its address, which a restart does not change. */
    public String url() {
        return server.getJdbcUrl(USER, "postgres");
    }

    /** Starts it again after a {@link #kill}, on the same data and port. */
    public void start() throws IOException {
        server = start(server.getPort());
    }

    private EmbeddedPostgres start(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setPGStartupWait(Duration.ofMinutes(1))
                .setPort(port)
                .start();
    }

    /** As kill -9, for the server and every process of it. */
    public void kill() throws IOException {
        String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip();
        ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        List<ProcessHandle> all = new ArrayList<>(postmaster.descendants().toList());
        all.add(postmaster);
        all.forEach(ProcessHandle::destroyForcibly);
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> all.stream()
                .noneMatch(ProcessHandle::isAlive));
        server.close();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
