package vn.lienthong.hub.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.registration.ConnectorApi.pushing;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.access.KeyMaker;
import vn.lienthong.hub.agency.RunningHub;

/** A hub that asks for two people. */
class ApprovalIT {
    private static final String APPROVER_KEY = "an-approver-key-for-tests";

    @Nested
    class WhenTwoPairsOfEyesAreAskedFor {
        @Test
        void versionRunsOnlyWhenSomebodyElseHasActivatedIt(@TempDir Path home) throws Exception {
            try (RunningHub hub = new RunningHub(
                    home,
                    0,
                    "--lienthong.connectors-api.approval=true",
                    "--lienthong.access.clients[4].rights=view,administer,approve-connectors",
                    "--lienthong.access.clients[5].id=approver",
                    "--lienthong.access.clients[5].key-hash=" + KeyMaker.hashOf(APPROVER_KEY),
                    "--lienthong.access.clients[5].rights=view,approve-connectors")) {
                ConnectorApi api = new ConnectorApi(hub);
                api.put("new-office", pushing("new-office", 1));

                assertThat(api.post("new-office", "/activate", "").status()).isEqualTo(403);
                assertThat(activate(api).status()).isEqualTo(200);

                Map<String, String> files = new HashMap<>(pushing("new-office", 1));
                files.computeIfPresent("connector.yaml", (file, text) -> text.replace("Trial", "Changed"));
                var put = api.put("new-office", files);
                assertThat(put.body().path("version").asInt()).isEqualTo(1);
                assertThat(put.body().path("latestVersion").asInt()).isEqualTo(2);
                assertThat(put.body().path("name").asText()).isEqualTo("Trial Office");

                assertThat(activate(api).body().path("name").asText()).isEqualTo("Changed Office");
                var versions = api.get("new-office", "/versions").body().path("versions");
                assertThat(versions.at("/0/author").asText()).isEqualTo("mender");
                assertThat(versions.at("/0/approver").asText()).isEqualTo("approver");
            }
        }

        private static ConnectorApi.Answer activate(ConnectorApi api) throws Exception {
            return api.send("POST", "/{id}/activate", "/new-office/activate", APPROVER_KEY, null);
        }
    }
}
