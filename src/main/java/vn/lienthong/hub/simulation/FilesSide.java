package vn.lienthong.hub.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.connector.Intake.Sftp;
import vn.lienthong.hub.connector.Secret;
import vn.lienthong.hub.simulation.Samples.Sample;
import vn.lienthong.hub.simulator.SampleFiles;

/** A system that offers its files on an SFTP server: the samples, in the folder that the connector looks into. */
final class FilesSide implements AutoCloseable {
    private final Path root;
    private final SampleFiles server;
    private final Path offered;

    private FilesSide(Path root, Path offered, SampleFiles server) {
        this.root = root;
        this.offered = offered;
        this.server = server;
    }

    /** @param keys where the server's key is kept, so that it shows the same each time; null for one of its own each time */
    static FilesSide start(
            Sftp sftp, Samples samples, @Nullable Path keys, Function<Secret, @Nullable String> secrets) {
        try {
            Path root = Files.createTempDirectory("lienthong-sftp-");
            Path key = (keys == null ? root : Files.createDirectories(keys)).resolve("sftp-host-key");
            Path disk = Files.createDirectory(root.resolve("disk"));
            Path folder = disk.resolve(sftp.folder().replaceFirst("^/+", "")).normalize();
            if (!folder.startsWith(disk)) {
                throw new CannotBePlayed(Bilingual.of(
                        "intake/sftp/folder là %s, không nằm trên đĩa của máy chủ nào; cần một thư mục dưới gốc của nó",
                        "intake/sftp/folder is %s, which is on no server's disk; expected a folder below its root",
                        sftp.folder()));
            }
            Path offered = Files.createDirectories(folder);
            for (Sample sample : samples.told()) {
                Files.write(offered.resolve(sample.name() + "." + sample.type()), sample.content());
            }
            var user = new SampleFiles.User(
                    sftp.user(), value(sftp.password(), secrets), key(sftp.key(), secrets), sftp.key() != null);
            return new FilesSide(root, offered, SampleFiles.start(disk, key, user));
        } catch (IOException e) {
            throw new UncheckedIOException("the files of an SFTP server cannot be laid out", e);
        }
    }

    private static @Nullable String value(@Nullable Secret secret, Function<Secret, @Nullable String> secrets) {
        return secret == null ? null : secrets.apply(secret);
    }

    /** All of it, not its first line alone. */
    private static @Nullable String key(@Nullable Secret secret, Function<Secret, @Nullable String> secrets)
            throws IOException {
        if (secret instanceof Secret.FromFile file) {
            return Files.isReadable(file.file()) ? Files.readString(file.file()) : null;
        }
        return value(secret, secrets);
    }

    /** Offers one more file. */
    void offer(Sample sample) throws IOException {
        Path part = Files.write(root.resolve(sample.name() + ".part"), sample.content());
        Files.move(part, offered.resolve(sample.name() + "." + sample.type()), StandardCopyOption.REPLACE_EXISTING);
    }

    int port() {
        return server.port();
    }

    String hostKey() {
        return server.hostKey();
    }

    @Override
    public void close() {
        server.close();
        try {
            FileSystemUtils.deleteRecursively(root);
        } catch (IOException e) {
            throw new UncheckedIOException("the files of an SFTP server cannot be removed from " + root, e);
        }
    }
}
