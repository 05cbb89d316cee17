package vn.lienthong.hub.agency.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.lienthong.hub.agency.call.TryingSystem.send;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.util.unit.DataSize;
import vn.lienthong.hub.agency.AgencySettings;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.AllowedAddresses;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.ConnectorDefinition.SoapCall;
import vn.lienthong.hub.connector.ConnectorDefinition.SoapVersion;
import vn.lienthong.hub.connector.ConnectorDefinition.Success;
import vn.lienthong.hub.connector.Credentials;
import vn.lienthong.hub.connector.Secret;
import vn.lienthong.hub.connector.Secrets;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.simulator.Faults;
import vn.lienthong.hub.simulator.SimulatorSettings;
import vn.lienthong.hub.simulator.Simulators;

class SoapCallTest {
    private static final SystemId ID = SystemId.of("civil-registry");
    private static final String NAMESPACE = "urn:lienthong:simulator:civil-registry:1";
    private static final Credentials DIGEST = token("CIVIL_REGISTRY_PASSWORD", true);
    private static final String ANSWER =
            """
            <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>
            <ListChangesResponse xmlns="%s"><last>7</last></ListChangesResponse></s:Body></s:Envelope>
            """
                    .formatted(NAMESPACE);

    private final CamelContext camel = new DefaultCamelContext();
    private static final Path CONTRACTS = Path.of("connectors", "civil-registry");

    private SoapEndpoints endpoints;
    private Simulators simulators;
    private TryingSystem system;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        simulators = Simulators.start(SimulatorSettings.quiet(folder, 10), Clock.systemUTC());
        system = new TryingSystem();
        AgencySettings settings = new AgencySettings(
                2, 2, Duration.ofSeconds(1), Duration.ofMillis(500), DataSize.ofKilobytes(64), Duration.ofSeconds(1));
        Secrets secrets = new Secrets(new MockEnvironment()
                .withProperty("CIVIL_REGISTRY_PASSWORD", "civil-demo")
                .withProperty("WRONG", "x"));
        ContractTypes types = new ContractTypes();
        endpoints = new SoapEndpoints(
                settings, secrets, AllowedAddresses.ALL, new SystemTls(secrets, Clock.systemUTC()), types);
        camel.getRegistry().bind("soapCalls", new SoapCalls(types));
        PluginHelper.getRoutesLoader(camel)
                .loadRoutes(ResourceHelper.resolveResource(camel, "file:routes/templates/soap-call.yaml"));
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
        endpoints.destroy();
        system.close();
        simulators.close();
    }

    private static Credentials token(String variable, boolean digest) {
        return new Credentials.UsernameToken("lienthong", new Secret.FromEnvironment(variable), digest);
    }

    private static SoapCall list(SoapVersion version) {
        return new SoapCall(
                CONTRACTS.resolve("civil-registry.wsdl"),
                "/soap/dossiers",
                NAMESPACE + ":ListChanges",
                version,
                "<ListChanges xmlns=\"" + NAMESPACE
                        + "\"><since>{{watermark}}</since><max>{{limit}}</max></ListChanges>",
                Success.BY_STATUS);
    }

    private static SoapCall dossier(Success success) {
        return new SoapCall(
                CONTRACTS.resolve("civil-registry.wsdl"),
                "/soap/dossiers",
                NAMESPACE + ":GetDossier",
                SoapVersion.SOAP_1_2,
                "<GetDossier xmlns=\"" + NAMESPACE + "\"><soHoSo>{{code}}</soHoSo></GetDossier>",
                success);
    }

    private Exchange call(URI address, Credentials credentials, SoapCall call, Map<String, String> values)
            throws Exception {
        ConnectorDefinition connector = new ConnectorDefinition(
                ID, new Bilingual("Tư pháp", "Justice"), null, address, credentials, null, null, null, null);
        endpoints.provide(camel, connector, "intake", call, false, Duration.ofMillis(500));
        camel.addRouteFromTemplate(
                "civil-registry-intake-call", "soap-call", Map.of("connector", ID.value(), "use", "intake"));
        return camel.createProducerTemplate()
                .request("direct:civil-registry-intake-call", exchange -> exchange.getMessage()
                        .setBody(new SystemCall(connector, call, values)));
    }

    private JsonNode tree(Exchange done) {
        if (done.getException() != null) {
            throw new AssertionError(done.getException());
        }
        return ((SystemAnswer.Content) done.getMessage().getBody(SystemAnswer.class)).tree();
    }

    private Exchange registry(Credentials credentials, SoapCall call, Map<String, String> values) throws Exception {
        return call(simulators.civilRegistry().address(), credentials, call, values);
    }

    private Problem problemOfRegistry(Credentials credentials, SoapCall call) throws Exception {
        return problem(registry(credentials, call, Map.of("watermark", "0", "limit", "5", "code", "x")));
    }

    private Problem problemOfSystem() throws Exception {
        return problem(call(
                URI.create(system.address().resolve("/").toString().replaceAll("/$", "")),
                DIGEST,
                list(SoapVersion.SOAP_1_1),
                Map.of("watermark", "0", "limit", "5")));
    }

    private static Problem problem(Exchange done) {
        return CallProblems.of(ID, done.getException()).problem();
    }

    @Nested
    class WhenItGoesWell {
        @Test
        void listsOverSoap11WithADigest() throws Exception {
            JsonNode answer =
                    tree(registry(DIGEST, list(SoapVersion.SOAP_1_1), Map.of("watermark", "0", "limit", "5")));

            assertThat(answer.at("/change")).hasSize(5);
            assertThat(answer.at("/change/0/seq").asText()).isEqualTo("1");
        }

        @Test
        void listsOverSoap12WithAPlainPassword() throws Exception {
            JsonNode answer = tree(registry(
                    token("CIVIL_REGISTRY_PASSWORD", false),
                    list(SoapVersion.SOAP_1_2),
                    Map.of("watermark", "3", "limit", "1")));

            assertThat(answer.at("/change/0/seq").isIntegralNumber()).isTrue();
            assertThat(answer.at("/change/0/seq").asText()).isEqualTo("4");
        }

        @Test
        void findsNoDossierAndKeepsACodeFromBecomingStructure() throws Exception {
            JsonNode none = tree(registry(DIGEST, dossier(Success.BY_STATUS), Map.of("code", "</soHoSo><soHoSo>&x;")));

            assertThat(none.at("/dossier").isMissingNode()).isTrue();
        }
    }

    @Nested
    class WhenTheSystemRefuses {
        @Test
        void tellsCredentialsThatAreNotTaken() throws Exception {
            Problem problem = problemOfRegistry(token("WRONG", true), list(SoapVersion.SOAP_1_1));

            assertThat(problem.kind()).isEqualTo(ProblemKind.REFUSED_BY_SYSTEM);
            assertThat(problem.stage()).isEqualTo("log-in");
        }

        @Test
        void tellsItsFault() throws Exception {
            Problem problem =
                    problem(registry(DIGEST, list(SoapVersion.SOAP_1_1), Map.of("watermark", "999999", "limit", "5")));

            assertThat(problem.kind()).isEqualTo(ProblemKind.REFUSED_BY_SYSTEM);
            assertThat(problem.detail().en()).contains("SINCE_AHEAD");
        }

        @Test
        void takesADeclaredFaultForNotFound() throws Exception {
            var success = new Success(null, List.of(), List.of("SINCE_AHEAD"), List.of(), null);
            SoapCall listed = list(SoapVersion.SOAP_1_1);
            SoapCall call = new SoapCall(
                    listed.contract(), listed.path(), listed.action(), listed.version(), listed.body(), success);

            Exchange done = registry(DIGEST, call, Map.of("watermark", "999999", "limit", "5"));

            assertThat(done.getMessage().getBody()).isInstanceOf(SystemAnswer.NotFound.class);
        }

        @Test
        void tellsThatItIsOutOfOrderOrDown() throws Exception {
            simulators.civilRegistry().misbehave(new Faults(0, 1, 0, false, false, false, 0, 0, 0, 0, 0, 0, 0, 0));
            Problem failing = problemOfRegistry(DIGEST, list(SoapVersion.SOAP_1_1));
            simulators.civilRegistry().misbehave(new Faults(0, 0, 0, false, true, false, 0, 0, 0, 0, 0, 0, 0, 0));
            Problem down = problemOfRegistry(DIGEST, list(SoapVersion.SOAP_1_1));

            assertThat(failing.kind()).isEqualTo(ProblemKind.SYSTEM_UNAVAILABLE);
            assertThat(down.kind()).isEqualTo(ProblemKind.SYSTEM_UNAVAILABLE);
        }

        @Test
        void tellsThatItIsSlow() throws Exception {
            simulators.civilRegistry().misbehave(new Faults(3_000, 0, 0, false, false, false, 0, 0, 0, 0, 0, 0, 0, 0));

            assertThat(problemOfRegistry(DIGEST, list(SoapVersion.SOAP_1_1))
                            .detail()
                            .en())
                    .contains("did not answer in time");
        }

        @Test
        void tellsGarbage() throws Exception {
            simulators.civilRegistry().misbehave(new Faults(0, 0, 0, false, false, true, 0, 0, 0, 0, 0, 0, 0, 0));

            assertThat(problemOfRegistry(DIGEST, list(SoapVersion.SOAP_1_1)).kind())
                    .isEqualTo(ProblemKind.UNREADABLE_ANSWER);
        }
    }

    @Nested
    class WhenTheAnswerIsHostileOrNoSoap {
        @Test
        void readsAPlainAnswerByItsContract() throws Exception {
            assertThat(read(ANSWER)).isEqualTo("{\"change\":[],\"last\":7}");
            assertThat(system.asked().get(0).body()).contains("PasswordDigest").doesNotContain("civil-demo");
        }

        @Test
        void readsWhatIsNotAsTheContractSaysAsItIs() throws Exception {
            assertThat(read(ANSWER.replace("<last>7</last>", "<last>x</last><more>1</more>")))
                    .isEqualTo("{\"last\":\"x\",\"more\":\"1\"}");
        }

        private String read(String envelope) throws Exception {
            system.on("/soap/dossiers", (request, exchange) -> send(exchange, 200, "text/xml", envelope));
            return tree(call(
                            URI.create(system.address().resolve("/").toString().replaceAll("/$", "")),
                            DIGEST,
                            list(SoapVersion.SOAP_1_1),
                            Map.of("watermark", "0", "limit", "5")))
                    .toString();
        }

        @Test
        void opensNoAddressThatAnEntityNames() throws Exception {
            try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                listening.setSoTimeout(300);
                system.on(
                        "/soap/dossiers",
                        (request, exchange) -> send(
                                exchange,
                                200,
                                "text/xml",
                                "<!DOCTYPE s [<!ENTITY x SYSTEM \"http://127.0.0.1:" + listening.getLocalPort()
                                        + "/\">]>" + ANSWER.replace("7", "&x;")));

                assertThat(problemOfSystem().kind()).isEqualTo(ProblemKind.UNREADABLE_ANSWER);
                assertThatThrownBy(listening::accept).isInstanceOf(SocketTimeoutException.class);
            }
        }

        @Test
        void tellsALoginPageARedirectAndAnHttpError() throws Exception {
            system.on("/soap/dossiers", (request, exchange) -> {
                switch (system.asked().size()) {
                    case 1 -> send(exchange, 200, "text/html", "<html>log in</html>");
                    case 2 -> send(exchange, 302, "text/html", "");
                    default -> send(exchange, 503, "text/plain", "busy");
                }
            });

            assertThat(problemOfSystem().kind()).isEqualTo(ProblemKind.UNREADABLE_ANSWER);
            assertThat(problemOfSystem().kind()).isEqualTo(ProblemKind.UNREADABLE_ANSWER);
            assertThat(problemOfSystem().kind()).isEqualTo(ProblemKind.SYSTEM_UNAVAILABLE);
        }

        @Test
        void givesUpAnAnswerThatDripsOrDoesNotEnd() throws Exception {
            CountDownLatch never = new CountDownLatch(1);
            String begun = ANSWER.substring(0, ANSWER.indexOf("<last>"));
            system.on("/soap/dossiers", (request, exchange) -> {
                exchange.getResponseHeaders().set("Content-Type", "text/xml");
                exchange.sendResponseHeaders(200, 0);
                boolean drips = system.asked().size() == 1;
                String part = drips ? " " : " ".repeat(8_192);
                exchange.getResponseBody().write(begun.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                while (!(drips && hold(never))) {
                    exchange.getResponseBody().write(part.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                    exchange.getResponseBody().flush();
                }
            });

            assertThat(problemOfSystem().detail().en()).contains("too long or too slow");
            assertThat(problemOfSystem().detail().en()).contains("too long or too slow");
            never.countDown();
        }

        private boolean hold(CountDownLatch latch) throws IOException {
            try {
                return latch.await(100, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }

    @Nested
    class WhenTheHubSignsWithACertificate {
        @Test
        void signsBodyAndTimestampSoThatTheSystemCanProveIt(@TempDir Path folder) throws Exception {
            Certificates.Made hub = new Certificates(folder).make("hub", "-1d", 30);
            Path key = Files.writeString(folder.resolve("key.pem"), hub.keyPem());
            system.on("/soap/dossiers", (request, exchange) -> send(exchange, 200, "text/xml", ANSWER));

            for (SoapVersion version : SoapVersion.values()) {
                call(
                        URI.create(system.address().resolve("/").toString().replaceAll("/$", "")),
                        new Credentials.X509Signature(hub.pem(), new Secret.FromFile(key)),
                        list(version),
                        Map.of("watermark", "0", "limit", "5"));
            }

            assertThat(system.asked()).hasSize(2).allSatisfy(asked -> assertThat(
                            SignedEnvelope.read(asked.body()).provedBy(hub.certificate()))
                    .containsExactlyInAnyOrder("Body", "Timestamp"));
        }

        @Test
        void provesNothingOfAnEnvelopeThatWasChanged(@TempDir Path folder) throws Exception {
            Certificates.Made hub = new Certificates(folder).make("hub", "-1d", 30);
            Path key = Files.writeString(folder.resolve("key.pem"), hub.keyPem());
            system.on("/soap/dossiers", (request, exchange) -> send(exchange, 200, "text/xml", ANSWER));

            call(
                    URI.create(system.address().resolve("/").toString().replaceAll("/$", "")),
                    new Credentials.X509Signature(hub.pem(), new Secret.FromFile(key)),
                    list(SoapVersion.SOAP_1_1),
                    Map.of("watermark", "7", "limit", "5"));

            String changed = system.asked().get(0).body().replace(">7<", ">8<");
            assertThat(SignedEnvelope.read(changed).provedBy(hub.certificate())).isEmpty();
        }
    }

    @Nested
    class WhenTheContractDoesNotHaveTheOperation {
        @Test
        void namesTheActionsItHas() {
            SoapCall unknown = new SoapCall(
                    CONTRACTS.resolve("civil-registry.wsdl"),
                    "/soap/dossiers",
                    "urn:other",
                    SoapVersion.SOAP_1_1,
                    "<x/>",
                    Success.BY_STATUS);

            assertThatThrownBy(() -> registry(DIGEST, unknown, Map.of()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("urn:other")
                    .hasMessageContaining(NAMESPACE + ":GetDossier");
        }
    }
}
