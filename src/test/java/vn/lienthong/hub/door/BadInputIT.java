package vn.lienthong.hub.door;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(
        classes = {DoorOnly.class, DoorOnly.Behind.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.config.location=optional:classpath:/no-file/", "server.error.whitelabel.enabled=false"})
class BadInputIT {
    private static final String JSON = "application/json";
    private static final int LIMIT = 1 << 20;

    private final ObjectMapper mapper = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Nested
    class WhenTheBodyIsJson {
        @Test
        void passesIfItIsGood() throws Exception {
            assertThat(post("/api/ask", JSON, "{\"code\":\"mã\",\"inner\":{\"most\":1}}".getBytes(UTF_8))
                            .body())
                    .isEqualTo("{\"code\":\"mã\"}");
        }

        @Test
        void tellsLineAndColumnOfAMistake() throws Exception {
            var answer = post("/api/ask", JSON, "{\"code\":\n  \"x\",, }".getBytes(UTF_8), "Accept-Language", "en-GB");

            assertThat(answer.statusCode()).isEqualTo(400);
            JsonNode problem = problem(answer);
            assertThat(problem.at("/type").asText()).isEqualTo("/problems/malformed");
            assertThat(problem.at("/title").asText()).isEqualTo("Malformed content");
            assertThat(problem.at("/detail").asText()).isEqualTo("The JSON is malformed at line 2, column 7.");
            assertThat(problem.at("/origin").asText()).isEqualTo("portal");
            assertThat(problem.at("/stage").asText()).isEqualTo("receive");
            assertThat(problem.at("/instance").asText()).isEqualTo("/api/ask");
        }

        @Test
        void tellsWhereItEndedTooEarly() throws Exception {
            var answer = post("/api/ask", JSON, "{\"code\":".getBytes(UTF_8));

            assertThat(problem(answer).at("/detail").asText()).isEqualTo("JSON sai cú pháp ở dòng 1, cột 9.");
        }

        @Test
        void pointsToAValueOfTheWrongType() throws Exception {
            var answer = post("/api/ask", JSON, "{\"code\":\"x\",\"inner\":{\"most\":\"many\"}}".getBytes(UTF_8));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(problem(answer).at("/pointer").asText()).isEqualTo("/inner/most");
            assertThat(answer.body()).doesNotContain("many", "Inner", "java");
        }

        @Test
        void refusesBytesThatAreNotUtf8() throws Exception {
            var answer = post("/api/ask", JSON, "{\"code\":\"\u00e9\"}".getBytes(ISO_8859_1), "Accept-Language", "en");

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(problem(answer).at("/detail").asText()).isEqualTo("There are bytes that are not UTF-8.");
        }

        @Test
        void refusesAnEmptyOne() throws Exception {
            assertThat(post("/api/ask", JSON, new byte[0]).statusCode()).isEqualTo(400);
        }
    }

    @Nested
    class WhenTheBodyIsTooLong {
        @Test
        void refusesAToldLengthWithoutReading() throws Exception {
            try (var socket = new Socket("127.0.0.1", port)) {
                say(
                        socket,
                        "POST /api/bytes HTTP/1.1\r\nHost: x\r\nContent-Type: a/b\r\nContent-Length: " + (LIMIT + 1)
                                + "\r\n\r\n");

                String answer = hear(socket);

                assertThat(answer).startsWith("HTTP/1.1 413").contains("Connection: close", "application/problem+json");
            }
        }

        @Test
        void refusesAHundredMegabytesInChunksWithoutKeepingThem() throws Exception {
            var memory = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = memory.getTotalThreadAllocatedBytes();
            byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(UTF_8);
            try (var socket = new Socket("127.0.0.1", port)) {
                say(
                        socket,
                        "POST /api/ask HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                                + "Transfer-Encoding: chunked\r\n\r\n");
                say(socket, "9\r\n{\"code\":\"\r\n");
                int sent = 0;
                try {
                    for (; sent < 1_600; sent++) {
                        socket.getOutputStream().write(chunk);
                    }
                } catch (SocketException closed) {
                    // The server has answered and takes no more.
                }

                assertThat(sent).isLessThan(1_600);
                assertThat(memory.getTotalThreadAllocatedBytes() - before).isLessThan(30L << 20);
            }
        }

        @Test
        void answersWith413AsSoonAsTheLimitIsPassedInChunks() throws Exception {
            try (var socket = new Socket("127.0.0.1", port)) {
                say(
                        socket,
                        "POST /api/bytes HTTP/1.1\r\nHost: x\r\nContent-Type: a/b\r\n"
                                + "Transfer-Encoding: chunked\r\n\r\n");
                say(socket, "100001\r\n" + "x".repeat(LIMIT + 1) + "\r\n");

                String answer = hear(socket);

                assertThat(answer).startsWith("HTTP/1.1 413").contains("/problems/too-large");
            }
        }

        @Test
        void takesOneOfExactlyTheLimit() throws Exception {
            var answer = post("/api/bytes", "application/octet-stream", new byte[LIMIT]);

            assertThat(answer.body()).isEqualTo("{\"length\":" + LIMIT + "}");
        }
    }

    @Nested
    class WhenTheRequestFitsNothing {
        @Test
        void tellsTheRightContentType() throws Exception {
            var answer = post("/api/ask", "text/csv", "a;b".getBytes(UTF_8), "Accept-Language", "en");

            assertThat(answer.statusCode()).isEqualTo(415);
            assertThat(problem(answer).at("/detail").asText()).isEqualTo("A body of type text/csv is not taken.");
            assertThat(problem(answer).at("/remedy").asText()).isEqualTo("Send application/json.");
            assertThat(answer.headers().firstValue("Accept")).hasValue("application/json");
        }

        @Test
        void tellsTheRightMethod() throws Exception {
            var answer = send(request("/api/ask").DELETE().build());

            assertThat(answer.statusCode()).isEqualTo(405);
            assertThat(problem(answer).at("/remedy").asText()).isEqualTo("Dùng POST.");
            assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
        }

        @Test
        void tellsTheTypesItCanAnswerIn() throws Exception {
            var answer = get("/api/page?most=1", "Accept", "application/pdf", "Accept-Language", "en");

            assertThat(answer.statusCode()).isEqualTo(406);
            assertThat(problem(answer).at("/remedy").asText()).isEqualTo("Accept application/json.");
        }

        @Test
        void tellsAnUnknownAddress() throws Exception {
            var answer = get("/api/nothing");

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(problem(answer).at("/type").asText()).isEqualTo("/problems/not-found");
        }

        @Test
        void tellsAMissingOrWrongParameter() throws Exception {
            for (String query : new String[] {"", "?most=many"}) {
                var answer = get("/api/page" + query, "Accept-Language", "en");
                assertThat(answer.statusCode()).isEqualTo(400);
                assertThat(problem(answer).at("/detail").asText())
                        .isEqualTo("The parameter most is missing or invalid.");
            }
        }

        @Test
        void refusesAnAddressThatIsNotUtf8() throws Exception {
            assertThat(raw("GET /api/page?most=%FF HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 400")
                    .contains("UTF-8");
            assertThat(raw("GET /api/%C3%28 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 400");
        }
    }

    @Nested
    class WhenTheServerItselfRefuses {
        @Test
        void saysNothingOfItself() throws Exception {
            for (String request : new String[] {
                "GET /a b c HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /%2e%2e%2f HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x y\r\nConnection: close\r\n\r\n",
                "BREW\0 / HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nLong: " + "x".repeat(20_000) + "\r\n\r\n",
            }) {
                String answer = raw(request);
                assertThat(answer).as(request).startsWith("HTTP/1.1 4");
                assertThat(answer).contains("application/problem+json", "/problems/malformed");
                assertThat(answer).doesNotContain("Tomcat", "Apache", "<html", "Exception", "\tat ");
            }
        }
    }

    @Nested
    class WhenSomethingBreaksInside {
        @Test
        void tellsAnIdAndKeepsTheReason() throws Exception {
            var answer = get("/api/broken", "X-Request-Id", "abc-1", "Accept-Language", "en");

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).doesNotContain("secret", "IllegalState");
            assertThat(problem(answer).at("/remedy").asText()).contains("abc-1");
            assertThat(answer.headers().firstValue("X-Request-Id")).hasValue("abc-1");
        }

        @Test
        void givesAnIdOfItsOwnIfTheCallersIsUnfit() throws Exception {
            assertThat(get("/api/nothing", "X-Request-Id", "a\tb").headers().firstValue("X-Request-Id"))
                    .hasValueSatisfying(id -> assertThat(id).hasSize(36));
        }

        @Test
        void tellsWhenToComeBack() throws Exception {
            var answer = get("/api/later");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
            assertThat(problem(answer).at("/origin").asText()).isEqualTo("agency");
        }
    }

    private JsonNode problem(HttpResponse<String> answer) throws IOException {
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        return mapper.readTree(answer.body());
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers).GET().build());
    }

    private HttpResponse<String> post(String path, String type, byte[] body, String... headers)
            throws IOException, InterruptedException {
        return send(request(path, headers)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString());
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            say(socket, request);
            return hear(socket);
        }
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** Reads one whole answer. */
    private static String hear(Socket socket) throws IOException {
        socket.setSoTimeout(10_000);
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            assertThat(next).as("closed after: " + head).isNotNegative();
            head.append((char) next);
        }
        var length = Pattern.compile("(?i)content-length: (\\d+)").matcher(head);
        byte[] body = length.find()
                ? socket.getInputStream().readNBytes(Integer.parseInt(length.group(1)))
                : socket.getInputStream().readAllBytes();
        return head + new String(body, UTF_8);
    }
}
