package vn.lienthong.hub.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder that submissions are left in: each is read once, when it is there whole with its papers, and then put aside; in the order in
 * which they were left, for a supplement may be there together with its dossier.
 */
public final class Inbox implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final int EVERY_MS = 300;

    private final Path folder;
    private final BooleanSupplier open;
    private final Predicate<JsonNode> reader;
    private final Map<String, Integer> papers = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread looker = new Thread(task, "simulator-inbox");
        looker.setDaemon(true);
        return looker;
    });

    /**
     * @param folder where they are left; it need not be there yet
     * @param open whether somebody looks
     * @param reader told of each; may be told of one again after a kill, and is where it says that it cannot take it yet
     */
    public Inbox(Path folder, BooleanSupplier open, Predicate<JsonNode> reader) {
        this.folder = folder;
        this.open = open;
        this.reader = reader;
    }

    public void start() {
        thread.scheduleWithFixedDelay(this::look, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    /** The sizes of the papers that came whole, by their hashes. */
    public Map<String, Integer> papers() {
        return Map.copyOf(papers);
    }

    private void look() {
        try {
            for (Path file : open.getAsBoolean() ? left() : List.<Path>of()) {
                JsonNode submission = Json.MAPPER.readTree(Files.readAllBytes(file));
                if (isWhole(submission) && reader.test(submission)) {
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
                    .sorted(Comparator.comparing(Inbox::leftAt).thenComparing(Comparator.naturalOrder()))
                    .toList();
        }
    }

    private static FileTime leftAt(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isWhole(JsonNode submission) {
        Path beside = folder.resolve(submission.path("id").asText());
        for (JsonNode paper : submission.path("attachments")) {
            Path file = beside.resolve(paper.path("name").asText());
            String sha256 = paper.path("sha256").asText();
            if (paper.has("link")) {
                // It is fetched, and never left here.
                continue;
            }
            try {
                byte[] content = Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
                if (!LandOfficeDesk.hash(content).equals(sha256)) {
                    return false;
                }
                papers.put(sha256, content.length);
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
