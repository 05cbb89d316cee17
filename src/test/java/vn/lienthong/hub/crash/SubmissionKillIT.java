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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.simulator.SimulatorSettings;
import vn.lienthong.hub.simulator.Simulators;

/** A hub is killed after it gave receipts and before the agencies have what they are for, and again while they take it. */
class SubmissionKillIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int EACH = 4;

    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private final Map<String, String> receipts = new LinkedHashMap<>();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path home;

    @Test
    void eachReceiptsDossierReachesItsAgencyOnce() throws Exception {
        try (var simulators = Simulators.start(SimulatorSettings.quiet(home.resolve("drop"), 0), Clock.systemUTC());
                var hub = new HubProcess(home, settings(simulators), Map.of())) {
            List<URI> agencies = List.of(
                    simulators.civilRegistry().address(),
                    simulators.landOffice().address());
            hub.start();
            hub.awaitUp();
            for (URI agency : agencies) {
                post(agency.resolve("/control/faults"), "{\"down\": true}");
            }
            for (int i = 1; i <= EACH; i++) {
                handIn(hub, i);
            }
            hub.kill();
            assertThat(agencies.stream().allMatch(this::isEmpty)).isTrue();

            // Answers are late, so that the hub dies while it waits for one.
            for (URI agency : agencies) {
                post(agency.resolve("/control/faults"), "{\"delayMs\": 700}");
            }
            hub.start();
            await().atMost(PATIENCE).until(() -> agencies.stream().noneMatch(this::isEmpty));
            hub.kill();
            for (URI agency : agencies) {
                post(agency.resolve("/control/faults"), "{}");
            }
            hub.start();
            hub.awaitUp();

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(submissions(agencies))
                    .containsExactlyInAnyOrderElementsOf(receipts.values()));
            assertThat(codes(agencies))
                    .as("each once, however often it was told")
                    .containsExactlyInAnyOrderElementsOf(receipts.keySet());
            for (String receipt : receipts.values()) {
                await().atMost(PATIENCE).until(() -> get(hub.address("/api/v1/submissions/" + receipt))
                        .path("state")
                        .asText()
                        .equals("delivered"));
            }
        }
    }

    private boolean isEmpty(URI agency) {
        try {
            return get(agency.resolve("/control")).path("submissions").isEmpty();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> submissions(List<URI> agencies) throws Exception {
        List<String> ids = new ArrayList<>();
        for (URI agency : agencies) {
            get(agency.resolve("/control")).path("submissions").fieldNames().forEachRemaining(ids::add);
        }
        return ids;
    }

    private List<String> codes(List<URI> agencies) throws Exception {
        List<String> codes = new ArrayList<>();
        for (URI agency : agencies) {
            codes.addAll(get(agency.resolve("/control/truth")).path("dossiers").findValuesAsText("dossierCode"));
        }
        return codes;
    }

    private void handIn(HubProcess hub, int i) throws Exception {
        String sha256 = sent(
                        hub, "/api/v1/attachments", "application/pdf", "file-" + i, "%PDF-1.4\n% paper " + i + "\n")
                .path("sha256")
                .asText();
        String common =
                """
                "code": "%s", "applicant": {"name": "Nguyễn Văn Ảo", "idNo": "000000000123"},
                "attachments": [{"kind": "%s", "name": "don.pdf", "sha256": "%s"}]""";
        String land = "KILL-L-" + i;
        keep(
                land,
                sent(
                        hub,
                        "/api/v1/dossiers",
                        "application/json",
                        land,
                        "{\"agency\": \"H27.12\", \"procedure\": \"1.012785\","
                                + " \"form\": {\"parcel\": \"12\", \"mapSheet\": \"7\", \"area\": 80.5}, "
                                + common.formatted(land, "application", sha256) + "}"));
        String civil = "KILL-C-" + i;
        keep(
                civil,
                sent(
                        hub,
                        "/api/v1/dossiers",
                        "application/json",
                        civil,
                        "{\"agency\": \"H27.09\", \"procedure\": \"1.001193\","
                                + " \"form\": {\"child\": \"Nguyễn Văn Bé\", \"bornOn\": \"2026-11-01\"}, "
                                + common.formatted(civil, "birth-notice", sha256) + "}"));
    }

    private void keep(String code, JsonNode receipt) {
        receipts.put(code, receipt.path("id").asText());
    }

    private JsonNode sent(HubProcess hub, String path, String type, String key, String body) throws Exception {
        var answer = client.send(
                HttpRequest.newBuilder(hub.address(path))
                        .header("Content-Type", type)
                        .header("X-API-Key", HubProcess.key("citizens"))
                        .header("Idempotency-Key", key)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(201, 202);
        return json.readTree(answer.body());
    }

    private JsonNode get(URI address) throws IOException, InterruptedException {
        return json.readTree(client.send(
                        HttpRequest.newBuilder(address)
                                .header("X-API-Key", HubProcess.key("citizens"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
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
        List<String> settings =
                new ArrayList<>(HubProcess.clients(Map.of("citizens", "submits-to=civil-registry,land-office")));
        settings.addAll(List.of(
                "--lienthong.delivery.first-pause=300ms",
                "--lienthong.delivery.longest-hold=1s",
                "--CIVIL_REGISTRY_URL=" + simulators.civilRegistry().address(),
                "--LAND_OFFICE_URL=" + simulators.landOffice().address(),
                "--BUSINESS_REGISTRY_URL=" + simulators.businessRegistry().address(),
                "--NATIONAL_PORTAL_URL=" + simulators.nationalPortal().address(),
                "--SOCIAL_INSURANCE_FOLDER=" + home.resolve("drop"),
                "--SOCIAL_INSURANCE_INBOX=" + home.resolve("inbox"),
                "--CIVIL_REGISTRY_PASSWORD=civil-demo",
                "--LAND_OFFICE_SECRET=land-demo",
                "--BUSINESS_REGISTRY_PASSWORD=business-demo",
                "--NATIONAL_PORTAL_PASSWORD=portal-demo"));
        return settings;
    }
}
