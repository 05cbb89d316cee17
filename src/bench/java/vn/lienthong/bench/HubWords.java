package vn.lienthong.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The words by which Java starts the packaged hub, with one client whose key is known. */
public final class HubWords {
    private static final String KEY = "lt_bench_0123456789012345678901234567890123456789";

    /** The header in which that client shows its key, with the end of its line. */
    public static final String KEY_HEADER = "X-API-Key: " + KEY + "\r\n";

    private HubWords() {}

    /** @param home its data */
    public static List<String> of(Path home, int port, Path connectors) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(KEY.getBytes(StandardCharsets.UTF_8));
        List<String> words = new ArrayList<>(List.of("-Xmx1g"));
        // For a profiler, say.
        words.addAll(List.of(System.getProperty("bench.hub.jvm", "").split(" ")));
        words.remove("");
        words.addAll(List.of(
                "-jar",
                "target/lienthong-hub.jar",
                "--server.port=" + port,
                // The load keeps its connections; Tomcat closes one after 100 requests otherwise.
                "--server.tomcat.max-keep-alive-requests=-1",
                "--lienthong.home=" + home,
                "--lienthong.connectors=" + connectors,
                "--lienthong.access.clients[0].id=bench",
                "--lienthong.access.clients[0].key-hash=" + HexFormat.of().formatHex(hash),
                "--lienthong.access.rate-limit.per-second=1000000",
                "--lienthong.access.rate-limit.burst=1000000"));
        for (String door : List.of("core", "amqp", "mqtt", "stomp")) {
            words.add("--lienthong.broker." + door + "-port=0");
        }
        return words;
    }

    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
