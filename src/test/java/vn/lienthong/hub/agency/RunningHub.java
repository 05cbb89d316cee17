package vn.lienthong.hub.agency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.util.FileSystemUtils;
import vn.lienthong.hub.LienThongHub;
import vn.lienthong.hub.NoTestBeans;
import vn.lienthong.hub.access.KeyMaker;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.DossierState;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.simulator.Simulator;
import vn.lienthong.hub.simulator.SimulatorSettings;
import vn.lienthong.hub.simulator.Simulators;
import vn.lienthong.hub.status.StatusStore;

/**
 * The hub in this process, on free ports, beside simulators in which nothing moves by itself. It reads a copy of the
 * connectors that are delivered with it, which a test may change.
 */
public final class RunningHub implements AutoCloseable {
    public static final String PUSH_KEY = "a-land-office-key-for-tests";

    /** Of a client that may push for systems that do not push. */
    public static final String OTHER_KEY = "another-key-for-tests";

    /** Of a client that may look up, see personal data and subscribe. */
    public static final String PORTAL_KEY = "a-portal-key-for-tests";

    /** Of a program that may view. */
    public static final String VIEW_KEY = "a-view-key-for-tests";

    /** Of a program that may administer. */
    public static final String ADMIN_KEY = "an-admin-key-for-tests";

    /** The password of the people {@code viewer} and {@code admin}. */
    public static final String PASSWORD = "a password for tests";

    private static final JsonMapper MAPPER = new JsonMapper();

    /** No answer of the hub takes so long, however slow what it asks is. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path home;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final @Nullable Clock clock;
    private final Simulators simulators;
    private ConfigurableApplicationContext hub;

    /** @param settings as on the command line, {@code --name=value}; they come before this class's own */
    public RunningHub(Path home, int dossiers, String... settings) {
        this(home, null, dossiers, settings);
    }

    /** @param clock the hub's; the simulators have the machine's; null for the machine's */
    public RunningHub(Path home, @Nullable Clock clock, int dossiers, String... settings) {
        this.home = home;
        this.clock = clock;
        this.simulators = Simulators.start(SimulatorSettings.quiet(home.resolve("drop"), dossiers), Clock.systemUTC());
        copyConnectors();
        give("server.port", "0");
        give("lienthong.home", home.resolve("data"));
        give("lienthong.connectors", home.resolve("connectors"));
        List.of("core", "amqp", "mqtt", "stomp").forEach(door -> give("lienthong.broker." + door + "-port", "0"));
        give("lienthong.agency.answer-timeout", "PT1S");
        give("lienthong.agency.connect-timeout", "PT1S");
        give("lienthong.agency.longest-pause", "PT1S");
        give("lienthong.agency.breaker-seconds", "2");
        giveAccess();
        give("CIVIL_REGISTRY_URL", simulators.civilRegistry().address());
        give("LAND_OFFICE_URL", simulators.landOffice().address());
        give("BUSINESS_REGISTRY_URL", simulators.businessRegistry().address());
        give("NATIONAL_PORTAL_URL", simulators.nationalPortal().address());
        give("SOCIAL_INSURANCE_FOLDER", home.resolve("drop"));
        give("SOCIAL_INSURANCE_INBOX", home.resolve("inbox"));
        give("CIVIL_REGISTRY_PASSWORD", "civil-demo");
        give("LAND_OFFICE_SECRET", "land-demo");
        give("BUSINESS_REGISTRY_PASSWORD", "business-demo");
        give("NATIONAL_PORTAL_PASSWORD", "portal-demo");
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            give(setting.substring(2, equals), setting.substring(equals + 1));
        }
        this.hub = start();
    }

    private void giveAccess() {
        client(0, "land-office", PUSH_KEY, "pushes-for=land-office");
        client(1, "pusher", OTHER_KEY, "pushes-for=unheard-of,civil-registry");
        client(2, "portal", PORTAL_KEY, "rights=look-up,see-personal-data,subscribe");
        client(3, "watcher", VIEW_KEY, "rights=view");
        client(4, "mender", ADMIN_KEY, "rights=view,administer");
        person(0, "viewer", "viewer");
        person(1, "admin", "administrator");
        give("lienthong.access.rate-limit.per-second", "10000");
        give("lienthong.access.rate-limit.burst", "10000");
    }

    private void client(int index, String id, String key, String may) {
        String at = "lienthong.access.clients[" + index + "].";
        give(at + "id", id);
        give(at + "key-hash", KeyMaker.hashOf(key));
        give(at + may.substring(0, may.indexOf('=')), may.substring(may.indexOf('=') + 1));
    }

    private void person(int index, String login, String role) {
        String at = "lienthong.access.people[" + index + "].";
        give(at + "login", login);
        give(at + "password-hash", KeyMaker.hashOfPassword(PASSWORD));
        give(at + "role", role);
    }

    private void give(String name, Object value) {
        settings.put(name, value.toString());
    }

    private void copyConnectors() {
        try {
            FileSystemUtils.copyRecursively(Path.of("connectors"), home.resolve("connectors"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ConfigurableApplicationContext start() {
        List<String> words = new ArrayList<>();
        settings.forEach((name, value) -> words.add("--" + name + "=" + value));
        var application = new SpringApplication(LienThongHub.class);
        application.addInitializers(new NoTestBeans());
        if (clock != null) {
            application.addInitializers(context -> ((GenericApplicationContext) context)
                    .registerBean("testClock", Clock.class, () -> clock, bean -> bean.setPrimary(true)));
        }
        return application.run(words.toArray(String[]::new));
    }

    /** Stops the hub as an administrator would, and starts it on the same data. */
    public void restart() {
        hub.close();
        hub = start();
    }

    /** Writes something else into a file of a connector, for the next start. */
    public void edit(String connector, String file, String before, String after) throws IOException {
        Path path = home.resolve("connectors").resolve(connector).resolve(file);
        String text = Files.readString(path);
        if (!text.contains(before)) {
            throw new AssertionError(path + " has no \"" + before + "\"");
        }
        Files.writeString(path, text.replace(before, after));
    }

    public Simulators simulators() {
        return simulators;
    }

    public Path home() {
        return home;
    }

    public <T> T bean(Class<T> type) {
        return hub.getBean(type);
    }

    public void stopRoute(String id) throws Exception {
        bean(CamelContext.class).getRouteController().stopRoute(id);
    }

    public void startRoute(String id) throws Exception {
        bean(CamelContext.class).getRouteController().startRoute(id);
    }

    public URI address(String path) {
        return URI.create("http://127.0.0.1:" + hub.getEnvironment().getProperty("local.server.port") + path);
    }

    public HttpResponse<String> push(String connector, byte[] body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address("/api/v1/connectors/" + connector + "/changes"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .setHeader("Content-Type", "application/json")
                .setHeader("X-API-Key", PUSH_KEY);
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Asks in English. */
    public HttpResponse<String> get(String path, String key) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address(path)), key);
    }

    /** Asks without a name. */
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(address(path)).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> post(String path, String key, String body) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(address(path))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .header("Content-Type", "application/json"),
                key);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String key)
            throws IOException, InterruptedException {
        request.timeout(PATIENCE).header("X-API-Key", key).header("Accept-Language", "en");
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public static JsonNode json(HttpResponse<String> answer) throws IOException {
        return MAPPER.readTree(answer.body());
    }

    public HttpResponse<String> lookUp(String code, String agency) throws IOException, InterruptedException {
        String query = "?agency=" + agency + "&code=" + encoded(code);
        return get("/api/v1/dossiers" + query, PORTAL_KEY);
    }

    /** What a simulator knows of its dossiers. */
    public JsonNode truth(URI simulator) throws IOException, InterruptedException {
        return ask(HttpRequest.newBuilder(simulator.resolve("/control/truth")));
    }

    /** Number of changes by dossier, as the agency knows them. */
    public Map<String, Integer> told(Simulator simulator) throws IOException, InterruptedException {
        Map<String, Integer> changes = new TreeMap<>();
        for (JsonNode dossier : truth(simulator.address()).path("dossiers")) {
            changes.put(dossier.path("number").asText(), dossier.path("changes").size());
        }
        return changes;
    }

    /** Number of changes by dossier, as the hub knows those of them that it has heard of. */
    public Map<String, Integer> known(Simulator simulator, Iterable<String> numbers) {
        Map<String, Integer> changes = new TreeMap<>();
        for (String number : numbers) {
            bean(StatusStore.class)
                    .find(new DossierKey(SystemId.of(simulator.id()), number))
                    .map(DossierState::history)
                    .ifPresent(history -> changes.put(number, history.size()));
        }
        return changes;
    }

    /** How many requests a simulator has had, without those to its controls. */
    public long requests(Simulator simulator) throws IOException, InterruptedException {
        return ask(HttpRequest.newBuilder(simulator.address().resolve("/control")))
                .path("requests")
                .asLong();
    }

    public JsonNode control(URI simulator, String path, String body) throws IOException, InterruptedException {
        return ask(HttpRequest.newBuilder(simulator.resolve("/control/" + path))
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Has a simulated agency behave so from now on; {@code {}} for well. */
    public void misbehave(Simulator simulator, String faults) throws IOException, InterruptedException {
        control(simulator.address(), "faults", faults);
    }

    /** Has a dossier move to a status of the agency's own; a number nobody knows opens a dossier. */
    public JsonNode change(Simulator agency, String dossier, String code) throws IOException, InterruptedException {
        return control(agency.address(), "change", "{\"dossier\":\"%s\",\"code\":\"%s\"}".formatted(dossier, code));
    }

    private JsonNode ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        return MAPPER.readTree(
                http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body());
    }

    /** A person's browser, as far as cookies, redirects and the login go. */
    public Browser browser() {
        return new Browser();
    }

    /** Opens pages as a person does. */
    public final class Browser {
        private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

        private final HttpClient http = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();

        private Browser() {}

        public void logIn(String login) throws IOException, InterruptedException {
            Matcher token = TOKEN.matcher(get("/login").body());
            if (!token.find()) {
                throw new AssertionError("the login page has no token");
            }
            String form = "username=" + login + "&password=" + encoded(PASSWORD) + "&_csrf=" + encoded(token.group(1));
            send(request("/login")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form)));
        }

        public HttpResponse<String> get(String path) throws IOException, InterruptedException {
            return send(request(path));
        }

        private HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(address(path)).header("Accept", "text/html");
        }

        private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
            return http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        hub.close();
        simulators.close();
    }
}
