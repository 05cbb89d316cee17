package vn.lienthong.hub.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import vn.lienthong.hub.agency.RunningHub;
import vn.lienthong.hub.commandline.connectors.DossierCommands;
import vn.lienthong.hub.simulator.Simulator;

/** Agencies are compared by a schedule, and what can be mended is mended without a question where the settings say so. */
class ReconciliationByItselfIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path home = Path.of("");

    @Test
    void findsMendsAndShowsWhatIsMissing() throws Exception {
        try (var hub = new RunningHub(
                home,
                3,
                "--lienthong.reconciliation.every=PT3S",
                "--lienthong.reconciliation.repair=true",
                "--lienthong.reconciliation.per-second=500",
                "--lienthong.reconciliation.sample=2")) {
            Simulator registry = hub.simulators().civilRegistry();
            await().atMost(PATIENCE)
                    .until(() ->
                            hub.known(registry, hub.told(registry).keySet()).size() == 3);
            hub.stopRoute("civil-registry-intake");
            hub.change(registry, "TP-NEW", "new");
            hub.change(registry, "TP-NEW", "receiving");

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(hub.known(registry, List.of("TP-NEW")))
                    .as("with nothing but the comparison to bring it")
                    .isEqualTo(Map.of("TP-NEW", 2)));

            await().atMost(PATIENCE).until(() -> found(hub).isPresent());
            JsonNode report = found(hub).orElseThrow();
            String id = report.path("id").asText();
            assertThat(report.path("by").asText()).isEqualTo("schedule");
            assertThat(report.path("asked").asInt())
                    .as("of the portal no more than a sample is asked for")
                    .isBetween(1, 2);
            JsonNode listed = RunningHub.json(hub.get("/api/v1/reconciliation/" + id, RunningHub.VIEW_KEY))
                    .path("listed");
            assertThat(listed.findValuesAsText("dossierNo")).contains("TP-NEW");
            assertThat(listed.findValuesAsText("repaired")).isNotEmpty();
            showsItOnThePage(hub, id);
            tellsItOnTheCommandLine(hub, id);
        }
    }

    /** The report in which the missing dossier stands. */
    private static Optional<JsonNode> found(RunningHub hub) throws Exception {
        for (JsonNode report : RunningHub.json(hub.get("/api/v1/reconciliation", RunningHub.VIEW_KEY))
                .path("reports")) {
            if (report.path("connector").asText().equals("civil-registry")
                    && report.path("state").asText().equals("done")
                    && report.path("causes").has("unknown-to-hub")) {
                return Optional.of(report);
            }
        }
        return Optional.empty();
    }

    private static void showsItOnThePage(RunningHub hub, String id) throws Exception {
        RunningHub.Browser admin = hub.browser();
        admin.logIn("admin");
        RunningHub.Browser viewer = hub.browser();
        viewer.logIn("viewer");

        String page = admin.get("/console/reconciliation?report=" + id).body();
        String seen = viewer.get("/console/reconciliation?report=" + id).body();

        assertThat(page)
                .contains(
                        "<code>TP-NEW</code>",
                        "<code>civil-registry</code>",
                        Cause.UNKNOWN_TO_HUB.text().vi())
                .contains("/reconciliation/" + id + "/repair");
        assertThat(seen).contains("<code>TP-NEW</code>").doesNotContain("/reconciliation/" + id + "/repair");
    }

    private void tellsItOnTheCommandLine(RunningHub hub, String id) throws Exception {
        Path csv = home.resolve("differences.csv");

        assertThat(said(hub, "reconcile", "--language", "en"))
                .contains("REPORT", "civil-registry", "done")
                .contains(id);
        assertThat(said(hub, "reconcile", "--report", id, "--language", "en")).contains("TP-NEW");
        said(hub, "reconcile", "--report", id, "--csv", csv.toString());
        assertThat(Files.readAllLines(csv)).anyMatch(line -> line.contains("TP-NEW"));
        assertThat(said(hub, "reconcile", "--report", id, "--repair", "--language", "en"))
                .contains("begun ", ", failed 0");
    }

    private String said(RunningHub hub, String... words) throws Exception {
        Path key = home.resolve("admin.key");
        Files.writeString(key, RunningHub.ADMIN_KEY);
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--hub", hub.address("").toString(), "--key-file", key.toString()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commands = DossierCommands.commandLines().stream()
                .filter(one -> one.getCommandName().equals(words[0]))
                .findFirst()
                .orElseThrow();
        commands.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        assertThat(commands.execute(all.subList(1, all.size()).toArray(String[]::new)))
                .as(err.toString())
                .isZero();
        return out.toString();
    }
}
