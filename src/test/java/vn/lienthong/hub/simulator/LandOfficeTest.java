package vn.lienthong.hub.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.lienthong.hub.simulator.RawClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LandOfficeTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String GRANT = "grant_type=client_credentials&client_id=lienthong&client_secret=land-demo";

    private final SettableClock clock = new SettableClock();
    private LandOffice office;
    private RawClient client;

    @BeforeEach
    void start() {
        office = started(null);
        client = new RawClient(office.address());
    }

    private LandOffice started(@Nullable Path folder) {
        return LandOffice.start(0, "land-demo", new AgencyStart(1, 60, folder), clock);
    }

    @AfterEach
    void stop() {
        office.close();
    }

    private String bearer() throws Exception {
        JsonNode token = client.postJson("/oauth2/token", GRANT, "Content-Type", FORM);
        return "Bearer " + token.path("access_token").asText();
    }

    @Nested
    class WhenATokenIsAskedFor {
        @Test
        void givesOneToTheClientByFormOrByBasic() throws Exception {
            String basic = "Basic bGllbnRob25nOmxhbmQtZGVtbw==";

            var byForm = client.postJson("/oauth2/token", GRANT, "Content-Type", FORM);
            var byBasic = client.postJson(
                    "/oauth2/token", "grant_type=client_credentials", "Content-Type", FORM, "Authorization", basic);

            assertThat(byForm.path("token_type").asText()).isEqualTo("Bearer");
            assertThat(byForm.path("expires_in").asInt()).isEqualTo(300);
            assertThat(byBasic.path("access_token").asText()).isNotBlank();
        }

        @Test
        void refusesAWrongSecret() throws Exception {
            var answer = client.post("/oauth2/token", GRANT.replace("land-demo", "guess"), "Content-Type", FORM);

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).isEqualTo(json("{'error':'invalid_client'}"));
        }
    }

    @Nested
    class WhenDossiersAreAskedFor {
        @Test
        void wantsATokenThatHasNotEnded() throws Exception {
            String bearer = bearer();
            assertThat(client.get("/api/dossiers").headers().firstValue("WWW-Authenticate"))
                    .contains("Bearer realm=\"land-office\"");
            assertThat(client.get("/api/dossiers", "Authorization", bearer).statusCode())
                    .isEqualTo(200);

            clock.move(Duration.ofMinutes(5));

            var expired = client.get("/api/dossiers", "Authorization", bearer);
            assertThat(expired.statusCode()).isEqualTo(401);
            assertThat(expired.headers().firstValue("WWW-Authenticate").orElse(""))
                    .contains("error=\"invalid_token\"");
        }

        @Test
        void pagesThroughAll() throws Exception {
            String bearer = bearer();

            JsonNode first = client.getJson("/api/dossiers?page=0&size=50", "Authorization", bearer);
            JsonNode second = client.getJson("/api/dossiers?page=1&size=50", "Authorization", bearer);

            assertThat(first.path("content")).hasSize(50);
            assertThat(second.path("content")).hasSize(10);
            assertThat(first.path("last").asBoolean()).isFalse();
            assertThat(second.path("last").asBoolean()).isTrue();
            assertThat(second.path("totalElements").asInt()).isEqualTo(60);
        }

        @Test
        void tellsOneInNestedJsonWithMidnightsInUtc() throws Exception {
            client.post("/control/change", json("{'dossier':'A/1','code':'0','at':'2026-10-08T01:15:00Z'}"));
            client.post("/control/change", json("{'dossier':'A/1','code':'10','at':'2026-10-08T02:40:12Z'}"));
            client.post(
                    "/control/change", json("{'dossier':'A/1','code':'2','subCode':'22','at':'2026-10-08T17:00:00Z'}"));

            JsonNode one = client.getJson("/api/dossiers/A%2F1", "Authorization", bearer());

            assertThat(one.path("code").asText()).isEqualTo("A/1");
            assertThat(one.path("version").asInt()).isEqualTo(3);
            assertThat(one.at("/dossierStatus/id").isInt()).isTrue();
            assertThat(one.at("/dossierStatus/id").asInt()).isEqualTo(2);
            assertThat(one.at("/dossierTaskStatus/id").asInt()).isEqualTo(22);
            assertThat(one.path("updatedDate").asText()).isEqualTo("2026-10-08T17:00:00.000+0000");
            assertThat(one.path("acceptedDate").asText()).isEqualTo("2026-10-08T02:40:12.000+0000");
            assertThat(one.path("appointmentDate").asText()).endsWith("T17:00:00.000+0000");
            assertThat(one.at("/applicant/data/identityNumber").asText()).startsWith("000");
            assertThat(one.at("/procedure/translate/0/name").asText()).isNotBlank();
        }

        @Test
        void knowsNoOther() throws Exception {
            assertThat(client.get("/api/dossiers/nothing", "Authorization", bearer())
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Nested
    class WhenItPushes {
        private final Hub hub = new Hub();

        @AfterEach
        void stop() {
            hub.server.stop(0);
        }

        @Test
        void repeatsUntilItIsToldTwoHundredAndKeepsTheOrderOfEachDossier() throws Exception {
            hub.refuse = 3;

            office.pushTo(hub.address(), "demo-key");
            client.post("/control/step?count=50", "");

            awaitAll();
            assertThat(hub.keys).containsOnly("demo-key");
            assertThat(hub.versions()).allSatisfy((code, versions) -> assertThat(versions)
                    .isEqualTo(IntStream.rangeClosed(1, versions.size()).boxed().toList()));
            assertThat(hub.versions().values().stream().mapToInt(List::size).sum())
                    .isEqualTo(client.getJson("/control").path("changes").asInt());
        }

        @Test
        void repeatsItselfAndMixesTheOrderOnDemand() throws Exception {
            client.post("/control/faults", json("{'repeatEvery':4,'disorder':true}"));

            office.pushTo(hub.address(), "demo-key");
            client.post("/control/step?count=200", "");

            awaitAll();
            assertThat(hub.versions().values()).anySatisfy(versions -> assertThat(versions)
                    .doesNotHaveDuplicates()
                    .isNotEqualTo(versions.stream().sorted().toList()));
            assertThat(hub.versions().values()).anySatisfy(versions -> assertThat(versions)
                    .hasSizeGreaterThan(versions.stream().distinct().toList().size()));
        }

        @Test
        void pushesNothingWhileItIsDown() throws Exception {
            client.post("/control/faults", json("{'down':true}"));
            office.pushTo(hub.address(), "demo-key");
            client.post("/control/step?count=5", "");

            await().during(Duration.ofMillis(400)).until(hub.keys::isEmpty);

            client.post("/control/faults", "{}");
            awaitAll();
        }

        @Test
        void goesOnAfterARestartWithWhatWasNotAcknowledged(@TempDir Path folder) throws Exception {
            office.close();
            office = started(folder);
            client = new RawClient(office.address());
            office.pushTo(hub.address(), "demo-key");
            awaitAll();
            long before = office.acknowledged();
            hub.bodies.clear();
            office.close();

            office = started(folder);
            client = new RawClient(office.address());
            office.pushTo(hub.address(), "demo-key");
            client.post("/control/step?count=1", "");

            awaitAll();
            assertThat(office.acknowledged()).isEqualTo(before + 1);
            assertThat(hub.versions().values().stream().mapToInt(List::size).sum())
                    .isEqualTo(1);
        }

        private void awaitAll() throws Exception {
            long changes = client.getJson("/control").path("changes").asLong();
            await().atMost(Duration.ofSeconds(20)).until(() -> office.acknowledged() == changes);
        }
    }

    /** Takes pushes and writes them down, as a hub would. */
    private static final class Hub {
        final HttpServer server;
        final List<JsonNode> bodies = new CopyOnWriteArrayList<>();
        final List<String> keys = new CopyOnWriteArrayList<>();
        volatile int refuse;

        Hub() {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            server.createContext("/", exchange -> {
                byte[] body = exchange.getRequestBody().readAllBytes();
                keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-API-Key")));
                boolean refused = refuse > 0;
                if (refused) {
                    refuse--;
                } else {
                    bodies.add(RawClient.JSON.readTree(body));
                }
                exchange.sendResponseHeaders(refused ? 503 : 202, -1);
                exchange.close();
            });
            server.start();
        }

        URI address() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/changes");
        }

        /** The versions told of each dossier, in the order they came. */
        Map<String, List<Integer>> versions() {
            Map<String, List<Integer>> versions = new HashMap<>();
            for (JsonNode body : bodies) {
                for (JsonNode event : body.path("events")) {
                    versions.computeIfAbsent(event.path("code").asText(), code -> new ArrayList<>())
                            .add(event.path("version").asInt());
                }
            }
            return versions;
        }
    }
}
