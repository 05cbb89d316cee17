package vn.lienthong.bench;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The packaged hub, as the benchmarks start it. */
public final class BenchHub {
    /** What the load shows. */
    static final String KEY = "lt_bench_0123456789012345678901234567890123456789";

    /** The header in which it does, with the end of its line. */
    public static final String KEY_HEADER = "X-API-Key: " + KEY + "\r\n";

    /** One office that pushes, and one portal. */
    static final Path CONNECTORS = Path.of("src/bench/connectors");

    /** Of the portals. */
    static final String PASSWORD = "bench";

    private BenchHub() {}

    /** @param portal the address of the portal, where the connectors have one */
    public static List<String> words(Path home, int port, Path connectors, String portal) throws Exception {
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
                "--BENCH_PORTAL_URL=" + portal,
                "--BENCH_PORTAL_PASSWORD=" + PASSWORD,
                "--lienthong.access.clients[0].id=bench",
                "--lienthong.access.clients[0].key-hash=" + HexFormat.of().formatHex(hash),
                "--lienthong.access.clients[0].rights=look-up,see-personal-data,view",
                "--lienthong.access.clients[0].pushes-for=bench-office",
                "--lienthong.access.rate-limit.per-second=1000000",
                "--lienthong.access.rate-limit.burst=1000000"));
        for (String door : List.of("core", "amqp", "mqtt", "stomp")) {
            words.add("--lienthong.broker." + door + "-port=0");
        }
        return words;
    }
}
