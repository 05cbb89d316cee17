package vn.lienthong.hub.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.jspecify.annotations.Nullable;

/** An SFTP server on loopback that offers the files of one folder. */
public final class SampleFiles implements AutoCloseable {
    private static final String KIND = "ecdsa-sha2-nistp256";

    private final SshServer server;
    private final String hostKey;

    private SampleFiles(SshServer server, String hostKey) {
        this.server = server;
        this.hostKey = hostKey;
    }

    /**
     * Who may log in.
     *
     * @param password null where there is none, or any is taken
     * @param key the private key in PEM, whose public one is let in; null where there is none, or any is taken
     * @param byKey whether a key is shown rather than a password
     */
    public record User(String name, @Nullable String password, @Nullable String key, boolean byKey) {
        /** Prints no secret. */
        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * Starts it on a free port.
     *
     * @param root what callers see as the whole disk
     * @param hostKey the file of the server's key; made if it is not there, so that the server shows the same each time
     */
    public static SampleFiles start(Path root, Path hostKey, User user) {
        var keys = new SimpleGeneratorHostKeyProvider(hostKey);
        keys.setAlgorithm(KeyUtils.EC_ALGORITHM);
        keys.setKeySize(256);
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(keys);
        if (user.byKey()) {
            PublicKey right = user.key() == null ? null : publicKey(user.key());
            server.setPublickeyAuthenticator((name, shown, session) ->
                    user.name().equals(name) && (right == null || KeyUtils.compareKeys(right, shown)));
        } else {
            server.setPasswordAuthenticator(
                    (name, shown, session) -> user.name().equals(name)
                            && (user.password() == null || user.password().equals(shown)));
        }
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(root));
        try {
            Files.createDirectories(root);
            server.start();
            return new SampleFiles(server, PublicKeyEntry.toString(shown(keys)));
        } catch (IOException e) {
            throw new UncheckedIOException("the SFTP server cannot be started", e);
        }
    }

    private static PublicKey shown(KeyPairProvider keys) throws IOException {
        try {
            KeyPair pair = keys.loadKey(null, KIND);
            return pair.getPublic();
        } catch (GeneralSecurityException e) {
            throw new IOException("the server's key cannot be read", e);
        }
    }

    private static PublicKey publicKey(String pem) {
        try (var content = new java.io.ByteArrayInputStream(pem.getBytes(java.nio.charset.StandardCharsets.US_ASCII))) {
            return SecurityUtils.loadKeyPairIdentities(null, () -> "sftp/key", content, null)
                    .iterator()
                    .next()
                    .getPublic();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "the private key in intake/sftp/key cannot be read: " + e.getMessage(), e);
        }
    }

    public int port() {
        return server.getPort();
    }

    /** What {@code host-key} must be for a connector to trust it. */
    public String hostKey() {
        return hostKey;
    }

    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException e) {
            throw new UncheckedIOException("the SFTP server does not stop", e);
        }
    }
}
