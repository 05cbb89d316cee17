package vn.lienthong.hub.connector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A named secret: where it is, never what it is. */
public sealed interface Secret {
    /** The value of an environment variable or, where that is unset, of the setting of the same name. */
    record FromEnvironment(String variable) implements Secret {}

    /** The first line of a file. */
    record FromFile(Path file) implements Secret {}

    /**
     * Reads the secret.
     *
     * @param environment answers a variable's value, or null
     * @throws IllegalStateException naming the variable or file, where there is no value
     */
    default String read(UnaryOperator<@Nullable String> environment) {
        if (this instanceof FromFile fromFile) {
            try (var lines = Files.lines(fromFile.file(), StandardCharsets.UTF_8)) {
                return lines.findFirst()
                        .orElseThrow(() -> new IllegalStateException("secret file " + fromFile.file() + " is empty"));
            } catch (IOException e) {
                throw new UncheckedIOException("secret file " + fromFile.file() + " cannot be read", e);
            }
        }
        String variable = ((FromEnvironment) this).variable();
        String value = environment.apply(variable);
        if (value == null || value.isEmpty()) {
            throw new IllegalStateException("environment variable " + variable + " is not set; it holds a secret");
        }
        return value;
    }
}
