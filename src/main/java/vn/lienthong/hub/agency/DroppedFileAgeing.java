package vn.lienthong.hub.agency;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.connector.Intake;
import vn.lienthong.hub.retention.Ageing;

/** Removes files that were read, or could not be, from {@code .done} and {@code .failed} of the folders they were dropped into. */
@Component
final class DroppedFileAgeing implements Ageing {
    private final Connectors connectors;
    private final FileDrops drops;

    DroppedFileAgeing(Connectors connectors, FileDrops drops) {
        this.connectors = connectors;
        this.drops = drops;
    }

    @Override
    public String name() {
        return "files";
    }

    @Override
    public int removeSome(Instant before, int most) {
        int removed = 0;
        for (var connector : connectors.all()) {
            if (connector.intake() instanceof Intake.FileDrop drop) {
                for (String kept : List.of(".done", ".failed")) {
                    removed += remove(drops.folder(drop).resolve(kept), before, most - removed);
                }
            }
        }
        return removed;
    }

    private static int remove(Path folder, Instant before, int most) {
        if (most == 0 || !Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> old =
                    files.filter(file -> isOlder(file, before)).limit(most).toList();
            for (Path file : old) {
                Files.deleteIfExists(file);
            }
            return old.size();
        } catch (IOException e) {
            throw new UncheckedIOException("old files cannot be removed from " + folder, e);
        }
    }

    private static boolean isOlder(Path file, Instant before) {
        try {
            return Files.isRegularFile(file)
                    && Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (IOException gone) {
            return false;
        }
    }
}
