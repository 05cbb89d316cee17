package vn.lienthong.hub.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** A PostgreSQL server of a test's own, synced to disk as in production, which can be killed without warning. */
public final class PostgresServer implements AutoCloseable {
    public static final String USER = "postgres";

    private final Path data;
    private final Path log;
    private EmbeddedPostgres server;

    /** @param data the folder of its data; what it tells goes into a file beside it */
    public PostgresServer(Path data) throws IOException {
        this.data = data;
        this.log = data.resolveSibling(data.getFileName() + ".log");
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
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .setPort(port)
                .start();
    }

    /**
     * As kill -9, for the server and every process of it. Its first process goes first: one that outlives its children
     * recovers the data and starts new ones, which then stand in the way of the next server.
     */
    public void kill() throws IOException {
        String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip();
        ProcessHandle first = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        List<ProcessHandle> others = first.descendants().toList();
        killAll(List.of(first));
        killAll(others);
        server.close();
    }

    private static void killAll(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroyForcibly);
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> processes.stream()
                .noneMatch(ProcessHandle::isAlive));
    }

    /** What it told last, for a test that fails. */
    public String told() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        } catch (IOException e) {
            return "nothing: " + e.getMessage();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
