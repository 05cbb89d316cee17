package vn.lienthong.hub.connector;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The files of a folder by which its connector runs: all but samples and what editors leave while they write. */
record FolderContent(Path folder, List<Path> files) {
    private static final int DEEPEST = 5;
    private static final int MOST_FILES = 500;
    private static final long LARGEST_READ = 4L << 20;

    static FolderContent of(Path folder) {
        try (Stream<Path> entries = Files.walk(folder, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
            return new FolderContent(
                    folder,
                    entries.filter(Files::isRegularFile)
                            .map(folder::relativize)
                            .filter(file -> !file.startsWith("samples") && !isPassing(file))
                            .sorted()
                            .limit(MOST_FILES)
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " cannot be listed", e);
        }
    }

    private static boolean isPassing(Path file) {
        for (Path part : file) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        String name = String.valueOf(file.getFileName());
        return name.endsWith("~") || name.endsWith(".swp") || name.endsWith(".tmp") || name.endsWith(".part");
    }

    /** Sizes and times: the same as long as nobody has written. */
    String print() {
        StringBuilder print = new StringBuilder();
        for (Path file : files) {
            try {
                Path found = folder.resolve(file);
                print.append(file)
                        .append('|')
                        .append(Files.size(found))
                        .append('|')
                        .append(Files.getLastModifiedTime(found))
                        .append('|')
                        .append(Files.getAttribute(found, inode()))
                        .append('\n');
            } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
                print.append(file).append("|?\n");
            }
        }
        return print.toString();
    }

    /** A file put in another's place by renaming may bear its size and time. */
    private static String inode() {
        return java.io.File.separatorChar == '/' ? "unix:ino" : "basic:fileKey";
    }

    /** Of names and contents. */
    String digest() {
        MessageDigest digest = sha256();
        for (Path file : files) {
            digest.update(file.toString().replace('\\', '/').getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            Path found = folder.resolve(file);
            try (InputStream content = new DigestInputStream(Files.newInputStream(found), digest)) {
                if (Files.size(found) <= LARGEST_READ) {
                    content.transferTo(java.io.OutputStream.nullOutputStream());
                }
                digest.update((byte) 0);
            } catch (IOException e) {
                // It is told where it is needed; here it is a content of its own.
                digest.update((byte) (Files.exists(found, LinkOption.NOFOLLOW_LINKS) ? 1 : 2));
            }
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, 32);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
