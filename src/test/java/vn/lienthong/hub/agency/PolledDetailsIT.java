package vn.lienthong.hub.agency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.status.StatusStore;

/** A system tells its list well, and of some records in it something that nobody can read. */
class PolledDetailsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final SystemId OFFICE = SystemId.of("detail-office");

    private static final List<String> LISTED = new CopyOnWriteArrayList<>();
    private static final Set<String> GARBLED = ConcurrentHashMap.newKeySet();
    private static HttpServer system;
    private static RunningHub hub;

    @BeforeAll
    static void start(@TempDir Path home) throws IOException {
        system = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        system.createContext("/list", PolledDetailsIT::list);
        system.createContext("/dossiers/", PolledDetailsIT::detail);
        system.start();
        Path folder = Files.createDirectories(home.resolve("connectors/detail-office"));
        Files.writeString(
                folder.resolve("connector.yaml"),
                """
                id: detail-office
                name: {vi: Cơ quan thử, en: Office of a test}
                agency: {id: H27.81, name: {vi: Cơ quan thử, en: Office of a test}}
                address: "http://127.0.0.1:%d"
                intake:
                  kind: rest-poll
                  every: PT0.3S
                  list: {method: GET, path: "/list?since={{watermark}}"}
                  records: /data
                  detail: {method: GET, path: "/dossiers/{{record:/code}}"}
                  page-size: 100
                  watermark: {from: /at, initial: "2026-01-01T00:00:00Z"}
                """
                        .formatted(system.getAddress().getPort()));
        Files.writeString(
                folder.resolve("mapping.yaml"),
                """
                dates: [iso]
                dossier: {source-dossier-no: /code}
                changes: {status: /status, at: /at}
                tables: {statuses: {"4": 4}}
                """);
        hub = new RunningHub(home, 0);
    }

    @AfterAll
    static void stop() {
        hub.close();
        system.stop(0);
    }

    private static String record(String code) {
        int minute = LISTED.indexOf(code);
        return "{\"code\":\"%s\",\"status\":\"4\",\"at\":\"2026-03-01T08:%02d:00+07:00\"}".formatted(code, minute);
    }

    private static void list(HttpExchange exchange) throws IOException {
        String records = LISTED.stream().map(PolledDetailsIT::record).collect(Collectors.joining(","));
        answer(exchange, "application/json", "{\"data\":[" + records + "]}");
    }

    private static void detail(HttpExchange exchange) throws IOException {
        String code = exchange.getRequestURI().getPath().replaceFirst(".*/", "");
        if (GARBLED.contains(code)) {
            answer(exchange, "text/html", "<html><body>Hệ thống đang bảo trì</body></html>");
        } else {
            answer(exchange, "application/json", record(code));
        }
    }

    private static void answer(HttpExchange exchange, String type, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static boolean isKnown(String code) {
        return hub.bean(StatusStore.class).find(new DossierKey(OFFICE, code)).isPresent();
    }

    private static JsonNode deadLetters() throws Exception {
        return RunningHub.json(hub.get("/api/v1/dead-letters?connector=detail-office", RunningHub.VIEW_KEY))
                .path("deadLetters");
    }

    private static IntakeState state() {
        return hub.bean(IntakeStates.class).find(OFFICE).orElseThrow();
    }

    @Test
    void nothingIsPassedOverThatItTellsBadlyForAWhileAndWhatItAlwaysTellsBadlyIsLeftOut() throws Exception {
        GARBLED.addAll(List.of("D-1", "D-3"));
        LISTED.addAll(List.of("D-1", "D-2", "D-3"));

        await().atMost(PATIENCE).until(() -> isKnown("D-2"));
        await().atMost(PATIENCE).until(() -> state().failures() > 0);
        GARBLED.remove("D-1");

        await().atMost(PATIENCE).until(() -> isKnown("D-1"));
        await().atMost(PATIENCE).until(() -> !deadLetters().isEmpty());
        await().atMost(PATIENCE).until(() -> state().failures() == 0);
        assertThat(deadLetters()).as("the one that never could be read").hasSize(1);
        assertThat(deadLetters().toString()).contains("ask-for-details");

        GARBLED.clear();
        LISTED.add("D-4");
        await().atMost(PATIENCE).until(() -> isKnown("D-4"));
        assertThat(deadLetters()).hasSize(1);
    }
}
