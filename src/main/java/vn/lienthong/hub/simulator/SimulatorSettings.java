package vn.lienthong.hub.simulator;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the five simulators are started; {@code lienthong.simulators.*}.
 *
 * @param enabled whether the hub starts them with itself
 * @param seed what the agencies' lives grow from
 * @param pace the pause between two steps of an agency; zero for an agency in which nothing moves by itself
 * @param dossiers how many dossiers each agency begins with
 * @param stateFolder where the systems remember their lives over a restart; left out to forget them
 * @param dropFolder where the social insurance office leaves its files
 * @param inboxFolder where the social insurance office finds what is handed in for it
 * @param push where the land office pushes to; null to push nowhere until told
 * @param agent how the transport office reaches the hub's broker; null where there is no such office
 */
@ConfigurationProperties("lienthong.simulators")
public record SimulatorSettings(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("2026") long seed,
        @DefaultValue("2s") Duration pace,
        @DefaultValue("120") int dossiers,
        @Nullable Path stateFolder,
        @DefaultValue("data/drop/social-insurance") Path dropFolder,
        @DefaultValue("data/inbox/social-insurance") Path inboxFolder,
        @DefaultValue Ports ports,
        @DefaultValue Passwords passwords,
        @Nullable Push push,
        @Nullable Agent agent) {

    public SimulatorSettings {
        if (pace.isNegative()) {
            throw new IllegalArgumentException(
                    "lienthong.simulators.pace was " + pace + " but it is a pause, such as 2s, or 0 for no movement");
        }
        if (dossiers < 0 || dossiers > 9_999) {
            throw new IllegalArgumentException(
                    "lienthong.simulators.dossiers was " + dossiers + " but it is from 0 to 9999");
        }
    }

    /**
     * Ports on loopback; 0 for any free one.
     *
     * @param civilRegistry for the SOAP system
     * @param landOffice for the system with OAuth2
     * @param businessRegistry for the system with its session in the body
     * @param socialInsurance for steering the system that leaves files
     * @param nationalPortal for the portal and its page
     */
    public record Ports(
            @DefaultValue("18081") int civilRegistry,
            @DefaultValue("18082") int landOffice,
            @DefaultValue("18083") int businessRegistry,
            @DefaultValue("18084") int socialInsurance,
            @DefaultValue("18085") int nationalPortal) {
        public static final Ports ANY_FREE = new Ports(0, 0, 0, 0, 0);
    }

    /**
     * What the hub must show each system.
     *
     * @param civilRegistry the password in the UsernameToken
     * @param landOffice the secret of the OAuth2 client
     * @param businessRegistry the password of the login
     * @param nationalPortal the password of the login
     */
    public record Passwords(
            @DefaultValue("") String civilRegistry,
            @DefaultValue("") String landOffice,
            @DefaultValue("") String businessRegistry,
            @DefaultValue("") String nationalPortal) {
        void check() {
            check("civil-registry", civilRegistry);
            check("land-office", landOffice);
            check("business-registry", businessRegistry);
            check("national-portal", nationalPortal);
        }

        private static void check(String simulator, String password) {
            if (password.isBlank()) {
                throw new IllegalArgumentException("lienthong.simulators.passwords." + simulator
                        + " is not set; it is what the hub must show that simulator");
            }
        }

        /** Prints no password. */
        @Override
        public String toString() {
            return "Passwords[…]";
        }
    }

    /**
     * The hub's door for the land office.
     *
     * @param address such as {@code http://127.0.0.1:8080/api/v1/connectors/land-office/changes}
     * @param key the land office's key at the hub
     */
    public record Push(URI address, String key) {
        /** Prints no key. */
        @Override
        public String toString() {
            return "Push[" + address + "]";
        }
    }

    /**
     * The transport office's place at the hub's broker.
     *
     * @param port of its controls; 0 for any free one
     * @param broker such as {@code tcp://127.0.0.1:61616}
     * @param key the transport office's key at the hub
     */
    public record Agent(@DefaultValue("18086") int port, URI broker, String key) {
        /** Prints no key. */
        @Override
        public String toString() {
            return "Agent[" + broker + "]";
        }
    }

    /**
     * For tests: free ports, nothing moves by itself, nothing is remembered, nothing is pushed; the passwords are
     * {@code civil-demo}, {@code land-demo}, {@code business-demo} and {@code portal-demo}.
     */
    public static SimulatorSettings quiet(Path dropFolder, int dossiers) {
        return new SimulatorSettings(
                true,
                2026,
                Duration.ZERO,
                dossiers,
                null,
                dropFolder,
                dropFolder.resolveSibling("inbox"),
                Ports.ANY_FREE,
                new Passwords("civil-demo", "land-demo", "business-demo", "portal-demo"),
                null,
                null);
    }

    /** The same, with the transport office. */
    public SimulatorSettings with(Agent newAgent) {
        return new SimulatorSettings(
                enabled, seed, pace, dossiers, stateFolder, dropFolder, inboxFolder, ports, passwords, push, newAgent);
    }
}
