package vn.lienthong.hub.access;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may come in, as written under {@code lienthong.access}. Values are kept as they were written, so that {@link
 * Roster} tells every fault at once.
 *
 * @param clients programs, known by a key
 * @param people known by a login and password
 * @param rateLimit for each caller that has none of its own
 */
@ConfigurationProperties("lienthong.access")
public record AccessSettings(
        @DefaultValue List<ClientSettings> clients,
        @DefaultValue List<PersonSettings> people,
        @DefaultValue RateSettings rateLimit) {
    public AccessSettings {
        clients = List.copyOf(clients);
        people = List.copyOf(people);
    }

    /**
     * A program.
     *
     * @param id its name
     * @param keyHash the SHA-256 of its key in hexadecimal; two while a key is being changed
     * @param key its key itself, in the demo only
     * @param rights the keys of its rights, such as {@code look-up}
     * @param pushesFor the systems whose changes it may push
     * @param usesFacadesOf the connectors whose facades it may use
     * @param submitsTo the agencies' systems for which it may hand in dossiers
     * @param portal the connector by which it is told of changes itself
     * @param rateLimit how often it may ask, where that differs from the others
     */
    public record ClientSettings(
            @Nullable String id,
            @DefaultValue List<String> keyHash,
            @Nullable String key,
            @DefaultValue List<String> rights,
            @DefaultValue List<String> pushesFor,
            @DefaultValue List<String> usesFacadesOf,
            @DefaultValue List<String> submitsTo,
            @Nullable String portal,
            @Nullable RateSettings rateLimit) {
        public ClientSettings {
            keyHash = List.copyOf(keyHash);
            rights = List.copyOf(rights);
            pushesFor = List.copyOf(pushesFor);
            usesFacadesOf = List.copyOf(usesFacadesOf);
            submitsTo = List.copyOf(submitsTo);
        }

        /** Prints no secret. */
        @Override
        public String toString() {
            return "ClientSettings[" + id + "]";
        }
    }

    /**
     * A person.
     *
     * @param login what they type
     * @param passwordHash the bcrypt hash of their password
     * @param password the password itself, in the demo only
     * @param role {@code viewer} or {@code administrator}
     */
    public record PersonSettings(
            @Nullable String login, @Nullable String passwordHash, @Nullable String password, @Nullable String role) {
        /** Prints no secret. */
        @Override
        public String toString() {
            return "PersonSettings[" + login + "]";
        }
    }

    /**
     * How often a caller may ask.
     *
     * @param perSecond how many times a second in the long run
     * @param burst how many at once after a silence
     */
    public record RateSettings(@DefaultValue("200") int perSecond, @DefaultValue("400") int burst) {}
}
