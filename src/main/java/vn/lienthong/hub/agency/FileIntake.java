package vn.lienthong.hub.agency;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.connector.Intake.FileDrop;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.TryAgainLater;
import vn.lienthong.hub.problem.Undeliverable;

/** The steps by which a dropped file is read, journalled part by part, and put away. */
@Component("fileIntake")
public final class FileIntake {
    /** The exchange property with the {@link DroppedFile}. */
    static final String FILE = "droppedFile";

    private static final Logger LOG = LoggerFactory.getLogger(FileIntake.class);
    private static final int AT_ONCE = 500;
    private static final int LONGEST_KEPT = 1 << 20;
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmssSSS", Locale.ROOT).withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

    private final Connectors connectors;
    private final RecordTranslation translation;
    private final BadRecords badRecords;
    private final StatusChangeJournal journal;
    private final IntakeStates states;
    private final Clock clock;

    FileIntake(
            Connectors connectors,
            RecordTranslation translation,
            BadRecords badRecords,
            StatusChangeJournal journal,
            IntakeStates states,
            Clock clock) {
        this.connectors = connectors;
        this.translation = translation;
        this.badRecords = badRecords;
        this.journal = journal;
        this.states = states;
        this.clock = clock;
    }

    /** Opens the file. */
    public void open(Exchange exchange, @ExchangeProperty(Steps.CONNECTOR) String id, @Body File file)
            throws IOException {
        ConnectorDefinition connector = connectors.find(SystemId.of(id)).orElseThrow();
        exchange.setProperty(
                FILE,
                DroppedFile.of(
                        connector, (FileDrop) java.util.Objects.requireNonNull(connector.intake()), file.toPath()));
    }

    /** Reads and translates the next records. */
    public Batch translate(@ExchangeProperty(FILE) DroppedFile file) {
        states.goesOn(file.connector().id());
        return file.next(translation, AT_ONCE);
    }

    /** Keeps the bad records; on disk when this returns. */
    public void keepBadRecords(@Body Batch batch) {
        badRecords.keep(batch);
    }

    /** Journals the changes; on disk when this returns. */
    public void journal(@Body Batch batch) {
        journal.journal(batch.changes());
    }

    /** Closes the file, however its reading ended. */
    public void close(Exchange exchange) throws IOException {
        DroppedFile file = exchange.getProperty(FILE, DroppedFile.class);
        if (file != null) {
            file.close();
        }
    }

    /** Moves a file that was read to its end into {@code .done}. */
    public void putAway(Exchange exchange, @ExchangeProperty(Steps.CONNECTOR) String id) throws IOException {
        close(exchange);
        moved(exchange.getProperty(FILE, DroppedFile.class).path(), ".done");
        states.noteSuccess(id);
    }

    /**
     * Moves a file that cannot be read into {@code .failed}, with the problem beside it, and keeps it as a dead letter. Where
     * it is the hub that cannot take it now, the file stays for the next round.
     */
    public void failed(Exchange exchange, @ExchangeProperty(Steps.CONNECTOR) String id) throws IOException {
        SystemId system = SystemId.of(id);
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        Path file = path(exchange);
        close(exchange);
        if (failure instanceof IOException || failure instanceof UncheckedIOException) {
            states.noteProblem(system, failure, IntakeProblems.notReadable(String.valueOf(file.getFileName())));
            return;
        }
        if (!(failure instanceof Undeliverable unreadable)) {
            states.noteFailure(system, failure);
            return;
        }
        long letter = badRecords.keepPayload(system, unreadable.problem(), contentType(file), beginning(file));
        Path kept = moved(file, ".failed");
        Files.writeString(kept.resolveSibling(kept.getFileName() + ".problem.txt"), told(unreadable.problem(), letter));
        LOG.warn("a file of {} cannot be read and is in .failed: {}", system, unreadable.problem());
    }

    private static Path path(Exchange exchange) {
        @Nullable DroppedFile opened = exchange.getProperty(FILE, DroppedFile.class);
        return opened != null ? opened.path() : Path.of(exchange.getProperty(Steps.PATH, String.class));
    }

    private Path moved(Path file, String folder) {
        try {
            return movedInto(file, folder);
        } catch (IOException e) {
            throw new TryAgainLater(IntakeProblems.notMoved(folder), e);
        }
    }

    private Path movedInto(Path file, String folder) throws IOException {
        Path target = Files.createDirectories(file.resolveSibling(folder)).resolve(String.valueOf(file.getFileName()));
        if (Files.exists(target)) {
            // The same name again: neither is lost.
            target = target.resolveSibling(STAMP.format(clock.instant()) + "-" + file.getFileName());
        }
        return Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static byte[] beginning(Path file) {
        try (InputStream content = Files.newInputStream(file)) {
            return content.readNBytes(LONGEST_KEPT);
        } catch (IOException e) {
            throw new UncheckedIOException("the file " + file + " cannot be read", e);
        }
    }

    private static String contentType(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".xml")) {
            return "application/xml";
        }
        return name.endsWith(".json") ? "application/json" : "text/csv";
    }

    private static String told(Problem problem, long letter) {
        return """
                %s
                %s
                %s

                %s
                %s
                %s

                dead letter %d
                """
                .formatted(
                        problem.kind().title().vi(),
                        problem.detail().vi(),
                        problem.remedy().vi(),
                        problem.kind().title().en(),
                        problem.detail().en(),
                        problem.remedy().en(),
                        letter);
    }
}
