package vn.lienthong.hub.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder that submissions are left in: each is read once, when it is there whole with its papers, and then put aside. */
final class Inbox implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final int EVERY_MS = 300;

    private final Path folder;
    private final Consumer<JsonNode> reader;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread looker = new Thread(task, "simulator-inbox");
        looker.setDaemon(true);
        return looker;
    });

    /** @param reader told of each; may be told of one again after a kill */
    Inbox(Path folder, Consumer<JsonNode> reader) {
        this.folder = folder;
        this.reader = reader;
    }

    void start() {
        thread.scheduleWithFixedDelay(this::look, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            for (Path file : left()) {
                JsonNode submission = Json.MAPPER.readTree(Files.readAllBytes(file));
                if (isWhole(submission)) {
                    reader.accept(submission);
                    Path aside = Files.createDirectories(folder.resolve("taken"));
                    Files.move(file, aside.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("the inbox {} could not be read; it is looked at again", folder, e);
        }
    }

    private List<Path> left() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private boolean isWhole(JsonNode submission) {
        Path beside = folder.resolve(submission.path("id").asText());
        for (JsonNode paper : submission.path("attachments")) {
            Path file = beside.resolve(paper.path("name").asText());
            try {
                if (!Files.isRegularFile(file)
                        || !LandOfficeDesk.hash(Files.readAllBytes(file))
                                .equals(paper.path("sha256").asText())) {
                    return false;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return true;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
