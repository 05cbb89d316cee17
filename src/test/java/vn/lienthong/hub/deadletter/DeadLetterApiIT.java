package vn.lienthong.hub.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.deadletter.DeadLettersContract.original;
import static vn.lienthong.hub.deadletter.DeadLettersContract.problem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.autoconfigure.thymeleaf.ThymeleafAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorMvcAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import vn.lienthong.hub.access.KeyMaker;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.deadletter.DeadLetters.DeadLetter;
import vn.lienthong.hub.deadletter.DeadLetters.Form;
import vn.lienthong.hub.deadletter.DeadLetters.Original;
import vn.lienthong.hub.deadletter.DeadLetters.State;

@SpringBootTest(
        classes = DeadLetterApiIT.Doors.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.location=optional:classpath:/no-file/",
            "lienthong.access.clients[0].id=viewer",
            "lienthong.access.clients[0].key-hash=${test.hash.viewer}",
            "lienthong.access.clients[0].rights=view",
            "lienthong.access.clients[1].id=mender",
            "lienthong.access.clients[1].key-hash=${test.hash.mender}",
            "lienthong.access.clients[1].rights=view,administer",
        })
class DeadLetterApiIT {
    private static final String VIEWER = "key of the viewer";
    private static final String MENDER = "key of the mender";
    private static final SystemId LAND = SystemId.of("land-office");
    private static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");

    @TempDir
    private static Path home = Path.of("");

    static {
        System.setProperty("test.hash.viewer", KeyMaker.hashOf(VIEWER));
        System.setProperty("test.hash.mender", KeyMaker.hashOf(MENDER));
    }

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final DeadLetters letters;

    @LocalServerPort
    private int port;

    DeadLetterApiIT(@Autowired DeadLetters letters) {
        this.letters = letters;
    }

    @DynamicPropertySource
    static void home(DynamicPropertyRegistry settings) {
        settings.add("lienthong.home", () -> home.toString());
    }

    private long keep(String text) {
        return letters.keep(LAND, problem("translate", "/trangThai"), original(text), "LD-1", NOW);
    }

    private HttpResponse<String> call(String method, String path, String key) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/api/v1/dead-letters" + path))
                .header("X-API-Key", key)
                .header("Accept-Language", "en")
                .method(method, BodyPublishers.noBody())
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private HttpResponse<String> send(String path, String key, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/api/v1/dead-letters" + path))
                .header("X-API-Key", key)
                .header("Accept-Language", "en")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private JsonNode get(String path, String key) throws IOException, InterruptedException {
        return json.readTree(call("GET", path, key).body());
    }

    private State state(long id) {
        return letters.find(id).orElseThrow().state();
    }

    @Nested
    class WhenTheyAreListed {
        @Test
        void tellWhatIsWrongAndHowToMendItButNoContent() throws Exception {
            long id = keep("{\"secret\":\"listed\"}");

            HttpResponse<String> answer = call("GET", "?connector=land-office&stage=translate&limit=1", VIEWER);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
            JsonNode letter = json.readTree(answer.body()).at("/deadLetters/0");
            assertThat(letter)
                    .isEqualTo(json.readTree(
                            """
                    {"id":%d,"connector":"land-office","state":"open","times":1,
                     "firstAt":"2026-03-02T01:00:00Z","lastAt":"2026-03-02T01:00:00Z","dossierNo":"LD-1",
                     "problem":{"type":"/problems/unmapped-code","title":"Unmapped status code","status":422,
                      "detail":"Code \\"17\\" is not mapped.","remedy":"Add \\"17\\" to the table statuses.",
                      "origin":"hub","stage":"translate","pointer":"/trangThai"},
                     "original":{"form":"record","contentType":"application/json","size":19}}"""
                                    .formatted(id)));
        }

        @Test
        void areTheOpenOnesUnlessAskedOtherwise() throws Exception {
            long open = keep("{\"filter\":1}");
            long gone = keep("{\"filter\":2}");
            letters.close(gone, State.DISCARDED, "mender", NOW);

            assertThat(get("?limit=500", VIEWER).findValuesAsText("id"))
                    .contains(Long.toString(open))
                    .doesNotContain(Long.toString(gone));
            assertThat(get("?state=any&limit=500", VIEWER).findValuesAsText("id"))
                    .contains(Long.toString(open), Long.toString(gone));
            assertThat(get("?state=discarded&limit=500", VIEWER).findValuesAsText("id"))
                    .contains(Long.toString(gone))
                    .doesNotContain(Long.toString(open));
            assertThat(get("?connector=tax-office", VIEWER))
                    .isEqualTo(json.readTree("{\"deadLetters\":[],\"open\":0}"));
        }

        @Test
        void areThoseThatFitEachFilter() throws Exception {
            SystemId office = SystemId.of("filter-office");
            long early = letters.keep(office, problem("translate", "/trangThai"), original("{\"f\":1}"), "F-1", NOW);
            long late = letters.keep(
                    office, problem("deliver", null), original("{\"f\":2}"), "F-2", NOW.plusSeconds(3_600));

            Map<String, List<Long>> fitting = Map.of(
                    "", List.of(late, early),
                    "&stage=translate", List.of(early),
                    "&stage=deliver", List.of(late),
                    "&problem=unmapped-code", List.of(late, early),
                    "&problem=refused-by-system", List.of(),
                    "&dossier=F-2", List.of(late),
                    "&from=2026-03-02T01:30:00Z", List.of(late),
                    "&to=2026-03-02T01:30:00Z", List.of(early),
                    "&from=2026-03-02T00:30:00Z&to=2026-03-02T02:30:00Z&dossier=F-1", List.of(early));

            for (Map.Entry<String, List<Long>> one : fitting.entrySet()) {
                List<Long> found = new ArrayList<>();
                get("?connector=filter-office" + one.getKey(), VIEWER)
                        .path("deadLetters")
                        .forEach(letter -> found.add(letter.path("id").asLong()));
                assertThat(found).as(one.getKey()).isEqualTo(one.getValue());
            }
        }

        @Test
        void needSensibleParameters() throws Exception {
            for (String query : List.of("?limit=0", "?limit=501", "?limit=x", "?state=lost", "?connector=Not%20One")) {
                assertThat(call("GET", query, VIEWER).statusCode()).as(query).isEqualTo(400);
            }
        }
    }

    @Nested
    class WhenOneIsLookedAt {
        @Test
        void showsItsOriginalToWhoMaySeePersonalData() throws Exception {
            long id = keep("{\"tên\":\"Ví dụ\"}");

            assertThat(get("/" + id, MENDER).at("/original/text").asText()).isEqualTo("{\"tên\":\"Ví dụ\"}");
            assertThat(get("/" + id, MENDER).at("/original/cut").asBoolean()).isFalse();
            assertThat(get("/" + id, VIEWER).at("/original"))
                    .isEqualTo(
                            json.readTree(
                                    """
                            {"form":"record","contentType":"application/json","size":19,
                             "veiled":"{\\"tên\\":\\"V*** d***\\"}"}"""));
        }

        @Test
        void showsWhatIsNoTextInBase64() throws Exception {
            Original odd = new Original(Form.PAYLOAD, "text/csv", new byte[] {(byte) 0xff, 0});
            long id = letters.keep(LAND, problem("read", null), odd, null, NOW);

            assertThat(get("/" + id, MENDER).at("/original/base64").asText()).isEqualTo("/wA=");
        }

        @Test
        void isNotFoundIfThereIsNone() throws Exception {
            HttpResponse<String> answer = call("GET", "/999999", VIEWER);

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(json.readTree(answer.body()).at("/detail").asText())
                    .isEqualTo("There is no dead letter 999999.");
        }
    }

    @Nested
    class WhenOneIsReplayed {
        @Test
        void isClosedIfItWentThrough() throws Exception {
            long id = keep("{\"mended\":true}");

            HttpResponse<String> answer = call("POST", "/" + id + "/replay", MENDER);

            assertThat(answer.body()).isEqualTo("{\"outcome\":\"gone-through\"}");
            assertThat(state(id)).isEqualTo(State.REPLAYED);
            assertThat(call("POST", "/" + id + "/replay", MENDER).statusCode()).isEqualTo(409);
        }

        @Test
        void staysIfItStillFails() throws Exception {
            long id = keep("{\"broken\":true}");

            HttpResponse<String> answer = call("POST", "/" + id + "/replay", MENDER);

            JsonNode told = json.readTree(answer.body());
            assertThat(told.at("/outcome").asText()).isEqualTo("still-fails");
            assertThat(told.at("/problems/0/detail").asText()).isEqualTo("Code \"17\" is not mapped.");
            assertThat(state(id)).isEqualTo(State.OPEN);
        }

        @Test
        void isRefusedWhereNobodySendsItsFormOn() throws Exception {
            Original payload = new Original(Form.PAYLOAD, "text/csv", new byte[] {1});
            long id = letters.keep(LAND, problem("read", null), payload, null, NOW);

            HttpResponse<String> answer = call("POST", "/" + id + "/replay", MENDER);

            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(json.readTree(answer.body()).at("/remedy").asText())
                    .isEqualTo("Have its system mend it and send it again, then discard this dead letter.");
        }

        @Test
        void needsAnAdministrator() throws Exception {
            long id = keep("{\"viewer\":1}");

            assertThat(call("POST", "/" + id + "/replay", VIEWER).statusCode()).isEqualTo(403);
            assertThat(call("POST", "/" + id + "/discard", VIEWER).statusCode()).isEqualTo(403);
            assertThat(state(id)).isEqualTo(State.OPEN);
        }
    }

    @Nested
    class WhenAnOriginalIsEdited {
        @Test
        void goesThroughAndKeepsBothVersions() throws Exception {
            long id = keep("{\"broken\":2}");

            HttpResponse<String> again = send("/" + id + "/resend", MENDER, "{\"text\":\"{\\\"broken\\\":3}\"}");
            HttpResponse<String> mended = send("/" + id + "/resend", MENDER, "{\"text\":\"{\\\"mended\\\":2}\"}");

            assertThat(json.readTree(again.body()).at("/outcome").asText()).isEqualTo("still-fails");
            assertThat(mended.body()).isEqualTo("{\"outcome\":\"gone-through\"}");
            assertThat(state(id)).isEqualTo(State.REPLAYED);
            JsonNode letter = get("/" + id, MENDER);
            assertThat(letter.at("/original/text").asText()).isEqualTo("{\"broken\":2}");
            assertThat(letter.at("/versions").findValuesAsText("text"))
                    .containsExactly("{\"broken\":3}", "{\"mended\":2}");
            assertThat(letter.at("/versions").findValuesAsText("version")).containsExactly("2", "3");
            assertThat(letter.at("/versions").findValuesAsText("by")).containsExactly("mender", "mender");
            assertThat(get("/" + id, VIEWER).has("versions")).isFalse();
        }

        @Test
        void needsAnAdministratorSomethingToSendAndAFormThatCanBeEdited() throws Exception {
            long id = keep("{\"broken\":4}");
            Original change = new Original(Form.CHANGE, "application/json", new byte[] {'{', '}'});
            long told = letters.keep(LAND, problem("accept", null), change, null, NOW);

            assertThat(send("/" + id + "/resend", VIEWER, "{\"text\":\"{}\"}").statusCode())
                    .isEqualTo(403);
            assertThat(send("/" + id + "/resend", MENDER, "{\"text\":\"\"}").statusCode())
                    .isEqualTo(400);
            assertThat(send("/" + told + "/resend", MENDER, "{\"text\":\"{}\"}").statusCode())
                    .isEqualTo(409);
            assertThat(state(id)).isEqualTo(State.OPEN);
        }
    }

    @Nested
    class WhenManyAreReplayed {
        private final SystemId office = SystemId.of("many-office");
        private final SystemId other = SystemId.of("other-office");

        private long keepThere(String text, String dossier, Instant at) {
            return keepAt(office, text, dossier, at);
        }

        private long keepAt(SystemId system, String text, String dossier, Instant at) {
            return letters.keep(system, problem("translate", null), original(text), dossier, at);
        }

        @Test
        void countsBeforeAndTellsWhatCameOfIt() throws Exception {
            for (int i = 0; i < 17; i++) {
                keepThere("{\"mended\":\"many " + i + "\"}", "M-" + i, NOW.plusSeconds(i));
            }
            keepThere("{\"gone\":1}", "M-17", NOW);
            long failing = keepThere("{\"broken\":\"many\"}", "M-18", NOW);
            String those = "{\"connector\":\"many-office\",\"perSecond\":50}";

            JsonNode preview =
                    json.readTree(send("/replays/preview", MENDER, those).body());
            assertThat(preview.path("toSend").asInt()).isEqualTo(17);
            assertThat(preview.path("superseded").asInt()).isEqualTo(1);
            assertThat(preview.path("failing").asInt()).isEqualTo(1);
            assertThat(preview.at("/examples/0/id").asLong()).isEqualTo(failing);
            assertThat(preview.at("/examples/0/problem/detail").asText()).isEqualTo("Code \"17\" is not mapped.");
            assertThat(letters.open(office)).as("a preview sends nothing").isEqualTo(19);

            JsonNode begun = json.readTree(send("/replays", MENDER, those).body());
            assertThat(begun.path("total").asInt()).isEqualTo(19);
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> get(
                            "/replays/" + begun.path("id").asText(), VIEWER)
                    .path("state")
                    .asText()
                    .equals("done"));

            JsonNode done = get("/replays/" + begun.path("id").asText(), VIEWER);
            assertThat(done.path("sent").asInt()).isEqualTo(17);
            assertThat(done.path("superseded").asInt()).isEqualTo(1);
            assertThat(done.path("failed").asInt()).isEqualTo(1);
            assertThat(done.path("by").asText()).isEqualTo("mender");
            assertThat(Duration.between(
                            Instant.parse(done.path("startedAt").asText()),
                            Instant.parse(done.path("endedAt").asText())))
                    .as("no more than 50 a second")
                    .isGreaterThanOrEqualTo(Duration.ofMillis(18 * 1000 / 50));
            assertThat(letters.open(office)).isEqualTo(2);
            assertThat(get("/replays", VIEWER).at("/replays/0")).isEqualTo(done);
        }

        @Test
        void meansADossierATimeOrTheOnesThatAreNamed() throws Exception {
            long first = keepAt(other, "{\"mended\":\"a\"}", "S-1", NOW.plusSeconds(1_000));
            keepAt(other, "{\"mended\":\"b\"}", "S-2", NOW.plusSeconds(2_000));

            assertThat(toSend("{\"dossier\":\"S-1\"}")).isEqualTo(1);
            assertThat(toSend("{\"connector\":\"other-office\",\"from\":\"2026-03-02T01:30:00Z\"}"))
                    .isEqualTo(1);
            assertThat(toSend("{\"dossier\":\"S-1\",\"to\":\"2026-03-02T01:10:00Z\"}"))
                    .isZero();
            assertThat(toSend("{\"ids\":[" + first + "]}")).isEqualTo(1);
            assertThat(toSend("{\"ids\":[999999]}")).isZero();
        }

        private int toSend(String selection) throws Exception {
            return json.readTree(send("/replays/preview", MENDER, selection).body())
                    .path("toSend")
                    .asInt();
        }

        @Test
        void goOnAfterARestartAndEndWhenTheyAreStopped(@Autowired ReplayOffice office) throws Exception {
            for (int i = 0; i < 3; i++) {
                keepAt(other, "{\"broken\":\"slow " + i + "\"}", "T-" + i, NOW);
            }
            JsonNode begun = json.readTree(
                    send("/replays", MENDER, "{\"stage\":\"translate\",\"connector\":\"other-office\",\"perSecond\":1}")
                            .body());
            String path = "/replays/" + begun.path("id").asText();

            assertThat(json.readTree(send(path + "/stop", MENDER, "{}").body())
                            .path("state")
                            .asText())
                    .isEqualTo("stopped");
            office.resume();

            assertThat(get(path, VIEWER).path("state").asText()).isEqualTo("stopped");
        }

        @Test
        void needSensibleSelectionsAndAnAdministrator() throws Exception {
            for (String bad : List.of(
                    "{}",
                    "{\"conector\":\"land-office\"}",
                    "{\"connector\":\"Not One\"}",
                    "{\"ids\":[\"a\"]}",
                    "{\"problem\":\"none\"}",
                    "{\"dossier\":\"S-1\",\"from\":\"yesterday\"}")) {
                assertThat(send("/replays/preview", MENDER, bad).statusCode())
                        .as(bad)
                        .isEqualTo(400);
            }
            assertThat(send("/replays", MENDER, "{\"dossier\":\"S-1\",\"perSecond\":0}")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(send("/replays", VIEWER, "{\"dossier\":\"S-1\"}").statusCode())
                    .isEqualTo(403);
            assertThat(call("GET", "/replays/999999", VIEWER).statusCode()).isEqualTo(404);
        }
    }

    @Nested
    class WhenOneIsDiscarded {
        @Test
        void isClosedOnce() throws Exception {
            long id = keep("{\"discard\":1}");

            assertThat(json.readTree(call("POST", "/" + id + "/discard", MENDER).body())
                            .at("/state")
                            .asText())
                    .isEqualTo("discarded");
            assertThat(call("POST", "/" + id + "/discard", MENDER).statusCode()).isEqualTo(409);
        }
    }

    /** The dead letters behind the real doors. */
    @SpringBootConfiguration
    @ComponentScan(
            basePackages = {
                "vn.lienthong.hub.access",
                "vn.lienthong.hub.door",
                "vn.lienthong.hub.store",
                "vn.lienthong.hub.trail",
                "vn.lienthong.hub.deadletter"
            },
            // Other tests' doors.
            excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*Doors?Only.*"))
    @ImportAutoConfiguration({
        ServletWebServerFactoryAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        ErrorMvcAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        JacksonAutoConfiguration.class,
        ThymeleafAutoConfiguration.class,
        SecurityAutoConfiguration.class,
        SecurityFilterAutoConfiguration.class
    })
    static class Doors {
        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        Replay mended() {
            return new Replay() {
                @Override
                public Set<Form> forms() {
                    return Set.of(Form.RECORD);
                }

                @Override
                public Outcome replay(DeadLetter letter, String by) {
                    String content = new String(letter.original().content(), StandardCharsets.UTF_8);
                    return content.contains("mended")
                            ? new Outcome.GoneThrough()
                            : content.contains("gone")
                                    ? new Outcome.NothingToReplay()
                                    : new Outcome.StillFails(List.of(letter.problem()));
                }

                @Override
                public Foreseen foresee(DeadLetter letter) {
                    String content = new String(letter.original().content(), StandardCharsets.UTF_8);
                    return content.contains("mended")
                            ? new Foreseen.ToSend()
                            : content.contains("gone")
                                    ? new Foreseen.Superseded()
                                    : new Foreseen.FailsAgain(letter.problem());
                }

                @Override
                public boolean takesEdited(Form form) {
                    return form == Form.RECORD;
                }
            };
        }
    }
}
