package vn.lienthong.hub.commandline.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
class DeadLetterCommandTest {
    private final List<String> asked = new ArrayList<>();
    private final HttpServer hub = server();
    private Path folder = Path.of("");
    private String answer = "{}";

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void start(@TempDir Path temporary) throws IOException {
        folder = temporary;
        Files.writeString(folder.resolve("key"), "a-key\n");
        hub.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add((exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body).strip());
            byte[] told = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, told.length);
            exchange.getResponseBody().write(told);
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
        all.addAll(List.of(
                "--hub",
                "http://127.0.0.1:" + hub.getAddress().getPort(),
                "--key-file",
                folder.resolve("key").toString(),
                "--language",
                "en"));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commands = DeadLetterCommand.commandLine();
        commands.setExecutionExceptionHandler((failure, command, parsed) -> ConnectorCommand.tell(failure, command));
        commands.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return new Said(commands.execute(all.toArray(String[]::new)), out.toString(), err.toString());
    }

    @Nested
    class WhenTheyAreListed {
        @Test
        void asksForThoseThatFitAndTellsThemInATable() {
            answer =
                    """
                    {"deadLetters":[{"id":17,"connector":"land-office","state":"open","times":2,"dossierNo":"LD-1",
                     "lastAt":"2026-03-02T01:00:00Z","problem":{"stage":"translate","detail":"Code \\"17\\" is not mapped."}}],
                     "open":1,"before":17}""";

            Said said = say("list", "--connector", "land-office", "--problem", "unmapped-code", "--limit", "1");

            assertThat(asked)
                    .containsExactly(
                            "GET /api/v1/dead-letters?connector=land-office&problem=unmapped-code&state=open&limit=1");
            assertThat(said.out())
                    .isEqualTo(
                            """
                    ID  CONNECTOR    STAGE      DOSSIER  TIMES  LAST                  PROBLEM
                    17  land-office  translate  LD-1     2      2026-03-02T01:00:00Z  Code "17" is not mapped.
                    Go on with --before 17
                    """);
            assertThat(said.exitCode()).isZero();
        }

        @Test
        void givesProgramsTheAnswerAsItIs() {
            answer = "{\"deadLetters\":[],\"open\":0}";

            assertThat(say("list", "--output", "json").out())
                    .isEqualToIgnoringWhitespace("{\"deadLetters\":[],\"open\":0}");
        }
    }

    @Nested
    class WhenTheyAreReplayed {
        @Test
        void countsFirstWhatWouldComeOfIt() {
            answer =
                    """
                    {"toSend":17,"superseded":3,"failing":2,
                     "examples":[{"id":5,"problem":{"detail":"Code \\"99\\" is not mapped."}}]}""";

            Said said = say("preview", "--connector", "land-office");

            assertThat(asked)
                    .containsExactly("POST /api/v1/dead-letters/replays/preview {\"connector\":\"land-office\"}");
            assertThat(said.out())
                    .isEqualTo(
                            """
                    To send: 17, superseded: 3, would fail the same way: 2
                      5: Code "99" is not mapped.
                    """);
        }

        @Test
        void beginsAReplayOfASelectionAtARate() {
            answer =
                    """
                    {"id":4,"state":"running","total":2,"sent":0,"superseded":0,"failed":0,"perSecond":5,"by":"admin",
                     "startedAt":"2026-03-02T01:00:00Z"}""";

            Said said = say("replay", "17", "18", "--per-second", "5");

            assertThat(asked).containsExactly("POST /api/v1/dead-letters/replays {\"ids\":[17,18],\"perSecond\":5}");
            assertThat(said.out()).contains("running", "2026-03-02T01:00:00Z");
        }

        @Test
        void tellsByItsExitCodeThatOneStillFails() {
            answer = "{\"outcome\":\"still-fails\",\"problems\":[{\"detail\":\"No.\",\"remedy\":\"Mend it.\"}]}";

            Said said = say("replay", "17");

            assertThat(asked).containsExactly("POST /api/v1/dead-letters/17/replay");
            assertThat(said.out()).isEqualTo("still-fails\nNo. → Mend it.\n");
            assertThat(said.exitCode()).isEqualTo(10);
        }
    }

    @Nested
    class WhenOneIsEdited {
        @Test
        void sendsTheFileInPlaceOfTheOriginal() throws Exception {
            Path edited = Files.writeString(folder.resolve("edited.json"), "{\"code\":\"4\"}");
            answer = "{\"outcome\":\"gone-through\"}";

            Said said = say("resend", "17", "--file", edited.toString());

            assertThat(asked)
                    .containsExactly("POST /api/v1/dead-letters/17/resend {\"text\":\"{\\\"code\\\":\\\"4\\\"}\"}");
            assertThat(said.exitCode()).isZero();
        }

        @Test
        void saysWhichFileCannotBeRead() {
            Said said = say("resend", "17", "--file", folder.resolve("none").toString());

            assertThat(said.err()).contains("cannot be read");
            assertThat(said.exitCode()).isEqualTo(2);
        }
    }
}
