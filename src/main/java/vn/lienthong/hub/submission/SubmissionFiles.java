package vn.lienthong.hub.submission;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.apache.camel.Body;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.agency.call.SystemAnswer;

/**
 * Leaves submissions in a system's folder: first the attachments, in a folder of their own, then the submission's file, which appears
 * whole. Leaving one again changes nothing for a system that has taken it by its name.
 */
@Component("submissionFiles")
public final class SubmissionFiles {
    private final Path home;

    SubmissionFiles(@Value("${lienthong.home:data}") Path home) {
        this.home = home;
    }

    /** On disk when this returns. */
    public SystemAnswer put(@Body SubmissionCall.Files files) throws IOException {
        Path folder = home.resolve(files.folder());
        Files.createDirectories(folder);
        if (!files.attachments().isEmpty()) {
            Path beside = folder.resolve(files.id());
            Files.createDirectories(beside);
            for (Map.Entry<String, Path> file : files.attachments().entrySet()) {
                try (InputStream content = Files.newInputStream(file.getValue())) {
                    Files.copy(content, beside.resolve(file.getKey()), StandardCopyOption.REPLACE_EXISTING);
                }
                sync(beside.resolve(file.getKey()));
            }
        }
        Path part = folder.resolve(files.id() + ".json.part");
        Files.write(part, files.json());
        sync(part);
        Files.move(
                part,
                folder.resolve(files.id() + ".json"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        return new SystemAnswer.Content(SubmissionCall.nothing());
    }

    private static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
