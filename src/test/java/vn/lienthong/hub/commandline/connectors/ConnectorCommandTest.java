package vn.lienthong.hub.commandline.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the commands ask, print and end with; the hub they speak with here is a small server over a socket. */
class ConnectorCommandTest {
    private final List<String> asked = new ArrayList<>();
    private HttpServer hub = notYet();
    private Path keyFile = Path.of("key");
    private int status = 200;
    private String answer = "{}";

    private static HttpServer notYet() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        keyFile = Files.writeString(folder.resolve("key"), "a-key\n");
        hub.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("X-API-Key") + " "
                    + exchange.getRequestHeaders().getFirst("Accept-Language") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        hub.start();
    }

    @AfterEach
    void stop() {
        hub.stop(0);
    }

    private record Said(int exitCode, String out, String err) {}

    private Said say(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(
                List.of("--hub", "http://127.0.0.1:" + hub.getAddress().getPort(), "--key-file", keyFile.toString()));
        return run(all);
    }

    private static Said run(List<String> words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commands = ConnectorCommand.commandLine();
        commands.setExecutionExceptionHandler((failure, command, parsed) -> ConnectorCommand.tell(failure, command));
        commands.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return new Said(commands.execute(words.toArray(String[]::new)), out.toString(), err.toString());
    }

    @Nested
    class WhenTheHubAnswers {
        @Test
        void listIsATableForPeople() {
            answer =
                    """
                    {"connectors":[
                     {"id":"tax-office","name":"Cục Thuế","keptIn":"database","lifecycle":"active","condition":"running",
                      "version":1,"latestVersion":2},
                     {"id":"land","name":"Đất đai","keptIn":"folder","lifecycle":"paused","condition":"paused"}]}""";

            Said said = say("list", "--language", "en");

            assertThat(said.exitCode()).isZero();
            assertThat(said.out())
                    .isEqualTo(
                            """
                            ID          LIFECYCLE  CONDITION  VERSION  KEPT IN   NAME
                            tax-office  active     running    1 (2)    database  Cục Thuế
                            land        paused     paused     -        folder    Đất đai
                            """);
            assertThat(asked).containsExactly("GET /api/v1/connectors a-key en ");
        }

        @Test
        void itIsTheSameJsonForPrograms() throws IOException {
            answer = "{\"id\":\"tax-office\",\"lifecycle\":\"paused\",\"conditionName\":\"Tạm dừng\"}";

            Said said = say("pause", "tax-office", "--output", "json");

            JsonNode told = new JsonMapper().readTree(said.out());
            assertThat(told).isEqualTo(new JsonMapper().readTree(answer));
            assertThat(asked).singleElement().asString().startsWith("POST /api/v1/connectors/tax-office/pause a-key");
        }

        @Test
        void watermarkIsShownAndMoved() {
            answer = "{\"value\":null}";

            assertThat(say("watermark", "tax-office", "--language", "vi").out()).isEqualTo("từ đầu\n");
            say("watermark", "tax-office", "17");
            say("watermark", "tax-office", "--beginning");

            assertThat(asked)
                    .extracting(one -> one.replaceAll(" a-key \\w\\w", ""))
                    .containsExactly(
                            "GET /api/v1/connectors/tax-office/watermark ",
                            "PUT /api/v1/connectors/tax-office/watermark {\"value\":\"17\"}",
                            "PUT /api/v1/connectors/tax-office/watermark {\"value\":null}");
            assertThat(say("watermark", "tax-office", "17", "--beginning").exitCode())
                    .isEqualTo(2);
        }

        @Test
        void failedCheckEndsWithItsOwnCode() {
            answer =
                    """
                    {"id":"tax-office","ok":false,"steps":[
                     {"step":"dns","name":"Name","outcome":"ok","millis":12,"found":"tax.example is 192.0.2.1."},
                     {"step":"tcp","name":"Connection","outcome":"failed","millis":5000,"found":"No connection.",
                      "problem":{"remedy":"Ask for the way."}}]}""";

            Said said = say("check", "tax-office", "--code", "A/1", "--language", "en");

            assertThat(said.exitCode()).isEqualTo(10);
            assertThat(said.out())
                    .isEqualTo(
                            """
                               STEP        SECONDS  FOUND
                            ✓  Name        0.012    tax.example is 192.0.2.1.
                            ✗  Connection  5.000    No connection.
                            → Ask for the way.
                            """);
            assertThat(asked)
                    .singleElement()
                    .asString()
                    .startsWith("POST /api/v1/connectors/tax-office/check?code=A%2F1");
        }
    }

    @Nested
    class WhenTheHubSaysNo {
        @Test
        void detailAndRemedyAreToldAndTheCodeSaysWhatKind() {
            status = 409;
            answer = "{\"detail\":\"3 dossiers wait.\",\"remedy\":\"Wait, or force it.\"}";

            Said said = say("delete", "tax-office");

            assertThat(said.exitCode()).isEqualTo(9);
            assertThat(said.out()).isEmpty();
            assertThat(said.err()).isEqualTo("3 dossiers wait.\n→ Wait, or force it.\n");
            status = 404;
            assertThat(say("status", "none").exitCode()).isEqualTo(6);
            status = 403;
            assertThat(say("activate", "tax-office").exitCode()).isEqualTo(7);
        }

        @Test
        void faultsAreToldWithTheirPlaces(@TempDir Path folder) throws IOException {
            Path office = Files.createDirectory(folder.resolve("tax-office"));
            Files.writeString(office.resolve("connector.yaml"), "id: tax-office\n");
            status = 422;
            answer =
                    """
                    {"detail":"It has 1 fault.","faults":[{"file":"connector.yaml","line":3,"column":5,"pointer":"/adress",
                     "message":"is unknown; did you mean address?"}]}""";

            Said said = say("apply", office.toString(), "--comment", "a b");

            assertThat(said.exitCode()).isEqualTo(3);
            assertThat(said.err()).contains("✗ connector.yaml:3:5 /adress is unknown; did you mean address?");
            assertThat(asked)
                    .singleElement()
                    .asString()
                    .startsWith("PUT /api/v1/connectors/tax-office?comment=a+b a-key");
        }
    }

    @Nested
    class WhenThereIsNoHub {
        @Test
        void thatIsSaidWithTheAddress() throws IOException {
            int port;
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }

            Said said = run(List.of(
                    "list", "--hub", "http://127.0.0.1:" + port, "--key-file", keyFile.toString(), "--language", "en"));

            assertThat(said.exitCode()).isEqualTo(8);
            assertThat(said.err()).startsWith("The hub at http://127.0.0.1:" + port + " cannot be reached.\n→ ");
        }

        @Test
        void folderIsValidatedAllTheSame() {
            Said good = run(List.of("validate", "connectors/civil-registry", "--language", "en"));

            assertThat(good.exitCode()).isZero();
            assertThat(good.out()).isEqualTo("✓ civil-registry: no faults.\n");
        }

        @Test
        void everyFaultOfAFolderIsTold(@TempDir Path folder) throws IOException {
            Path office = Files.createDirectory(folder.resolve("tax-office"));
            Files.writeString(
                    office.resolve("connector.yaml"),
                    """
                    id: tax-ofice
                    name: {vi: Thuế, en: Tax}
                    intake: {kind: rest-pusch}
                    """);

            Said said = run(List.of("validate", office.toString(), "--language", "en"));

            assertThat(said.exitCode()).isEqualTo(3);
            assertThat(said.out())
                    .contains("connector.yaml:1:5 /id is \"tax-ofice\"", "connector.yaml:3:16 /intake/kind");
        }

        @Test
        void wordThatIsNeitherFolderNorIdIsToldSo() {
            Said said = run(List.of("validate", "./no such folder", "--language", "en"));

            assertThat(said.exitCode()).isEqualTo(2);
            assertThat(said.err()).contains("./no such folder is no folder that is here, and no connector's id.");
        }
    }

    @Nested
    class WhenThereIsNoKey {
        @Test
        void thatIsSaidAndNothingIsAsked() {
            Said said = run(List.of("list", "--key-file", "no-such-key-file", "--language", "en"));

            assertThat(said.exitCode()).isEqualTo(2);
            assertThat(said.err()).startsWith("The key file no-such-key-file cannot be read.");
        }
    }

    @Nested
    class WhenHelpIsAskedFor {
        @Test
        void itSpeaksTheReadersLanguage() {
            CommandLine hub =
                    new CommandLine(CommandLine.Model.CommandSpec.create().name("lienthong-hub"));
            hub.addSubcommand(ConnectorCommand.commandLine());
            ConnectorCommand.speak(hub, java.util.Locale.forLanguageTag("vi"));

            StringWriter out = new StringWriter();
            hub.setOut(new PrintWriter(out, true)).execute("connector", "pause", "--help");

            assertThat(out.toString()).contains("Cho nghỉ: từ chối").contains("Địa chỉ của trục.");
        }

        @Test
        void everyCommandIsTold() {
            String usage = ConnectorCommand.commandLine().getUsageMessage();

            assertThat(ConnectorCommand.commandLine().getSubcommands().keySet())
                    .containsExactlyInAnyOrder(
                            "new",
                            "validate",
                            "check",
                            "dry-run",
                            "apply",
                            "list",
                            "status",
                            "contract",
                            "versions",
                            "diff",
                            "export",
                            "activate",
                            "pause",
                            "resume",
                            "stop",
                            "restart",
                            "rollback",
                            "delete",
                            "watermark",
                            "resync",
                            "help");
            assertThat(usage).contains("10   the check or the dry run found something wrong");
        }
    }
}
