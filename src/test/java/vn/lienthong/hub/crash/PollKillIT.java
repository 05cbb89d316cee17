package vn.lienthong.hub.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.simulator.SimulatorSettings;
import vn.lienthong.hub.simulator.Simulators;

/** A hub is killed while it reads a polled system page by page; another one goes on after the last page that was safe. */
class PollKillIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path home;

    @Test
    void losesNothingAndTellsNothingTwice() throws Exception {
        try (var simulators = Simulators.start(SimulatorSettings.quiet(home.resolve("drop"), 0), Clock.systemUTC());
                var hub = new HubProcess(home, settings(simulators), Map.of())) {
            URI agency = simulators.civilRegistry().address();
            URI portal = simulators.nationalPortal().address();
            post(agency.resolve("/control/step?count=750"), "");
            // Each page is answered late, so that the hub can be killed while it waits for one.
            post(agency.resolve("/control/faults"), "{\"delayMs\":2000}");

            hub.start();
            hub.awaitUntil("the third page to be asked for", () -> requests(agency) >= 3);
            hub.kill();

            assertThat(requests(agency))
                    .as("it was killed before the last of eight pages")
                    .isBetween(3L, 7L);
            post(agency.resolve("/control/faults"), "{}");
            hub.start();
            hub.awaitUp();
            Map<String, List<String>> truth = truth(agency);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(atPortal(portal)).isEqualTo(truth));
        }
    }

    /** The statuses of each dossier as the agency knows them. */
    private Map<String, List<String>> truth(URI agency) throws IOException, InterruptedException {
        Map<String, List<String>> truth = new TreeMap<>();
        for (JsonNode dossier : get(agency.resolve("/control/truth")).path("dossiers")) {
            String code = dossier.path("dossierCode").asText(null);
            truth.put(
                    code == null ? dossier.path("number").asText() : code,
                    dossier.path("changes").findValuesAsText("status"));
        }
        return truth;
    }

    /** The statuses of each dossier's steps as the portal was told them. */
    private Map<String, List<String>> atPortal(URI portal) throws IOException, InterruptedException {
        Map<String, List<String>> told = new TreeMap<>();
        get(portal.resolve("/control/truth"))
                .fields()
                .forEachRemaining(dossier -> told.put(
                        dossier.getKey(), dossier.getValue().path("progress").findValuesAsText("TrangThai")));
        return told;
    }

    private long requests(URI simulator) throws IOException, InterruptedException {
        return get(simulator.resolve("/control")).path("requests").asLong();
    }

    private JsonNode get(URI address) throws IOException, InterruptedException {
        return json.readTree(client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private void post(URI address, String body) throws IOException, InterruptedException {
        client.send(
                HttpRequest.newBuilder(address)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
    }

    private List<String> settings(Simulators simulators) {
        return List.of(
                "--CIVIL_REGISTRY_URL=" + simulators.civilRegistry().address(),
                "--LAND_OFFICE_URL=" + simulators.landOffice().address(),
                "--BUSINESS_REGISTRY_URL=" + simulators.businessRegistry().address(),
                "--NATIONAL_PORTAL_URL=" + simulators.nationalPortal().address(),
                "--SOCIAL_INSURANCE_FOLDER=" + home.resolve("drop"),
                "--CIVIL_REGISTRY_PASSWORD=civil-demo",
                "--LAND_OFFICE_SECRET=land-demo",
                "--BUSINESS_REGISTRY_PASSWORD=business-demo",
                "--NATIONAL_PORTAL_PASSWORD=portal-demo");
    }
}
