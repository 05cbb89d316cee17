package vn.lienthong.hub.facade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.lienthong.hub.facade.FacadeFixtures.KEY;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.access.KeyMaker;
import vn.lienthong.hub.crash.HubProcess;

/** Bodies that are longer than all the memory the hub has for objects, through the facades of the benchmark. */
@Timeout(600)
class LongBodiesIT {
    private static final String HEAP = "112m";
    /** Some 120 MB as JSON and 160 to 170 MB as XML. */
    private static final long LINES = 850_000;

    private static final String TO_REST = "/facade/rest/bench-soap/";
    private static final String TO_SOAP = "/facade/soap/bench-rest";
    private static final String OPEN = "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>";
    private static final String CLOSE = "</s:Body></s:Envelope>";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static LongOrdersSystem system;
    private static HubProcess hub;

    @BeforeAll
    static void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path home) throws Exception {
        system = new LongOrdersSystem(LINES);
        hub = new HubProcess(
                home,
                List.of(
                        "--lienthong.connectors=src/bench/facade-connectors",
                        "--BENCH_SYSTEM_URL=http://127.0.0.1:" + system.port(),
                        "--lienthong.access.clients[0].id=desk",
                        "--lienthong.access.clients[0].key-hash=" + KeyMaker.hashOf(KEY),
                        "--lienthong.access.clients[0].uses-facades-of=bench-soap,bench-rest",
                        "--lienthong.agency.answer-timeout=2m",
                        "--lienthong.agency.largest-answer=400MB",
                        "--lienthong.http.max-body=400MB"),
                Map.of(),
                HEAP);
        hub.start();
        hub.awaitUp();
    }

    @AfterAll
    static void stop() throws Exception {
        hub.close();
        system.close();
    }

    private static HttpResponse<InputStream> call(String path, InputStream body) throws Exception {
        String type = path.equals(TO_SOAP) ? "text/xml" : "application/json";
        return CLIENT.send(
                HttpRequest.newBuilder(hub.address(path))
                        .header("X-API-Key", KEY)
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofInputStream(() -> body))
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
    }

    private static HttpResponse<InputStream> fetch(String path, String number) throws Exception {
        String request = path.equals(TO_SOAP)
                ? OPEN + "<fetchOrder xmlns='urn:bench:rest'><number>" + number + "</number></fetchOrder>" + CLOSE
                : "{\"number\":\"" + number + "\"}";
        String operation = path.equals(TO_SOAP) ? path : path + "FetchOrder";
        return call(operation, new java.io.ByteArrayInputStream(request.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(HttpResponse<InputStream> answer) throws IOException {
        try (InputStream body = answer.body()) {
            return new String(body.readNBytes(64 << 10), StandardCharsets.UTF_8);
        }
    }

    private static InputStream soapOrder(long lines, String end) {
        return new Repeated(
                OPEN + "<placeOrder xmlns='urn:bench:rest'><body><number>7</number>"
                        + "<placed>2026-11-28T08:15:30+07:00</placed><line>",
                "<item><id>7</id><article>A#7</article><title>Giấy chứng nhận &amp; bản sao</title><qty>12</qty>"
                        + "<price>88000.50</price><due>2026-12-10</due><gift>false</gift>"
                        + "<tag><item>by post</item></tag></item>",
                lines,
                end + "</line></body></placeOrder>" + CLOSE);
    }

    @ParameterizedTest
    @ValueSource(strings = {TO_REST, TO_SOAP})
    void answersWithMoreThanItCouldHold(String path) throws Exception {
        HttpResponse<InputStream> answer = fetch(path, "7");

        assertThat(answer.statusCode()).isEqualTo(200);
        try (InputStream body = answer.body()) {
            assertThat(LongOrdersSystem.marks(body)).isEqualTo(LINES);
        }
    }

    @Test
    void sendsMoreThanItCouldHoldToASoapService() throws Exception {
        HttpResponse<InputStream> answer =
                call(TO_REST + "PlaceOrder", LongOrdersSystem.jsonOrder("{\"order\":", "@id", LINES, "}"));

        assertThat(text(answer)).isEqualTo("{\"lines\":" + LINES + "}");
        assertThat(system.takeWholeRequest()).isEqualTo(LINES);
    }

    @Test
    void sendsMoreThanItCouldHoldToARestService() throws Exception {
        HttpResponse<InputStream> answer = call(TO_SOAP, soapOrder(LINES, ""));

        assertThat(text(answer)).contains("lines>" + LINES + "</");
        assertThat(system.takeWholeRequest()).isEqualTo(LINES);
    }

    @ParameterizedTest
    @ValueSource(strings = {TO_REST, TO_SOAP})
    void cutsTheConnectionWhereAnAnswerBreaksOffInItsMiddle(String path) throws Exception {
        HttpResponse<InputStream> answer = fetch(path, "broken");

        assertThat(answer.statusCode()).isEqualTo(200);
        try (InputStream body = answer.body()) {
            assertThatThrownBy(() -> LongOrdersSystem.marks(body)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void tellsWhatIsWrongAtTheEndOfALongRequestAndAsksNothingOfTheSoapService() throws Exception {
        InputStream wrong = LongOrdersSystem.jsonOrder("{\"order\":", "@id", 20_000, ",\"more\":1}");

        HttpResponse<InputStream> answer = call(TO_REST + "PlaceOrder", wrong);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(text(answer)).contains("/PlaceOrder has the member more, which is not declared");
        assertThat(system.hadNoWholeRequest()).isTrue();
    }

    @Test
    void tellsWhatIsWrongAtTheEndOfALongEnvelopeAndAsksNothingOfTheRestService() throws Exception {
        HttpResponse<InputStream> answer = call(TO_SOAP, soapOrder(20_000, "<item><id>8</id><qty>x</qty></item>"));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(text(answer)).contains("<faultcode>s:Client</faultcode>", "item[20001]/qty is ");
        assertThat(system.hadNoWholeRequest()).isTrue();
    }
}
