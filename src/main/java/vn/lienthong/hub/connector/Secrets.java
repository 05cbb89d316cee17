package vn.lienthong.hub.connector;

import org.springframework.core.env.Environment;

/** Reads named secrets when they are needed: from the environment, the hub's settings, or a file. */
public final class Secrets {
    private final Environment environment;

    public Secrets(Environment environment) {
        this.environment = environment;
    }

    /** @throws IllegalStateException naming the variable or file, where there is no value */
    public String read(Secret secret) {
        return secret.read(environment::getProperty);
    }
}
