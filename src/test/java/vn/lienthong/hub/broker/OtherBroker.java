package vn.lienthong.hub.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.crash.FreePort;

/**
 * An ActiveMQ Artemis that is not the hub's own: a process of its own with a journal on disk, run by {@code docker/broker.xml}
 * and by users and roles in files, as an administrator would. It can be killed without warning.
 */
public final class OtherBroker implements AutoCloseable {
    /** The hub's user, whose password is {@code hub-key}. */
    public static final String HUB = "hub";

    private static final Path BROKER_XML = Path.of("docker", "broker.xml");

    private final Path home;
    private final Map<BrokerDoor, Integer> ports = new TreeMap<>();
    private @Nullable Process process;
    private int starts;

    /** @param clients the roles of each user beside the hub; a user's password is its name and {@code -key} */
    public OtherBroker(Path home, Map<String, List<String>> clients) throws IOException {
        this.home = Files.createDirectories(home);
        for (BrokerDoor door : List.of(BrokerDoor.CORE, BrokerDoor.MQTT, BrokerDoor.STOMP)) {
            ports.put(door, FreePort.find());
        }
        Map<String, List<String>> users = new TreeMap<>(clients);
        users.put(HUB, List.of("hub"));
        Files.write(
                home.resolve("artemis-users.properties"),
                users.keySet().stream().map(user -> user + "=" + user + "-key").toList());
        Files.write(home.resolve("artemis-roles.properties"), byRole(users));
        Files.writeString(
                home.resolve("login.config"),
                """
                activemq {
                    org.apache.activemq.artemis.spi.core.security.jaas.PropertiesLoginModule required
                        org.apache.activemq.jaas.properties.user="artemis-users.properties"
                        org.apache.activemq.jaas.properties.role="artemis-roles.properties"
                        baseDir="%s";
                };
                """
                        .formatted(home));
    }

    private static List<String> byRole(Map<String, List<String>> users) {
        Map<String, List<String>> roles = new TreeMap<>();
        users.forEach((user, own) -> own.forEach(
                role -> roles.computeIfAbsent(role, unused -> new ArrayList<>()).add(user)));
        return roles.entrySet().stream()
                .map(role -> role.getKey() + "=" + String.join(",", role.getValue()))
                .toList();
    }

    /** Where its door for this protocol is, which a restart does not change. */
    public int port(BrokerDoor door) {
        Integer port = ports.get(door);
        if (port == null) {
            throw new IllegalArgumentException(BROKER_XML + " opens no door for " + door);
        }
        return port;
    }

    /** The settings by which a hub uses it. */
    public String[] settings() {
        return new String[] {
            "--lienthong.broker.url=tcp://127.0.0.1:" + port(BrokerDoor.CORE),
            "--lienthong.broker.user=" + HUB,
            "--lienthong.broker.password=" + HUB + "-key"
        };
    }

    /** Returns when every door is open. */
    public void start() throws IOException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Djava.security.auth.login.config=" + home.resolve("login.config"),
                "-Dlienthong.broker.data=" + home.resolve("data")));
        ports.forEach((door, port) ->
                words.add("-Dlienthong.broker." + door.name().toLowerCase(java.util.Locale.ROOT) + "-port=" + port));
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), OtherBroker.class.getName()));
        Process started = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("broker-" + ++starts + ".log").toFile())
                .start();
        process = started;
        Awaitility.await("broker start " + starts + ", see " + home)
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(100))
                .failFast("the broker ended; see " + home, () -> !started.isAlive())
                .until(() -> ports.values().stream().allMatch(OtherBroker::isOpen));
    }

    /** As kill -9. */
    public void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    private static boolean isOpen(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            process.destroy();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    /** The process itself. */
    public static void main(String[] unused) throws Exception {
        var artemis = new EmbeddedActiveMQ()
                .setConfigResourcePath(BROKER_XML.toUri().toString())
                .setSecurityManager(new ActiveMQJAASSecurityManager("activemq"));
        artemis.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                artemis.stop();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }));
    }
}
