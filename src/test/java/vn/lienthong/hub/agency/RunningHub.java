package vn.lienthong.hub.agency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import vn.lienthong.hub.LienThongHub;
import vn.lienthong.hub.NoTestBeans;
import vn.lienthong.hub.simulator.SimulatorSettings;
import vn.lienthong.hub.simulator.Simulators;

/** The hub in this process, on free ports, beside simulators in which nothing moves by itself. */
final class RunningHub implements AutoCloseable {
    static final String PUSH_KEY = "a-land-office-key-for-tests";

    /** Of a client that may push for systems that do not push. */
    static final String OTHER_KEY = "another-key-for-tests";

    private static final JsonMapper MAPPER = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path home;
    private final List<String> settings;
    private final Simulators simulators;
    private ConfigurableApplicationContext hub;

    RunningHub(Path home, int dossiers, String... settings) {
        this.home = home;
        this.settings = List.of(settings);
        this.simulators = Simulators.start(SimulatorSettings.quiet(home.resolve("drop"), dossiers), Clock.systemUTC());
        this.hub = start();
    }

    private ConfigurableApplicationContext start() {
        List<String> words = new ArrayList<>(List.of(
                "--server.port=0",
                "--lienthong.home=" + home.resolve("data"),
                "--lienthong.broker.core-port=0",
                "--lienthong.broker.amqp-port=0",
                "--lienthong.broker.mqtt-port=0",
                "--lienthong.broker.stomp-port=0",
                "--lienthong.agency.answer-timeout=PT1S",
                "--lienthong.agency.connect-timeout=PT1S",
                "--lienthong.agency.longest-pause=PT1S",
                "--lienthong.agency.breaker-seconds=2",
                "--lienthong.access.clients[0].id=land-office",
                "--lienthong.access.clients[0].key-hash=" + hash(PUSH_KEY),
                "--lienthong.access.clients[0].pushes-for=land-office",
                "--lienthong.access.clients[1].id=pusher",
                "--lienthong.access.clients[1].key-hash=" + hash(OTHER_KEY),
                "--lienthong.access.clients[1].pushes-for=unheard-of,civil-registry",
                "--CIVIL_REGISTRY_URL=" + simulators.civilRegistry().address(),
                "--LAND_OFFICE_URL=" + simulators.landOffice().address(),
                "--BUSINESS_REGISTRY_URL=" + simulators.businessRegistry().address(),
                "--NATIONAL_PORTAL_URL=" + simulators.nationalPortal().address(),
                "--SOCIAL_INSURANCE_FOLDER=" + home.resolve("drop"),
                "--CIVIL_REGISTRY_PASSWORD=civil-demo",
                "--LAND_OFFICE_SECRET=land-demo",
                "--BUSINESS_REGISTRY_PASSWORD=business-demo",
                "--NATIONAL_PORTAL_PASSWORD=portal-demo"));
        words.addAll(settings);
        var application = new SpringApplication(LienThongHub.class);
        application.addInitializers(new NoTestBeans());
        return application.run(words.toArray(String[]::new));
    }

    private static String hash(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Stops the hub as an administrator would, and starts it on the same data. */
    void restart() {
        hub.close();
        hub = start();
    }

    Simulators simulators() {
        return simulators;
    }

    Path home() {
        return home;
    }

    <T> T bean(Class<T> type) {
        return hub.getBean(type);
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + hub.getEnvironment().getProperty("local.server.port") + path);
    }

    HttpResponse<String> push(String connector, byte[] body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address("/api/v1/connectors/" + connector + "/changes"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .setHeader("Content-Type", "application/json")
                .setHeader("X-API-Key", PUSH_KEY);
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** What a simulator knows of its dossiers. */
    JsonNode truth(URI simulator) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(simulator.resolve("/control/truth")).build();
        return MAPPER.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    JsonNode control(URI simulator, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(simulator.resolve("/control/" + path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return MAPPER.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    @Override
    public void close() {
        hub.close();
        simulators.close();
    }
}
