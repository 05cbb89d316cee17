package vn.lienthong.hub.facade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static vn.lienthong.hub.facade.FacadeFixtures.KEY;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.apache.cxf.endpoint.Client;
import org.apache.cxf.jaxws.endpoint.dynamic.JaxWsDynamicClientFactory;
import org.apache.cxf.message.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.BeanWrapperImpl;
import vn.lienthong.hub.agency.RunningHub;

/** The delivered facades, called by clients that others wrote or that their tools make of the facades' contracts. */
class ClientsOfOthersIT {
    private static final Path GENERATOR = Path.of("target/others/openapi-generator-cli.jar");
    private static final String NAMESPACE = "urn:lienthong:facade:land-office";

    private static RunningHub hub;

    private Path folder;

    @BeforeEach
    void provideAFolder(@TempDir Path provided) {
        folder = provided;
    }

    @BeforeAll
    static void start(@TempDir Path home) {
        hub = FacadeFixtures.hub(home, "civil-registry,land-office");
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static String number(URI simulator) throws Exception {
        return hub.truth(simulator)
                .path("dossiers")
                .elements()
                .next()
                .path("number")
                .asText();
    }

    /** What a program prints, errors too. */
    private String run(String... command) throws IOException, InterruptedException {
        Path said = folder.resolve("said.txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
            throw new IOException(command[0] + " was not done in five minutes; it said " + Files.readString(said));
        }
        String all = Files.readString(said).strip();
        assertThat(process.exitValue()).as(command[0] + " said\n" + all).isZero();
        return all;
    }

    private static String java(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }

    @Nested
    class WhenCxfMakesAClientOfTheWsdlWhileItRuns {
        @Test
        void itCallsAndReadsTheAnswerAsItsOwnObjects() throws Exception {
            String number = number(hub.simulators().landOffice().address());
            ClassLoader before = Thread.currentThread().getContextClassLoader();
            try (Client client = JaxWsDynamicClientFactory.newInstance()
                    .createClient(
                            hub.address("/facade/soap/land-office?wsdl").toString(),
                            new QName(NAMESPACE, "Landoffice"),
                            new QName(NAMESPACE, "Landoffice-soap12"))) {
                client.getRequestContext()
                        .put(Message.PROTOCOL_HEADERS, new HashMap<>(Map.of("X-API-Key", List.of(KEY))));

                Object[] answer = client.invoke("getDossier", number);

                assertThat(answer[0]).isEqualTo(200);
                BeanWrapperImpl dossier = new BeanWrapperImpl(answer[1]);
                assertThat(dossier.getPropertyValue("code")).isEqualTo(number);
                assertThat(dossier.getPropertyValue("version")).isInstanceOf(Long.class);
            } finally {
                Thread.currentThread().setContextClassLoader(before);
            }
        }
    }

    @Nested
    class WhenNodeSoapReadsTheWsdl {
        private static final String PROGRAM =
                """
                const soap = require('soap');
                (async () => {
                  const [wsdl, key, number] = process.argv.slice(2);
                  const client = await soap.createClientAsync(wsdl, {forceSoap12Headers: false});
                  client.addHttpHeader('X-API-Key', key);
                  const [answer] = await client.getDossierAsync({code: number});
                  console.log(answer.status, (answer.body || answer['body-200']).code);
                  try {
                    await client.getDossierAsync({code: 'no-such-dossier'});
                  } catch (e) {
                    const fault = e.root.Envelope.Body.Fault;
                    console.log(fault.faultcode, fault.faultstring, fault.detail.getDossierFault404.status);
                  }
                })().catch(e => { console.error(e.message); process.exit(1); });
                """;

        @Test
        void itCallsAndReadsAnswersAndFaults() throws Exception {
            assumeTrue(isThere("node") && isThere("npm"), "node and npm are not here: npm's soap is not tried");
            Files.writeString(folder.resolve("package.json"), "{\"private\": true}");
            Files.writeString(folder.resolve("call.js"), PROGRAM);
            assumeTrue(isInstalled(), "npm could not fetch the package soap: it is not tried");
            String number = number(hub.simulators().landOffice().address());

            String said = run(
                    "node",
                    "call.js",
                    hub.address("/facade/soap/land-office?wsdl").toString(),
                    KEY,
                    number);

            assertThat(said).isEqualTo("200 " + number + "\ns:Client The service answered with the status 404 404");
        }

        private boolean isInstalled() throws InterruptedException, IOException {
            Process npm = new ProcessBuilder("npm", "install", "--no-audit", "--no-fund", "soap@1.1.11")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return npm.waitFor(3, TimeUnit.MINUTES) && npm.exitValue() == 0;
        }

        private static boolean isThere(String program) {
            return Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
                    .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
        }
    }

    @Nested
    class WhenOpenApiGeneratorMakesAClient {
        private static final String PROGRAM =
                """
                import org.openapitools.client.ApiClient;
                import org.openapitools.client.ApiException;
                import org.openapitools.client.api.DefaultApi;
                import org.openapitools.client.model.GetDossier;
                import org.openapitools.client.model.ListChanges;
                import org.openapitools.client.model.ListChangesSince;

                public class Caller {
                    public static void main(String[] args) throws Exception {
                        ApiClient client = new ApiClient();
                        client.updateBaseUri(args[0]);
                        client.setRequestInterceptor(request -> request.header("X-API-Key", args[1]));
                        DefaultApi api = new DefaultApi(client);
                        System.out.println(api.getDossier(new GetDossier().soHoSo(args[2])).getDossier().getSoHoSo());
                        System.out.println(api.listChanges(new ListChanges().since(since("0")).max(5)).getChange().size());
                        try {
                            api.listChanges(new ListChanges().since(since("9007199254740993")).max(5));
                        } catch (ApiException e) {
                            System.out.println(e.getCode() + " " + e.getResponseBody().contains("SINCE_AHEAD"));
                        }
                    }

                    private static ListChangesSince since(String number) {
                        ListChangesSince since = new ListChangesSince();
                        since.setActualInstance(number);
                        return since;
                    }
                }
                """;

        @Test
        void itsCodeCompilesCallsAndReadsAnswersAndProblems() throws Exception {
            Path document = folder.resolve("openapi.json");
            Files.writeString(
                    document,
                    hub.get("/facade/rest/civil-registry/openapi.json").body());
            run(
                    java("java"),
                    "-Xmx512m",
                    "-jar",
                    GENERATOR.toAbsolutePath().toString(),
                    "generate",
                    "-i",
                    document.toString(),
                    "-g",
                    "java",
                    "--library",
                    "native",
                    "-o",
                    "client",
                    "--additional-properties=openApiNullable=false,useJakartaEe=true,hideGenerationTimestamp=true,dateLibrary=java8",
                    "--global-property=apiTests=false,modelTests=false,apiDocs=false,modelDocs=false");
            String number = number(hub.simulators().civilRegistry().address());

            String said =
                    compiledAndRun(hub.address("/facade/rest/civil-registry").toString(), KEY, number);

            assertThat(said).isEqualTo(number + "\n5\n400 true");
        }

        private String compiledAndRun(String... arguments) throws IOException, InterruptedException {
            Path sources = folder.resolve("client/src/main/java");
            Files.writeString(sources.resolve("Caller.java"), PROGRAM);
            String classes = folder.resolve("classes").toString();
            String path = System.getProperty("java.class.path");
            List<String> compile =
                    new ArrayList<>(List.of(java("javac"), "-nowarn", "-proc:none", "-d", classes, "-cp", path));
            try (Stream<Path> files = Files.walk(sources)) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(file -> compile.add(file.toString()));
            }
            run(compile.toArray(String[]::new));
            List<String> call = new ArrayList<>(
                    List.of(java("java"), "-cp", classes + java.io.File.pathSeparator + path, "Caller"));
            call.addAll(List.of(arguments));
            return run(call.toArray(String[]::new));
        }
    }
}
