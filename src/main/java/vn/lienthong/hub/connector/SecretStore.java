package vn.lienthong.hub.connector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collections;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/**
 * Secrets in a file of the hub's home, each encrypted by AES-256-GCM under one key that is in the environment and never in a
 * file of the hub. A value is bound to its name: moved under another it cannot be read. The names can be read by anybody.
 */
public final class SecretStore {
    /** The setting with the key: 32 bytes in Base64. */
    public static final String KEY = "lienthong.secrets.key";

    /** The setting with the file. */
    public static final String FILE = "lienthong.secrets.file";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*(\\.[a-z0-9-]+)+");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Path file;
    private final @Nullable String key;

    /** @param key in Base64; null where none is set, and nothing can be read */
    public SecretStore(Path file, @Nullable String key) {
        this.file = file;
        this.key = key;
    }

    static SecretStore of(Environment environment) {
        String home = environment.getProperty("lienthong.home", "data");
        String file = environment.getProperty(FILE, "");
        return new SecretStore(
                file.isEmpty() ? Path.of(home, "secrets.properties") : Path.of(file), environment.getProperty(KEY));
    }

    /** A new key for a store. */
    public static String newKey() {
        return Base64.getEncoder().encodeToString(random(KEY_BYTES));
    }

    /** The names of what is kept. */
    public Set<String> names() {
        return new TreeSet<>(kept().stringPropertyNames());
    }

    /** @throws IllegalStateException if it is not kept, or the key is not the one that it was kept with */
    String read(String name) {
        String value = kept().getProperty(name);
        if (value == null) {
            throw new IllegalStateException("the stored secret " + name + " is not in " + file
                    + "; put it there with the command secret put " + name);
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(value);
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, bytes, name);
            return new String(cipher.doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES), StandardCharsets.UTF_8);
        } catch (AEADBadTagException e) {
            throw new IllegalStateException(
                    "the stored secret " + name + " does not open with the key in " + KEY + ", or was changed", e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException("the stored secret " + name + " in " + file + " is damaged", e);
        }
    }

    /**
     * Keeps a secret, in the place of one of the same name.
     *
     * @throws IllegalArgumentException if the name is none, or the value empty
     */
    public void put(String name, String value) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the name was \"" + FoundValue.line(name)
                            + "\"; expected the connector's id, a dot, and a word in lower-case letters, such as tax-office.password");
        }
        if (value.isEmpty()) {
            throw new IllegalArgumentException("the secret was empty");
        }
        byte[] nonce = random(NONCE_BYTES);
        try {
            byte[] hidden = cipher(Cipher.ENCRYPT_MODE, nonce, name).doFinal(value.getBytes(StandardCharsets.UTF_8));
            byte[] both = java.util.Arrays.copyOf(nonce, NONCE_BYTES + hidden.length);
            System.arraycopy(hidden, 0, both, NONCE_BYTES, hidden.length);
            Properties all = kept();
            all.setProperty(name, Base64.getEncoder().encodeToString(both));
            write(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java encrypts with AES-GCM", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String name) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(keyBytes(), "AES"), new GCMParameterSpec(TAG_BITS, nonce, 0, NONCE_BYTES));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private byte[] keyBytes() {
        if (key == null || key.isBlank()) {
            throw new IllegalStateException(
                    "LIENTHONG_SECRETS_KEY is not set; it holds the key of the stored secrets in " + file);
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(key.strip());
            if (bytes.length == KEY_BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // Told below, without showing it.
        }
        throw new IllegalStateException(
                "LIENTHONG_SECRETS_KEY is not 32 bytes in Base64; the command secret new-key makes one");
    }

    private Properties kept() {
        Properties kept = new Properties();
        if (!Files.exists(file)) {
            return kept;
        }
        try (var lines = Files.newBufferedReader(file)) {
            kept.load(lines);
            return kept;
        } catch (IOException e) {
            throw new UncheckedIOException("the stored secrets in " + file + " cannot be read", e);
        }
    }

    private void write(Properties all) {
        StringBuilder text = new StringBuilder("# Encrypted; written by the command secret put.\n");
        new TreeMap<>(Collections.list(all.propertyNames()).stream()
                        .map(String::valueOf)
                        .collect(java.util.stream.Collectors.toMap(name -> name, all::getProperty)))
                .forEach((name, value) ->
                        text.append(name).append('=').append(value).append('\n'));
        try {
            Path parent = file.toAbsolutePath().getParent();
            Files.createDirectories(parent);
            Path beside = Files.createTempFile(parent, "secrets", ".new");
            Files.writeString(beside, text);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the stored secrets cannot be written to " + file, e);
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
