package vn.lienthong.hub.submission;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.problem.Undeliverable;

/**
 * Keeps attachments on disk, each content once, under the SHA-256 of its bytes. A file is written beside the others, synced, and then
 * moved to its place in one step, so that whatever has its name is whole. No file is held in memory.
 */
public final class AttachmentStore {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final int PIECE = 64 * 1024;

    private final Path folder;
    private final AttachmentRows rows;
    private final long largest;
    private final Clock clock;
    /** Nothing is removed between the moment a file is in its place and the moment its row says so. */
    private final ReadWriteLock removal = new ReentrantReadWriteLock();

    AttachmentStore(Path folder, AttachmentRows rows, long largest, Clock clock) throws IOException {
        this.folder = folder;
        this.rows = rows;
        this.largest = largest;
        this.clock = clock;
        Files.createDirectories(folder.resolve("incoming"));
        try (var left = Files.list(folder.resolve("incoming"))) {
            // Of uploads that a crash cut off: nobody was told that they are kept.
            for (Path file : left.toList()) {
                Files.delete(file);
            }
        }
    }

    /** A file that is kept. */
    public record Kept(String sha256, long size, String mediaType) {}

    /** How many bytes a file may have, whatever a procedure allows. */
    long largest() {
        return largest;
    }

    /** Whether a text is written as a SHA-256 is here. */
    static boolean isHash(String text) {
        return SHA256.matcher(text).matches();
    }

    /**
     * Keeps what can be read from a stream; on disk when this returns.
     *
     * @param declared its media type
     * @param expected the SHA-256 its sender says it has, in hexadecimal; null for none
     * @param caller who may name it in a submission
     * @throws Undeliverable if it is too large, empty, or not what is declared
     * @throws vn.lienthong.hub.problem.TryAgainLater if the disk takes it not
     */
    public Kept keep(InputStream content, @Nullable String declared, @Nullable String expected, String caller) {
        String type = ContentTypes.base(declared);
        if (type == null) {
            throw AttachmentProblems.noType();
        }
        Path incoming = folder.resolve("incoming").resolve(UUID.randomUUID().toString());
        try {
            Written written = write(content, incoming);
            judge(written, type, expected);
            Kept kept = new Kept(written.sha256, written.size, type);
            removal.readLock().lock();
            try {
                Path place = place(kept.sha256());
                Files.createDirectories(place.getParent());
                Files.move(incoming, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                syncFolder(place.getParent());
                rows.keep(kept, caller, clock.instant());
            } finally {
                removal.readLock().unlock();
            }
            return kept;
        } catch (IOException e) {
            throw SubmissionProblems.diskTrouble(e);
        } finally {
            dropQuietly(incoming);
        }
    }

    private static void judge(Written written, String type, @Nullable String expected) {
        if (written.size == 0) {
            throw AttachmentProblems.empty();
        }
        if (expected != null && !expected.equals(written.sha256)) {
            throw AttachmentProblems.wrongHash(written.sha256);
        }
        String found = ContentTypes.found(written.beginning);
        if (!ContentTypes.agree(type, found)) {
            throw AttachmentProblems.wrongType(type, found);
        }
    }

    private Written write(InputStream content, Path file) throws IOException {
        MessageDigest digest = SubmissionJson.sha256();
        byte[] piece = new byte[PIECE];
        byte[] beginning = {};
        long size = 0;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), PIECE)) {
            for (int got = read(content, piece); got > 0; got = read(content, piece)) {
                size += got;
                if (size > largest) {
                    throw AttachmentProblems.tooLarge(largest);
                }
                digest.update(piece, 0, got);
                out.write(piece, 0, got);
                if (beginning.length == 0) {
                    beginning = Arrays.copyOf(piece, got);
                }
            }
            out.flush();
            channel.force(true);
        }
        return new Written(HexFormat.of().formatHex(digest.digest()), size, beginning);
    }

    /** What fails in reading is the sender's, and not the disk's. */
    private static int read(InputStream content, byte[] piece) {
        try {
            return content.readNBytes(piece, 0, piece.length);
        } catch (IOException e) {
            throw new Undeliverable(AttachmentProblems.cutOff().problem(), e);
        }
    }

    private static void syncFolder(@Nullable Path folder) throws IOException {
        if (folder == null || System.getProperty("os.name", "").startsWith("Windows")) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void dropQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // The next start removes it.
        }
    }

    /** The file of a content, where it is kept. */
    public Optional<Path> find(String sha256) {
        return isHash(sha256) ? Optional.of(place(sha256)).filter(Files::isRegularFile) : Optional.empty();
    }

    /** What this caller has uploaded under a hash. */
    Optional<Kept> uploadedBy(String caller, String sha256) {
        return isHash(sha256) ? rows.uploadedBy(caller, sha256) : Optional.empty();
    }

    /**
     * Removes the files that no submission names any more, or never named.
     *
     * @param before only those that were last uploaded before this time
     * @param most how many at most
     * @return how many were removed
     */
    public int removeUnneeded(Instant before, int most) {
        removal.writeLock().lock();
        try {
            List<String> unneeded = rows.removeUnneeded(before, most);
            for (String sha256 : unneeded) {
                Files.deleteIfExists(place(sha256));
            }
            return unneeded.size();
        } catch (IOException e) {
            throw SubmissionProblems.diskTrouble(e);
        } finally {
            removal.writeLock().unlock();
        }
    }

    private Path place(String sha256) {
        return folder.resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    private record Written(String sha256, long size, byte[] beginning) {}
}
