package vn.lienthong.hub.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * One page in a headless Chromium, steered by its DevTools protocol. What a driver program would be needed for is not much
 * here: to open, to read, and to hear what the page complains of.
 */
final class Chromium implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final WebSocket page;
    private final AtomicInteger asked = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final AtomicInteger loaded = new AtomicInteger();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    /** The program, where one is installed. */
    static Optional<Path> program() {
        return List.of("chromium", "chromium-browser", "google-chrome", "chrome").stream()
                .flatMap(name -> List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @param profile a folder of its own, which it may fill */
    Chromium(Path program, Path profile) throws IOException, InterruptedException {
        process = new ProcessBuilder(
                        program.toString(),
                        "--headless=new",
                        // It has no rights to give away where tests run as root, and opens nothing but the hub's pages.
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--lang=vi",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(
                        profile.resolveSibling(profile.getFileName() + ".log").toFile())
                .start();
        Path port = profile.resolve("DevToolsActivePort");
        Awaitility.await("chromium to start")
                .atMost(PATIENCE)
                .failFast("chromium ended", () -> !process.isAlive())
                .until(() -> Files.exists(port) && Files.readAllLines(port).size() > 1);
        JsonNode pages = JSON.readTree(HTTP.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                                        + Files.readAllLines(port).get(0) + "/json/list"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body());
        page = HTTP.newWebSocketBuilder()
                .buildAsync(URI.create(pages.at("/0/webSocketDebuggerUrl").asText()), new Listener())
                .join();
        for (String domain : List.of("Page", "Runtime", "Log")) {
            call(domain + ".enable", Map.of());
        }
        // As if somebody had clicked on its window.
        call("Emulation.setFocusEmulationEnabled", Map.of("enabled", true));
    }

    /** Opens an address and waits until it is loaded. */
    void open(URI address) {
        int before = loaded.get();
        call("Page.navigate", Map.of("url", address.toString()));
        awaitLoad(before);
    }

    /** Does something that leads to another page, and waits until that is loaded. */
    void leave(String script) {
        int before = loaded.get();
        evaluate(script);
        awaitLoad(before);
    }

    private void awaitLoad(int before) {
        Awaitility.await("the page to load").atMost(PATIENCE).until(() -> loaded.get() > before);
    }

    /** What a person sees. */
    String text() {
        return evaluate("document.body.innerText");
    }

    String evaluate(String script) {
        JsonNode answer = call("Runtime.evaluate", Map.of("expression", script, "returnByValue", true));
        return answer.at("/result/value").asText();
    }

    /** The errors in the page's console since it was asked last. */
    List<String> complaints() {
        List<String> told = List.copyOf(complaints);
        complaints.clear();
        return told;
    }

    /** Makes the window so many points wide; 0 for as it was. */
    void width(int points) {
        if (points == 0) {
            call("Emulation.clearDeviceMetricsOverride", Map.of());
        } else {
            call(
                    "Emulation.setDeviceMetricsOverride",
                    Map.of("width", points, "height", 800, "deviceScaleFactor", 1, "mobile", false));
        }
    }

    /** A picture of the whole page, for somebody to look at. */
    void picture(Path file) throws IOException {
        JsonNode taken = call("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(taken.path("data").asText()));
    }

    private JsonNode call(String method, Map<String, ?> parameters) {
        int id = asked.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        answers.put(id, answer);
        ObjectNode question = JSON.createObjectNode().put("id", id).put("method", method);
        question.set("params", JSON.valueToTree(parameters));
        page.sendText(question.toString(), true).join();
        return answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    @Override
    public void close() throws InterruptedException {
        page.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                hear(read(message.toString()));
                message.setLength(0);
            }
            socket.request(1);
            return null;
        }

        private static JsonNode read(String message) {
            try {
                return JSON.readTree(message);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        private void hear(JsonNode told) {
            if (told.has("id")) {
                CompletableFuture<JsonNode> answer =
                        answers.remove(told.get("id").asInt());
                if (answer != null) {
                    answer.complete(told.path("result"));
                }
                return;
            }
            JsonNode what = told.path("params");
            switch (told.path("method").asText()) {
                case "Page.loadEventFired" -> loaded.incrementAndGet();
                case "Runtime.exceptionThrown" ->
                    complaints.add(what.path("exceptionDetails").toString());
                case "Runtime.consoleAPICalled" -> complain(what.path("type"), what.path("args"));
                case "Log.entryAdded" -> complain(what.at("/entry/level"), what.path("entry"));
                default -> {
                    // Nothing that is asked here.
                }
            }
        }

        private void complain(JsonNode level, JsonNode what) {
            if (level.asText().equals("error")) {
                complaints.add(what.toString());
            }
        }
    }
}
