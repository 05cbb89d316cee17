package vn.lienthong.hub.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.hub.connector.FolderCheck;
import vn.lienthong.hub.translation.XmlTree;

/** Systems that are played from the definitions and samples of their connectors, asked over their sockets. */
class ConnectorSimulationTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();

    private @Nullable ConnectorSimulation system;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path root;

    @AfterEach
    void stop() {
        if (system != null) {
            system.close();
        }
    }

    private ConnectorSimulation simulate(Path folder) {
        system = ConnectorSimulation.start(
                FolderCheck.definition(folder, Map.<String, String>of()::get),
                folder,
                0,
                secret -> "the-secret",
                Clock.systemUTC());
        return system;
    }

    private ConnectorSimulation simulate(String shipped) {
        return simulate(Path.of("connectors", shipped));
    }

    private HttpResponse<String> send(URI address, String path, @Nullable String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path));
        if (body != null) {
            request.POST(HttpRequest.BodyPublishers.ofString(body));
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Nested
    class WhenTheSystemSpeaksRest {
        private static final String LIST =
                "{\"session\":\"%s\",\"madonvi\":\"000.00.07.H27\",\"service\":\"DanhSachHoSo\",\"tungay\":\"%s\","
                        + "\"denngay\":\"2099-12-31\",\"trang\":\"0\",\"soluong\":\"100\"}";
        private static final String DETAIL =
                "{\"session\":\"%s\",\"madonvi\":\"000.00.07.H27\",\"service\":\"ChiTietHoSo\",\"masohoso\":\"%s\"}";

        private JsonNode ask(ConnectorSimulation simulation, String path, String body) throws Exception {
            return JSON.readTree(send(simulation.address(), path, body).body());
        }

        private String session(ConnectorSimulation simulation) throws Exception {
            return ask(simulation, "/mapi/login", "{\"username\":\"lienthong\",\"password\":\"the-secret\"}")
                    .path("session")
                    .asText();
        }

        @Test
        void listsWhatItsSamplesHaveAndNothingBeyondTheWatermark() throws Exception {
            ConnectorSimulation simulation = simulate("business-registry");
            String session = session(simulation);

            JsonNode all = ask(simulation, "/mapi/g", LIST.formatted(session, "2020-01-01"));
            JsonNode none = ask(simulation, "/mapi/g", LIST.formatted(session, "2099-01-01 00:00:00"));

            assertThat(all.path("error_code").asText()).isEqualTo("0");
            assertThat(all.path("data")).hasSize(4);
            assertThat(none.path("data").isArray()).isTrue();
            assertThat(none.path("data")).isEmpty();
        }

        @Test
        void answersForTheDossierThatIsAskedFor() throws Exception {
            ConnectorSimulation simulation = simulate("business-registry");
            String session = session(simulation);

            JsonNode found = ask(simulation, "/mapi/g", DETAIL.formatted(session, "DKDN-26-00041"));
            JsonNode unknown = ask(simulation, "/mapi/g", DETAIL.formatted(session, "DKDN-26-99999"));

            assertThat(found.at("/data/MaHoSo").asText()).isEqualTo("000.00.07.H27-20260609-0000041");
            assertThat(unknown.path("error_code").asText()).isEqualTo("404");
        }

        @Test
        void letsNobodyInWithoutTheRightPasswordOrSession() throws Exception {
            ConnectorSimulation simulation = simulate("business-registry");

            assertThat(send(simulation.address(), "/mapi/login", "{\"username\":\"lienthong\",\"password\":\"guess\"}")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(ask(simulation, "/mapi/g", LIST.formatted("invented", "2020-01-01"))
                            .path("error_code")
                            .asText())
                    .isEqualTo("-1");
        }

        @Test
        void misbehavesOnDemand() throws Exception {
            ConnectorSimulation simulation = simulate("business-registry");

            assertThat(send(simulation.address(), "/control/faults", "{\"failEvery\":1}")
                            .statusCode())
                    .isEqualTo(200);

            assertThat(send(simulation.address(), "/mapi/login", "{}").statusCode())
                    .isIn(500, 503);
        }
    }

    @Nested
    class WhenTheSystemSpeaksSoap {
        private static final String TOKEN =
                "<wsse:Security xmlns:wsse=\"http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd\">"
                        + "<wsse:UsernameToken><wsse:Username>lienthong</wsse:Username><wsse:Password>%s</wsse:Password>"
                        + "</wsse:UsernameToken></wsse:Security>";

        private HttpResponse<String> ask(ConnectorSimulation simulation, String password, String body)
                throws Exception {
            String envelope = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Header>"
                    + TOKEN.formatted(password) + "</s:Header><s:Body>" + body + "</s:Body></s:Envelope>";
            return send(simulation.address(), "/soap/dossiers", envelope, "Content-Type", "text/xml");
        }

        private static String since(String watermark) {
            return "<n:ListChanges xmlns:n=\"urn:lienthong:simulator:civil-registry:1\"><n:since>" + watermark
                    + "</n:since><n:max>100</n:max></n:ListChanges>";
        }

        private static JsonNode body(HttpResponse<String> answer) {
            return XmlTree.read(answer.body().getBytes(StandardCharsets.UTF_8)).path("Body");
        }

        @Test
        void listsTheRecordsOfAllSamplesBeyondTheWatermark() throws Exception {
            ConnectorSimulation simulation = simulate("civil-registry");

            JsonNode all = body(ask(simulation, "the-secret", since("0"))).path("ListChangesResponse");
            String last = "";
            for (JsonNode change : all.path("change")) {
                last = Integer.parseInt(change.path("seq").asText()) > Integer.parseInt("0" + last)
                        ? change.path("seq").asText()
                        : last;
            }
            JsonNode none = body(ask(simulation, "the-secret", since(last))).path("ListChangesResponse");

            assertThat(all.path("change").size()).isGreaterThan(3);
            assertThat(none.isMissingNode()).isFalse();
            assertThat(none.path("change").isMissingNode()).isTrue();
        }

        @Test
        void answersALookUpAndSaysWhereThereIsNone() throws Exception {
            ConnectorSimulation simulation = simulate("civil-registry");
            String asked =
                    "<GetDossier xmlns=\"urn:lienthong:simulator:civil-registry:1\"><soHoSo>%s</soHoSo></GetDossier>";

            JsonNode found = body(ask(simulation, "the-secret", asked.formatted("TP-2026-000017")));
            JsonNode none = body(ask(simulation, "the-secret", asked.formatted("TP-0")));

            assertThat(found.at("/GetDossierResponse/dossier/soHoSo").asText()).isEqualTo("TP-2026-000017");
            assertThat(none.path("GetDossierResponse").has("dossier")).isFalse();
        }

        @Test
        void refusesAWrongPasswordWithAFault() throws Exception {
            HttpResponse<String> refused = ask(simulate("civil-registry"), "guess", since("0"));

            assertThat(refused.statusCode()).isEqualTo(500);
            assertThat(refused.body()).contains("<faultstring>", "the user name or the password is wrong");
        }

        @Test
        void givesItsContract() throws Exception {
            assertThat(send(simulate("civil-registry").address(), "/soap/dossiers?wsdl", null)
                            .body())
                    .isEqualTo(Files.readString(Path.of("connectors/civil-registry/civil-registry.wsdl")));
        }
    }

    @Nested
    class WhenTheSystemComesToTheHubByItself {
        @Test
        void leavesItsSamplesAsFiles() {
            assertThat(simulate("social-insurance").dropInto(root))
                    .extracting(file -> String.valueOf(file.getFileName()))
                    .contains("normal.csv", "edxml.xml");
            assertThat(root).isDirectoryNotContaining("glob:**.part");
        }

        @Test
        void pushesItsSamples() {
            assertThat(simulate("land-office").pushes()).hasSize(4).allSatisfy(message -> assertThat(
                            new String(message, StandardCharsets.UTF_8))
                    .contains("events"));
        }
    }

    @Nested
    class WhenTheSystemWantsCredentials {
        private ConnectorSimulation simulateWith(String credentials) throws IOException {
            Path folder = Files.createDirectories(root.resolve("door-office"));
            Files.writeString(
                    folder.resolve("connector.yaml"),
                    """
                    id: door-office
                    name: {vi: Văn phòng, en: Office}
                    agency: {id: H27.79, name: {vi: Văn phòng, en: Office}}
                    address: http://127.0.0.1:9
                    credentials: %s
                    lookup: {kind: rest, call: {path: "/dossiers/{{code}}"}}
                    """
                            .formatted(credentials));
            Files.writeString(
                    folder.resolve("mapping.yaml"),
                    """
                    dossier: {source-dossier-no: /so}
                    changes: {status: /ma, at: /luc}
                    tables: {statuses: {"4": 4}}
                    """);
            Path sample = Files.createDirectories(folder.resolve("samples/lookup"));
            Files.writeString(
                    sample.resolve("input.json"),
                    "{\"so\":\"7/2026\",\"ma\":\"4\",\"luc\":\"2026-03-03T08:00:00+07:00\"}");
            return simulate(folder);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                {kind: basic, user: hub, password: {env: P}}         | Authorization | Basic aHViOnRoZS1zZWNyZXQ=
                {kind: bearer, token: {env: T}}                      | Authorization | Bearer the-secret
                {kind: api-key, header: X-Key, key: {env: K}}        | X-Key         | the-secret
                """)
        void letsInWhoShowsThemAlone(String credentials, String header, String right) throws Exception {
            URI address = simulateWith(credentials).address();

            assertThat(send(address, "/dossiers/7%2F2026", null, header, right).statusCode())
                    .isEqualTo(200);
            assertThat(send(address, "/dossiers/7%2F2026", null, header, right + "x")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(send(address, "/dossiers/7%2F2026", null).statusCode()).isEqualTo(401);
        }

        @Test
        void givesATokenForClientCredentials() throws Exception {
            URI address = simulateWith("{kind: oauth2, token-path: /token, client-id: hub, client-secret: {env: S}}")
                    .address();
            String basic = Base64.getEncoder().encodeToString("hub:the-secret".getBytes(StandardCharsets.UTF_8));

            String token = JSON.readTree(
                            send(address, "/token", "grant_type=client_credentials", "Authorization", "Basic " + basic)
                                    .body())
                    .path("access_token")
                    .asText();

            assertThat(send(address, "/dossiers/7%2F2026", null, "Authorization", "Bearer " + token)
                            .body())
                    .contains("7/2026");
            assertThat(send(address, "/dossiers/7%2F2026", null, "Authorization", "Bearer other")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(List.of(
                            send(address, "/token", "grant_type=client_credentials")
                                    .statusCode(),
                            send(address, "/dossiers/none", null, "Authorization", "Bearer " + token)
                                    .statusCode()))
                    .containsExactly(401, 404);
        }
    }
}
