package vn.lienthong.hub.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of JSON lines that is only ever added to, so that a simulator that was killed goes on where it was: the
 * simulated agency lives longer than the process that plays it.
 */
final class Journal implements AutoCloseable {
    private final @Nullable FileChannel channel;
    private final List<JsonNode> found;

    private Journal(@Nullable FileChannel channel, List<JsonNode> found) {
        this.channel = channel;
        this.found = found;
    }

    /** Opens the file of this name, or remembers nothing where there is no folder. */
    static Journal open(@Nullable Path folder, String name) {
        if (folder == null) {
            return new Journal(null, List.of());
        }
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve(name);
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            List<JsonNode> found = new ArrayList<>();
            // A line cut off by a kill was told to nobody.
            channel.truncate(readWholeLines(Files.readAllBytes(file), found));
            channel.position(channel.size());
            return new Journal(channel, found);
        } catch (IOException e) {
            throw new UncheckedIOException("the simulators' state in " + folder + " cannot be opened", e);
        }
    }

    /** The lines that were there when it was opened. */
    List<JsonNode> found() {
        return found;
    }

    synchronized void add(Object line) {
        if (channel == null) {
            return;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(Json.bytes(line));
        bytes.write('\n');
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray());
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the simulators' state cannot be written", e);
        }
    }

    private static long readWholeLines(byte[] bytes, List<JsonNode> into) throws IOException {
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                into.add(Json.MAPPER.readTree(bytes, start, i - start));
                start = i + 1;
            }
        }
        return start;
    }

    @Override
    public void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
