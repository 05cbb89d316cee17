package vn.lienthong.hub.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.access.KeyMaker;
import vn.lienthong.hub.agency.RunningHub;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.connector.SubmissionWay;
import vn.lienthong.hub.store.Database;

/** What agencies' systems refuse waits for people, and goes there once they have mended it; and files do not stay for ever. */
class SubmissionRefusalIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String KEY = "a-citizens-key-for-tests";
    private static final byte[] PDF = "%PDF-1.4\n% an invented paper\n".getBytes(StandardCharsets.US_ASCII);

    private static RunningHub hub;
    private static Citizen citizen;

    @BeforeAll
    static void start(@TempDir Path home) {
        hub = new RunningHub(
                home,
                0,
                "--lienthong.access.clients[5].id=citizens",
                "--lienthong.access.clients[5].key-hash=" + KeyMaker.hashOf(KEY),
                "--lienthong.access.clients[5].submits-to=civil-registry,land-office",
                "--lienthong.delivery.first-pause=200ms",
                "--lienthong.delivery.first-hold=200ms",
                "--lienthong.delivery.longest-hold=1s");
        citizen = new Citizen(hub, KEY);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static JsonNode landDossier(String code, byte[] paper) throws Exception {
        String sha256 = citizen.upload(paper);
        return citizen.handIn(
                "/api/v1/dossiers",
                """
                {"agency": "H27.12", "procedure": "1.012785", "code": "%s", "applicant": {"name": "Nguyễn Văn Ảo"},
                 "form": {"parcel": "12", "mapSheet": "7", "area": 80.5},
                 "attachments": [{"kind": "application", "name": "don.pdf", "sha256": "%s"}]}
                """
                        .formatted(code, sha256));
    }

    private static JsonNode birth(String code) throws Exception {
        String sha256 = citizen.upload(PDF);
        return citizen.handIn(
                "/api/v1/dossiers",
                """
                {"agency": "H27.09", "procedure": "1.001193", "code": "%s",
                 "applicant": {"name": "Trần Thị Giả", "idNo": "000000000789"},
                 "form": {"child": "Trần Văn Bé", "bornOn": "2026-11-01"},
                 "attachments": [{"kind": "birth-notice", "name": "giay.pdf", "sha256": "%s"}]}
                """
                        .formatted(code, sha256));
    }

    private static JsonNode awaitState(JsonNode receipt, String state) throws Exception {
        String path = "/api/v1/submissions/" + receipt.get("id").asText();
        await().atMost(PATIENCE)
                .until(() -> RunningHub.json(hub.get(path, KEY)).path("state").asText(), state::equals);
        return RunningHub.json(hub.get(path, KEY));
    }

    private static JsonNode onlyLetter(String connector) throws Exception {
        JsonNode letters = RunningHub.json(hub.get("/api/v1/dead-letters?connector=" + connector, RunningHub.ADMIN_KEY))
                .path("deadLetters");
        assertThat(letters).hasSize(1);
        return letters.get(0);
    }

    private static void replay(JsonNode letter) throws Exception {
        String path = "/api/v1/dead-letters/" + letter.get("id").asLong() + "/replay";
        JsonNode outcome = RunningHub.json(hub.post(path, RunningHub.ADMIN_KEY, ""));
        assertThat(outcome.path("outcome").asText()).as(outcome.toString()).isEqualTo("gone-through");
    }

    /** What became of one thing that was handed in, by the id that goes with it everywhere. */
    private static List<String> hops(JsonNode way, JsonNode receipt) {
        List<String> hops = new ArrayList<>();
        for (JsonNode hop : way.path("hops")) {
            if (hop.path("correlationId")
                    .asText()
                    .equals("submission:" + receipt.get("id").asText())) {
                String times = hop.has("times") ? ", try " + hop.path("times").asInt() : "";
                String detail =
                        hop.has("detail") ? ": " + hop.path("detail").asText().split(" ")[0] : "";
                hops.add(hop.path("hop").asText() + times + detail);
            }
        }
        return hops;
    }

    @Nested
    class WhenASystemRefuses {
        private static final String WHOLE = "except: [dossier/source-dossier-no, dossier/received-at";
        private static final String LACKING =
                "except: [dossier/source-dossier-no, dossier/applicant-id-no, dossier/received-at";
        private static final String PAYMENT = "body: '{\"id\": \"{{id}}\", \"payment\"";
        private static final String PAYMENT_WITHOUT_ID = "body: '{\"payment\"";

        /** The registry says no in an answer of success, by a code and a text; the land office by the status 400. */
        @Test
        void itWaitsWithTheReasonAndGoesThereOnceItIsMendedAndReplayed() throws Exception {
            hub.edit("civil-registry", "mapping.yaml", WHOLE, LACKING);
            hub.edit("land-office", "connector.yaml", PAYMENT, PAYMENT_WITHOUT_ID);
            hub.restart();

            JsonNode birth = birth("NP-600");
            JsonNode later = citizen.handIn("/api/v1/dossiers/NP-600/supplements", "{\"note\": \"one more\"}");
            JsonNode land = landDossier("NP-601", PDF);
            JsonNode payment = citizen.handIn(
                    "/api/v1/dossiers/NP-601/payments",
                    "{\"amount\": 50000, \"paidAt\": \"2026-11-28T09:00:00+07:00\", \"reference\": \"PAY-1\"}");

            assertThat(awaitState(birth, "refused").path("problem").asText())
                    .contains("refused-by-system", "Thiếu số định danh của người nộp");
            assertThat(awaitState(payment, "refused").path("problem").asText()).contains("refused-by-system", "400");
            awaitState(land, "delivered");
            awaitState(later, "received");
            JsonNode civilLetter = onlyLetter("civil-registry");
            JsonNode landLetter = onlyLetter("land-office");
            assertThat(civilLetter.path("times").asInt()).isEqualTo(1);
            assertThat(landLetter.path("times").asInt()).isEqualTo(1);

            hub.edit("civil-registry", "mapping.yaml", LACKING, WHOLE);
            hub.edit("land-office", "connector.yaml", PAYMENT_WITHOUT_ID, PAYMENT);
            hub.restart();
            replay(civilLetter);
            replay(landLetter);

            assertThat(awaitState(birth, "delivered").path("agencyDossierNo").asText())
                    .startsWith("TP-");
            awaitState(payment, "delivered");
            awaitState(later, "delivered");
            assertThat(hub.truth(hub.simulators().civilRegistry().address())
                            .path("dossiers")
                            .findValuesAsText("dossierCode"))
                    .containsOnlyOnce("NP-600");
            JsonNode way = RunningHub.json(hub.get("/api/v1/dossiers/timeline?code=NP-600", RunningHub.ADMIN_KEY))
                    .at("/dossiers/0");
            assertThat(way.path("sourceDossierNo").asText()).startsWith("TP-");
            assertThat(hops(way, birth))
                    .containsSubsequence(
                            "received", "accepted", "given-up, try 1: refused-by-system", "delivered, try 1");
            assertThat(hops(way, later)).contains("delivered, try 1");
            assertThat(way.path("hops").toString())
                    .contains("\"hop\":\"linked\",\"system\":\"civil-registry\",\"detail\":\"TP-")
                    .contains("\"hop\":\"dead-lettered\"")
                    .contains("\"hop\":\"dead-letter-closed\"")
                    .doesNotContain("Trần");
        }
    }

    @Nested
    class WhenASystemTakesOnlySoManyCallsASecond {
        private static final String OFFER = "  attachments: bytes";

        @Test
        void itIsNotAskedMoreOften() throws Exception {
            hub.edit("land-office", "connector.yaml", OFFER, OFFER + "\n  rate: 2\n  tell-after: PT7M");
            hub.restart();
            List<Instant> delivered = new ArrayList<>();

            List<JsonNode> receipts = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                receipts.add(landDossier("NP-61" + i, PDF));
            }
            for (JsonNode receipt : receipts) {
                delivered.add(Instant.parse(
                        awaitState(receipt, "delivered").path("deliveredAt").asText()));
            }

            delivered.sort(null);
            assertThat(Duration.between(delivered.get(0), delivered.get(2)))
                    .as("each is two calls: its paper, and what is told of it")
                    .isGreaterThanOrEqualTo(Duration.ofMillis(4 * 500 - 100));
            SubmissionWay way = hub.bean(Connectors.class)
                    .find(SystemId.of("land-office"))
                    .orElseThrow()
                    .submission();
            assertThat(way).extracting(SubmissionWay::tellAfter).isEqualTo(Duration.ofMinutes(7));
        }
    }

    @Nested
    class WhenALinkHasExpired {
        @Test
        void itOpensNothing() throws Exception {
            String sha256 = citizen.upload(PDF);
            LinkTokens tokens = hub.bean(LinkTokens.class);
            String path = "/api/v1/attachments/" + sha256 + "?";

            var good = hub.get(
                    path + tokens.query(sha256, "civil-registry", Instant.now().plusSeconds(600)));
            var late = hub.get(
                    path + tokens.query(sha256, "civil-registry", Instant.now().minusSeconds(1)));

            assertThat(good.statusCode()).isEqualTo(200);
            assertThat(late.statusCode()).isEqualTo(403);
            assertThat(RunningHub.json(late).path("stage").asText()).isEqualTo("fetch-attachment");
        }
    }

    @Nested
    class WhenTheTimeOfKeepingIsOver {
        private boolean isThere(String sha256) {
            return hub.bean(AttachmentStore.class).find(sha256).isPresent();
        }

        @Test
        void filesGoThatNobodyNeedsAndThoseOfWaitingSubmissionsStay() throws Exception {
            byte[] delivered = "%PDF-1.4\n% of a delivered one\n".getBytes(StandardCharsets.US_ASCII);
            byte[] waiting = "%PDF-1.4\n% of a waiting one\n".getBytes(StandardCharsets.US_ASCII);
            byte[] alone = "%PDF-1.4\n% of none\n".getBytes(StandardCharsets.US_ASCII);
            JsonNode gone = landDossier("NP-700", delivered);
            awaitState(gone, "delivered");
            hub.misbehave(hub.simulators().landOffice(), "{\"down\": true}");
            landDossier("NP-701", waiting);
            citizen.upload(alone);
            Instant later = Instant.now().plusSeconds(1);
            // As the ageing of dossiers leaves it.
            hub.bean(Database.class).write(session -> {
                session.update("DELETE FROM status_change WHERE dossier_id IN"
                        + " (SELECT id FROM dossier WHERE portal_code = 'NP-700')");
                session.update("DELETE FROM delivery WHERE dossier_id IN"
                        + " (SELECT id FROM dossier WHERE portal_code = 'NP-700')");
                return session.update("DELETE FROM dossier WHERE portal_code = 'NP-700'");
            });

            var ageing = hub.bean(SubmissionAgeing.class);
            assertThat(ageing.removeSome(later, 100)).isGreaterThanOrEqualTo(2);

            assertThat(isThere(SubmissionJson.hash(delivered))).isFalse();
            assertThat(isThere(SubmissionJson.hash(alone))).isFalse();
            assertThat(isThere(SubmissionJson.hash(waiting))).isTrue();
            assertThat(hub.get("/api/v1/submissions/" + gone.get("id").asText(), KEY)
                            .statusCode())
                    .isEqualTo(404);
            hub.misbehave(hub.simulators().landOffice(), "{}");
        }
    }
}
