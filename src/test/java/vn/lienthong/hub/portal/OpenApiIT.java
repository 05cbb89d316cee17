package vn.lienthong.hub.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.lienthong.hub.portal.HubUnderTest.DOWN;
import static vn.lienthong.hub.portal.HubUnderTest.NORTH;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The published OpenAPI document is true: real requests and answers are as it says. */
class OpenApiIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static HubUnderTest hub;
    private static PublishedContract contract;

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        hub = new HubUnderTest(home);
        hub.know(NORTH, "N/1", "H27.41-20260302-0000001", Duration.ofMinutes(1));
        hub.know(DOWN, "D-1", null, Duration.ofDays(1));
        contract = new PublishedContract(hub.http());
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Nested
    class WhenTheContractIsFetched {
        @Test
        void isAnOpenApiDocumentWithoutFaults() throws Exception {
            var yaml = send(HttpRequest.newBuilder(at("/api/v1/openapi.yaml")));

            var read = new OpenAPIV3Parser()
                    .readContents(
                            new String(yaml.body(), StandardCharsets.UTF_8),
                            Collections.emptyList(),
                            new ParseOptions());

            assertThat(read.getMessages()).isEmpty();
            assertThat(read.getOpenAPI().getPaths())
                    .containsOnlyKeys(
                            "/api/v1/connectors",
                            "/api/v1/connectors/validate",
                            "/api/v1/connectors/{id}",
                            "/api/v1/connectors/{id}/validate",
                            "/api/v1/connectors/{id}/dry-run",
                            "/api/v1/connectors/{id}/check",
                            "/api/v1/connectors/{id}/resync",
                            "/api/v1/connectors/{id}/activate",
                            "/api/v1/connectors/{id}/pause",
                            "/api/v1/connectors/{id}/resume",
                            "/api/v1/connectors/{id}/stop",
                            "/api/v1/connectors/{id}/restart",
                            "/api/v1/connectors/{id}/contract",
                            "/api/v1/connectors/{id}/rollback",
                            "/api/v1/connectors/{id}/status",
                            "/api/v1/connectors/{id}/watermark",
                            "/api/v1/connectors/{id}/versions",
                            "/api/v1/connectors/{id}/diff",
                            "/api/v1/connectors/{id}/export",
                            "/api/v1/dossiers/{code}",
                            "/api/v1/dossiers",
                            "/api/v1/dossiers/{code}/{what}",
                            "/api/v1/dossiers/{what}",
                            "/api/v1/submissions/{id}",
                            "/api/v1/submissions/{id}/content",
                            "/api/v1/attachments",
                            "/api/v1/attachments/{sha256}",
                            "/api/v1/dossiers/lookup",
                            "/api/v1/dossiers/{code}/timeline",
                            "/api/v1/dossiers/timeline",
                            "/api/v1/changes",
                            "/api/v1/connectors/{id}/changes",
                            "/api/v1/dead-letters",
                            "/api/v1/dead-letters/{id}",
                            "/api/v1/dead-letters/{id}/replay",
                            "/api/v1/dead-letters/{id}/resend",
                            "/api/v1/dead-letters/{id}/discard",
                            "/api/v1/dead-letters/replays/preview",
                            "/api/v1/dead-letters/replays",
                            "/api/v1/dead-letters/replays/{id}",
                            "/api/v1/dead-letters/replays/{id}/stop",
                            "/api/v1/reconciliation",
                            "/api/v1/reconciliation/{id}",
                            "/api/v1/reconciliation/{id}/differences.csv",
                            "/api/v1/reconciliation/{id}/repair",
                            "/api/v1/trail",
                            "/api/v1/trail/days");
        }
    }

    @Nested
    class WhenDossiersAreLookedUp {
        @Test
        void answersAndRefusesAsItSays() throws Exception {
            conforms("get", "/api/v1/dossiers/{code}", "/api/v1/dossiers/H27.41-20260302-0000001", "public");
            conforms("get", "/api/v1/dossiers", "/api/v1/dossiers?code=N/1", "portal");
            conforms("get", "/api/v1/dossiers", "/api/v1/dossiers?code=D-1", "portal");
            assertThat(conforms("get", "/api/v1/dossiers", "/api/v1/dossiers", "portal"))
                    .isEqualTo(400);
            assertThat(conforms("get", "/api/v1/dossiers", "/api/v1/dossiers?code=%FF", "portal"))
                    .isEqualTo(400);
            assertThat(conforms("get", "/api/v1/dossiers", "/api/v1/dossiers?code=x&agency=H27.41", "portal"))
                    .isEqualTo(404);
            assertThat(conforms("get", "/api/v1/dossiers", "/api/v1/dossiers?code=N/1", "listener"))
                    .isEqualTo(403);
            assertThat(conforms("get", "/api/v1/dossiers", "/api/v1/dossiers?code=N/1", "nobody"))
                    .isEqualTo(401);
            assertThat(conforms("get", "/api/v1/dossiers", "/api/v1/dossiers?code=x&agency=H27.43", "portal"))
                    .isEqualTo(503);
        }

        @Test
        void answersEachOfManyInTheOrderOfAsking() throws Exception {
            String body = "{\"lookups\": [{\"code\": \"N/1\"}, {\"code\": \"\"},"
                    + " {\"code\": \"none\", \"agency\": \"H27.41\"}, {\"code\": \"D-1\"}]}";

            JsonNode results = JSON.readTree(post(body, 200).body()).get("results");

            assertThat(results)
                    .extracting(result -> result.get("status").asInt())
                    .containsExactly(200, 400, 404, 200);
            assertThat(results.at("/3/answer/stale").asBoolean()).isTrue();
        }

        @Test
        void refusesTooManyAndMalformedOnes() throws Exception {
            String many = "{\"code\": \"x\"},".repeat(100) + "{\"code\": \"x\"}";

            post("{\"lookups\": [" + many + "]}", 400);
            post("{\"lookups\": [", 400);
        }

        @Test
        void saysThatNothingIsNewToWhoKnowsIt() throws Exception {
            var first = send(asked("/api/v1/dossiers?code=N/1", "portal"));
            String tag = first.headers().firstValue("ETag").orElseThrow();

            var again = send(asked("/api/v1/dossiers?code=N/1", "portal").header("If-None-Match", tag));
            var other = send(asked("/api/v1/dossiers?code=N/1", "public").header("If-None-Match", tag));

            assertThat(first.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(other.statusCode()).isEqualTo(200);
        }
    }

    @Nested
    class WhenChangesAreRead {
        @Test
        void answersAndRefusesAsItSays() throws Exception {
            assertThat(conforms("get", "/api/v1/changes", "/api/v1/changes?limit=3", "listener"))
                    .isEqualTo(200);
            assertThat(conforms("get", "/api/v1/changes", "/api/v1/changes?after=x", "listener"))
                    .isEqualTo(400);
            assertThat(conforms("get", "/api/v1/changes", "/api/v1/changes?agency=H99", "listener"))
                    .isEqualTo(404);
        }
    }

    @Nested
    class WhenChangesArePushed {
        private static final String GOOD =
                """
                {"no": "P/1", "procedure": "1.000001", "name": "Nguyễn Văn Ảo", "steps": [
                 {"n": 1, "status": "2", "at": "2026-03-02T08:00:00+07:00"},
                 {"n": 2, "status": "4", "at": "2026-03-02T09:00:00+07:00"}]}""";

        private static final String BAD =
                """
                {"no": "P/2", "procedure": "1.000001", "name": "Trần Thị Giả", "steps": [
                 {"n": 1, "status": "77", "at": "2026-03-02T08:00:00+07:00"},
                 {"n": 2, "status": "4", "at": "the day after"}]}""";

        @Test
        void tellsHowManyChangesAreOnDisk() throws Exception {
            JsonNode receipt = push("north-office", "pusher", "[" + GOOD + "]", 202);

            assertThat(receipt).isEqualTo(JSON.readTree("{\"accepted\": 2, \"problems\": []}"));
        }

        @Test
        void tellsWhatIsWrongWithTheRecordsThatAreKeptAside() throws Exception {
            JsonNode receipt = push("north-office", "pusher", "[" + GOOD + "," + BAD + "]", 202);

            assertThat(receipt.at("/accepted").asInt()).isEqualTo(2);
            assertThat(receipt.at("/problems"))
                    .extracting(problem -> problem.at("/type").asText())
                    .containsExactly("/problems/unmapped-code", "/problems/bad-date");
            assertThat(receipt.at("/problems/0/deadLetter").asLong()).isPositive();
            assertThat(receipt.at("/problems/0/remedy").asText()).contains("mapping.yaml");
        }

        @Test
        void refusesAsItSays() throws Exception {
            push("north-office", "pusher", "[{", 400);
            push("north-office", "nobody", "[]", 401);
            push("north-office", "portal", "[]", 403);
            push("gone-office", "pusher", "[]", 404);
            push("north-office", "pusher", "\"" + "x".repeat(20 << 20) + "\"", 413);
            var text = send(asked("/api/v1/connectors/north-office/changes", "pusher")
                    .header("Content-Type", "text/plain")
                    .POST(HttpRequest.BodyPublishers.ofString("[]")));
            assertThat(text.statusCode()).isEqualTo(415);
            requireAsSaid("post", "/api/v1/connectors/{id}/changes", text);
        }

        private JsonNode push(String connector, String client, String body, int status) throws Exception {
            var response = send(asked("/api/v1/connectors/" + connector + "/changes", client)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body)));
            assertThat(response.statusCode()).isEqualTo(status);
            requireAsSaid("post", "/api/v1/connectors/{id}/changes", response);
            return JSON.readTree(response.body());
        }
    }

    private static HttpResponse<byte[]> post(String body, int status) throws Exception {
        var response = send(asked("/api/v1/dossiers/lookup", "portal")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(response.statusCode()).isEqualTo(status);
        requireAsSaid("post", "/api/v1/dossiers/lookup", response);
        return response;
    }

    @Nested
    class WhenATimelineIsRead {
        @Test
        void tellsThoseWhoMayViewEachHopAndNobodyElse() throws Exception {
            var found = send(asked("/api/v1/dossiers/H27.41-20260302-0000001/timeline", "administrator"));

            requireAsSaid("get", "/api/v1/dossiers/{code}/timeline", found);
            assertThat(JSON.readTree(found.body()).at("/dossiers/0/hops").findValuesAsText("hop"))
                    .contains("received", "accepted");
            assertThat(conforms(
                            "get", "/api/v1/dossiers/timeline", "/api/v1/dossiers/timeline?code=N/1", "administrator"))
                    .isEqualTo(200);
            assertThat(conforms(
                            "get", "/api/v1/dossiers/timeline", "/api/v1/dossiers/timeline?code=none", "administrator"))
                    .isEqualTo(404);
            assertThat(conforms("get", "/api/v1/dossiers/timeline", "/api/v1/dossiers/timeline?code=N/1", "portal"))
                    .isEqualTo(403);
        }
    }

    @Nested
    class WhenDeadLettersAreMended {
        private static final String LETTERS = "/api/v1/dead-letters";
        private static final String UNMAPPED =
                """
                [{"no": "X/1", "procedure": "1.000001", "name": "Trần Thị Giả", "steps": [
                 {"n": 1, "status": "78", "at": "2026-03-02T08:00:00+07:00"}]}]""";

        private long letter() throws Exception {
            var pushed = send(asked("/api/v1/connectors/north-office/changes", "pusher")
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(UNMAPPED)));
            return JSON.readTree(pushed.body()).at("/problems/0/deadLetter").asLong();
        }

        private JsonNode post(String path, String target, String body, int status) throws Exception {
            var response = send(asked(target, "administrator")
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body)));
            assertThat(response.statusCode())
                    .as(new String(response.body(), StandardCharsets.UTF_8))
                    .isEqualTo(status);
            requireAsSaid("post", path, response);
            return JSON.readTree(response.body());
        }

        @Test
        void listsShowsReplaysEditsAndClosesAsItSays() throws Exception {
            long id = letter();
            String one = LETTERS + "/" + id;

            assertThat(conforms("get", LETTERS, LETTERS + "?connector=north-office&limit=1", "administrator"))
                    .isEqualTo(200);
            assertThat(conforms("get", LETTERS, LETTERS + "?state=lost", "administrator"))
                    .isEqualTo(400);
            assertThat(conforms("get", LETTERS, LETTERS, "portal")).isEqualTo(403);
            assertThat(conforms("get", LETTERS + "/{id}", one, "administrator")).isEqualTo(200);
            assertThat(conforms("get", LETTERS + "/{id}", LETTERS + "/999999", "administrator"))
                    .isEqualTo(404);
            assertThat(post(LETTERS + "/{id}/replay", one + "/replay", "", 200)
                            .path("outcome")
                            .asText())
                    .isEqualTo("still-fails");
            String edited = JSON.createObjectNode()
                    .put("text", JSON.readTree(UNMAPPED).get(0).toString().replace("78", "2"))
                    .toString();
            assertThat(post(LETTERS + "/{id}/resend", one + "/resend", edited, 200)
                            .path("outcome")
                            .asText())
                    .isEqualTo("gone-through");
            assertThat(conforms("get", LETTERS + "/{id}", one, "administrator")).isEqualTo(200);
            assertThat(post(LETTERS + "/{id}/discard", LETTERS + "/" + letter() + "/discard", "", 200)
                            .path("state")
                            .asText())
                    .isEqualTo("discarded");
        }

        @Test
        void replaysManyAsItSays() throws Exception {
            String those = "{\"ids\": [" + letter() + "]}";

            JsonNode preview = post(LETTERS + "/replays/preview", LETTERS + "/replays/preview", those, 200);
            JsonNode begun = post(LETTERS + "/replays", LETTERS + "/replays", those, 200);

            assertThat(preview.path("failing").asInt()).isEqualTo(1);
            String run = LETTERS + "/replays/" + begun.path("id").asLong();
            assertThat(conforms("get", LETTERS + "/replays/{id}", run, "administrator"))
                    .isEqualTo(200);
            assertThat(conforms("get", LETTERS + "/replays", LETTERS + "/replays", "administrator"))
                    .isEqualTo(200);
            post(LETTERS + "/replays/{id}/stop", run + "/stop", "", 200);
            post(LETTERS + "/replays/preview", LETTERS + "/replays/preview", "{}", 400);
        }
    }

    @Nested
    class WhenTheTrailIsRead {
        @Test
        void tellsAnAdministratorWhoAskedAndNobodyElse() throws Exception {
            conforms("get", "/api/v1/dossiers", "/api/v1/dossiers?code=N/1", "public");

            await().untilAsserted(() -> {
                var found = send(asked("/api/v1/trail?subject=N/1&actor=public", "administrator"));
                requireAsSaid("get", "/api/v1/trail", found);
                assertThat(JSON.readTree(found.body()).at("/acts/0/verb").asText())
                        .isEqualTo("look-up");
            });
            assertThat(conforms("get", "/api/v1/trail/days", "/api/v1/trail/days", "administrator"))
                    .isEqualTo(200);
            assertThat(conforms("get", "/api/v1/trail", "/api/v1/trail?from=yesterday", "administrator"))
                    .isEqualTo(400);
            assertThat(conforms("get", "/api/v1/trail", "/api/v1/trail", "portal"))
                    .isEqualTo(403);
        }
    }

    private static int conforms(String method, String path, String target, String client) throws Exception {
        var response = send(asked(target, client));
        requireAsSaid(method, path, response);
        return response.statusCode();
    }

    /** Checks status, content type and body of an answer against what the contract says of the operation. */
    private static void requireAsSaid(String method, String path, HttpResponse<byte[]> response) throws Exception {
        JsonNode said = contract.openApi()
                .get("paths")
                .get(path)
                .get(method)
                .get("responses")
                .path(Integer.toString(response.statusCode()));
        if (said.has("$ref")) {
            said = contract.openApi().at(said.get("$ref").asText().substring(1));
        }
        String type = response.headers().firstValue("Content-Type").orElse("").split(";")[0];
        JsonNode content = said.path("content").path(type);
        assertThat(content.has("schema"))
                .as("%s %s says %s of %s as %s", method, path, said, response.statusCode(), type)
                .isTrue();
        contract.requireValid(content.get("schema"), JSON.readTree(response.body()));
    }

    private static HttpRequest.Builder asked(String target, String client) {
        return HttpRequest.newBuilder(at(target)).header("X-API-Key", WaysIn.key(client));
    }

    private static URI at(String target) {
        return URI.create(hub.http() + target);
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
