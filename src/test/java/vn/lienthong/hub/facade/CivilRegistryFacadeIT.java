package vn.lienthong.hub.facade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.lienthong.hub.facade.FacadeFixtures.KEY;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Iterator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.agency.RunningHub;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.trail.NotedActs;

/** The facade of the civil registry as it is delivered, against its simulator. */
class CivilRegistryFacadeIT {
    private static RunningHub hub;
    private static FacadeContract contract;

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        hub = FacadeFixtures.hub(home, "civil-registry");
        contract = FacadeContract.of(
                hub.get("/facade/rest/civil-registry/openapi.json").body());
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static HttpResponse<String> call(String operation, String json) throws Exception {
        HttpResponse<String> answer = hub.post("/facade/rest/civil-registry/" + operation, KEY, json);
        contract.check("/" + operation, "post", json, answer);
        return answer;
    }

    private static String number() throws Exception {
        Iterator<JsonNode> dossiers = hub.truth(hub.simulators().civilRegistry().address())
                .path("dossiers")
                .elements();
        return dossiers.next().path("number").asText();
    }

    @Nested
    class WhenAnOperationIsCalled {
        @Test
        void answersWithTheSystemsAnswerAsJson() throws Exception {
            String number = number();

            HttpResponse<String> answer = call("GetDossier", "{\"soHoSo\":\"" + number + "\"}");

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
            JsonNode dossier = RunningHub.json(answer).path("dossier");
            assertThat(dossier.path("soHoSo").asText()).isEqualTo(number);
            assertThat(dossier.path("lanCapNhat").isIntegralNumber()).isTrue();
            assertThat(dossier.at("/history/step").isArray()).isTrue();
        }

        @Test
        void answersWithAnEmptyListWhereThereIsNothing() throws Exception {
            String last = RunningHub.json(call("ListChanges", "{\"since\":0,\"max\":1}"))
                    .path("last")
                    .asText();

            HttpResponse<String> answer = call("ListChanges", "{\"since\":" + last + ",\"max\":5}");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"change\":[],\"last\":" + last + "}");
        }

        @Test
        void tellsAFaultWithItsDetailTypedAndNumbersWithoutLoss() throws Exception {
            HttpResponse<String> answer = call("ListChanges", "{\"since\":9007199254740993,\"max\":5}");

            assertThat(answer.statusCode()).isEqualTo(400);
            JsonNode fault = RunningHub.json(answer).path("fault");
            assertThat(fault.at("/detail/DossierFault/code").asText()).isEqualTo("SINCE_AHEAD");
            assertThat(fault.path("reason").asText()).startsWith("since was 9007199254740993 but the last change is ");
        }
    }

    @Nested
    class WhenSomebodyAsksLaterWhoDidWhat {
        @Test
        void theTrailTellsCallerOperationAndOutcome() throws Exception {
            call("ListChanges", "{\"since\":0,\"max\":1}");
            call("ListChanges", "{\"since\":9007199254740993,\"max\":1}");

            await().untilAsserted(() -> assertThat(
                            NotedActs.about(hub.bean(Database.class), "civil-registry/ListChanges"))
                    .contains("desk use-facade answered facade-rest", "desk use-facade invalid facade-rest"));
        }
    }

    @Nested
    class WhenTheInputIsWrong {
        @Test
        void tellsWhereWhatAndWhatWouldBeRight() throws Exception {
            HttpResponse<String> answer =
                    hub.post("/facade/rest/civil-registry/ListChanges", KEY, "{\"since\":0,\"max\":\"x\"}");

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(RunningHub.json(answer).path("detail").asText())
                    .isEqualTo(
                            "The request is not as the contract wants it: /ListChanges/max is \"x\"; expected xs:int.");
        }
    }

    @Nested
    class WhenSomebodyMayNot {
        @Test
        void refusesWhoShowsNoKey() throws Exception {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(hub.address("/facade/rest/civil-registry/GetDossier"))
                                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(401);
        }

        @Test
        void refusesWhoHasOtherRights() throws Exception {
            HttpResponse<String> answer =
                    hub.post("/facade/rest/civil-registry/GetDossier", RunningHub.PORTAL_KEY, "{\"soHoSo\":\"1\"}");

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(RunningHub.json(answer).path("detail").asText())
                    .isEqualTo("portal may not use the facade of the connector civil-registry.");
        }
    }
}
