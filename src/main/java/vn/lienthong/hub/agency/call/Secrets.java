package vn.lienthong.hub.agency.call;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.Secret;

/** Reads the secrets that connectors name, when they are needed, so that a changed one counts at once. */
@Component
public final class Secrets {
    private final Environment environment;

    Secrets(Environment environment) {
        this.environment = environment;
    }

    String read(SystemId system, Secret secret) {
        try {
            return secret.read(environment::getProperty);
        } catch (IllegalStateException e) {
            throw CallProblems.noSecret(system, e);
        } catch (java.io.UncheckedIOException e) {
            throw CallProblems.noSecret(system, new IllegalStateException(e.getMessage(), e));
        }
    }
}
