package vn.lienthong.hub.connector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.springframework.core.env.Environment;

/** Reads named secrets when they are needed: from the environment, the hub's settings, a file, or the encrypted store. */
public final class Secrets {
    private final Environment environment;
    private final SecretStore store;

    public Secrets(Environment environment) {
        this.environment = environment;
        this.store = SecretStore.of(environment);
    }

    /**
     * The secret's one line.
     *
     * @throws IllegalStateException naming the variable, file or stored secret, where there is no value
     */
    public String read(Secret secret) {
        String whole = readWhole(secret);
        String value =
                secret instanceof Secret.FromFile ? whole.lines().findFirst().orElse("") : whole;
        if (value.isEmpty()) {
            throw nothing(secret);
        }
        return value;
    }

    /**
     * The secret with all its lines, as a private key has them.
     *
     * @throws IllegalStateException naming the variable, file or stored secret, where there is no value
     */
    public String readWhole(Secret secret) {
        String value = valueOf(secret);
        if (value.isEmpty()) {
            throw nothing(secret);
        }
        return value;
    }

    private String valueOf(Secret secret) {
        if (secret instanceof Secret.FromFile fromFile) {
            try {
                return Files.readString(fromFile.file());
            } catch (IOException e) {
                throw new UncheckedIOException("secret file " + fromFile.file() + " cannot be read", e);
            }
        }
        if (secret instanceof Secret.FromStore stored) {
            return store.read(stored.name());
        }
        String value = environment.getProperty(((Secret.FromEnvironment) secret).variable());
        return value == null ? "" : value;
    }

    private static IllegalStateException nothing(Secret secret) {
        if (secret instanceof Secret.FromFile fromFile) {
            return new IllegalStateException("secret file " + fromFile.file() + " is empty");
        }
        if (secret instanceof Secret.FromStore stored) {
            return new IllegalStateException("the stored secret " + stored.name() + " is empty");
        }
        return new IllegalStateException("environment variable " + ((Secret.FromEnvironment) secret).variable()
                + " is not set; it holds a secret");
    }
}
