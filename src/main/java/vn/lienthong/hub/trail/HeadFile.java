package vn.lienthong.hub.trail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file {@code trail-head} in the hub's home: how far this node's chain was when it was last written, beside the database, so that
 * a tail that is missing there is seen. It is written after the database and not synced, so it is never ahead of it.
 */
public final class HeadFile implements AutoCloseable {
    public static final String NAME = "trail-head";

    private static final Pattern LINE = Pattern.compile("(\\S+) (\\d{1,19}) ([0-9a-f]{64})\\s*");

    private final FileChannel channel;

    private HeadFile(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * How far a chain was.
     *
     * @param chain its name
     * @param number its last entry's number, 0 if there was none
     */
    public record Head(String chain, long number, byte[] hash) {}

    static HeadFile open(Path home) {
        try {
            Files.createDirectories(home);
            return new HeadFile(FileChannel.open(
                    home.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot write to " + home.resolve(NAME).toAbsolutePath(), e);
        }
    }

    /** What a file of this kind says; nothing if there is none, or it says nothing that could be read. */
    public static Optional<Head> read(Path file) {
        try {
            Matcher line = LINE.matcher(Files.readString(file, StandardCharsets.UTF_8));
            return line.matches()
                    ? Optional.of(new Head(
                            line.group(1),
                            Long.parseLong(line.group(2)),
                            HexFormat.of().parseHex(line.group(3))))
                    : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Of one length whatever the number, so that it needs no second write to cut what was there. */
    void write(Head head) {
        String line = String.format(
                Locale.ROOT,
                "%s %019d %s%n",
                head.chain,
                head.number,
                HexFormat.of().formatHex(head.hash));
        try {
            channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("the trail's head could not be written beside the database", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the trail's head could not be closed", e);
        }
    }
}
