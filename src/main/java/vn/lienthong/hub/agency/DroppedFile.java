package vn.lienthong.hub.agency;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Intake.FileDrop;
import vn.lienthong.hub.connector.Intake.FileFormat;
import vn.lienthong.hub.problem.Undeliverable;
import vn.lienthong.hub.translation.CsvRecords;
import vn.lienthong.hub.translation.JsonRecords;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.Records;
import vn.lienthong.hub.translation.TextEncoding;
import vn.lienthong.hub.translation.XmlTree;

/** A file that is being read, record by record; kept with the exchange. */
public final class DroppedFile implements Closeable {
    private final ConnectorDefinition connector;
    private final FileDrop drop;
    private final Path path;
    private final Records records;
    private boolean open = true;

    private DroppedFile(ConnectorDefinition connector, FileDrop drop, Path path, Records records) {
        this.connector = connector;
        this.drop = drop;
        this.path = path;
        this.records = records;
    }

    /** @throws Undeliverable if its name tells no format */
    static DroppedFile of(ConnectorDefinition connector, FileDrop drop, Path path) throws IOException {
        FileFormat format = format(drop, path);
        InputStream content = new BufferedInputStream(Files.newInputStream(path));
        TextEncoding encoding = TextEncoding.valueOf(drop.encoding().name());
        Records records =
                switch (format) {
                    case CSV, BY_NAME -> CsvRecords.records(content, Limits.FILE, encoding, delimiter(drop));
                    case XML -> XmlTree.records(content, drop.records(), Limits.FILE);
                    case JSON -> JsonRecords.records(content, drop.records(), Limits.FILE);
                };
        return new DroppedFile(connector, drop, path, encoding.turned(records));
    }

    private static @Nullable Character delimiter(FileDrop drop) {
        return drop.delimiter() == null ? null : drop.delimiter().charAt(0);
    }

    private static FileFormat format(FileDrop drop, Path path) {
        if (drop.format() != FileFormat.BY_NAME) {
            return drop.format();
        }
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")) {
            return FileFormat.CSV;
        }
        if (name.endsWith(".xml")) {
            return FileFormat.XML;
        }
        if (name.endsWith(".json")) {
            return FileFormat.JSON;
        }
        throw new Undeliverable(IntakeProblems.unknownFormat(String.valueOf(path.getFileName())));
    }

    /** Whether there is more to read; read by the route. */
    public boolean isOpen() {
        return open;
    }

    /** Translates the next records. */
    Batch next(RecordTranslation translation, int most) {
        Batch batch = translation.translate(connector, records, most);
        open = records.hasNext();
        if (!open && !records.placeFound()) {
            throw new Undeliverable(IntakeProblems.nothingAt(drop.records()));
        }
        return batch;
    }

    ConnectorDefinition connector() {
        return connector;
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        open = false;
        records.close();
    }
}
