package vn.lienthong.hub.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.lienthong.hub.registration.ConnectorApi.json;
import static vn.lienthong.hub.registration.ConnectorApi.pushing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;
import vn.lienthong.hub.access.KeyMaker;
import vn.lienthong.hub.agency.RunningHub;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.registration.ConnectorApi.Answer;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.trail.NotedActs;

/** Connectors are registered, run, changed and removed through the API. */
class ConnectorApiIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String APPROVER_KEY = "an-approver-key-for-tests";

    private static RunningHub hub;
    private static ConnectorApi api;

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        hub = new RunningHub(
                home,
                3,
                "--lienthong.connectors-watch.settle=PT0.2S",
                "--lienthong.access.clients[1].pushes-for=paused-office,draft-office,good-office,gap-office",
                "--lienthong.access.clients[5].id=approver",
                "--lienthong.access.clients[5].key-hash=" + KeyMaker.hashOf(APPROVER_KEY),
                "--lienthong.access.clients[5].rights=view,approve-connectors");
        api = new ConnectorApi(hub);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static void active(String id, int agency) throws Exception {
        assertThat(api.put(id, pushing(id, agency)).status()).isEqualTo(201);
        Answer activated = api.post(id, "/activate", "");
        assertThat(activated.status()).as("%s", activated.body()).isEqualTo(200);
    }

    private static int push(String id, String number) throws Exception {
        String body =
                "{\"events\":[{\"no\":\"%s\",\"status\":\"4\",\"at\":\"2026-03-02T08:00:00\"}]}".formatted(number);
        return hub.push(id, body.getBytes(StandardCharsets.UTF_8), "X-API-Key", RunningHub.OTHER_KEY)
                .statusCode();
    }

    private static List<String> acts(String connector) {
        return NotedActs.about(hub.bean(Database.class), connector).stream()
                .map(act -> act.substring(0, act.lastIndexOf(' ')))
                .toList();
    }

    @Nested
    class WhenAConnectorIsRegistered {
        @Test
        void isADraftUntilItIsActivatedAndRunsThen() throws Exception {
            Answer put = api.put("draft-office", pushing("draft-office", 1));

            assertThat(put.status()).isEqualTo(201);
            assertThat(put.body().path("lifecycle").asText()).isEqualTo("draft");
            assertThat(push("draft-office", "D-1")).isEqualTo(404);

            Answer activated = api.post("draft-office", "/activate", "");

            assertThat(activated.body().path("condition").asText()).isEqualTo("running");
            assertThat(activated.body().at("/routes/0/status").asText()).isEqualTo("Started");
            assertThat(push("draft-office", "D-1")).isEqualTo(202);
            await().atMost(PATIENCE).until(() -> acts("draft-office")
                    .equals(List.of("mender register-connector done", "mender activate-connector done")));
            await().atMost(PATIENCE)
                    .until(() -> api.get("draft-office", "/status")
                                    .body()
                                    .path("changesPerMinute")
                                    .asDouble()
                            > 0);
        }

        @Test
        void sameContentAgainMakesNoVersion() throws Exception {
            active("same-office", 2);

            Answer again = api.put("same-office", pushing("same-office", 2));

            assertThat(again.status()).isEqualTo(200);
            assertThat(again.body().path("latestVersion").asInt()).isEqualTo(1);
            assertThat(api.get("same-office", "/versions").body().path("versions"))
                    .hasSize(1);
        }

        @Test
        void listAndDefinitionTellItWithoutWhatCouldBeASecret() throws Exception {
            Map<String, String> files = new HashMap<>(pushing("secret-office", 3));
            files.put(
                    "connector.yaml",
                    files.get("connector.yaml")
                            + """
                            address: https://motcua.example.com
                            credentials: {kind: api-key, header: X-Key, key: {env: SECRET_OFFICE_KEY}}
                            lookup:
                              kind: rest
                              call: {path: "/{{code}}", headers: {X-Tenant: perhaps-a-secret}}
                            """);
            assertThat(api.put("secret-office", files).status()).isEqualTo(201);

            Answer got = api.get("secret-office", "");

            assertThat(got.body().at("/definition/credentials/key/env").asText())
                    .isEqualTo("SECRET_OFFICE_KEY");
            assertThat(got.body().at("/definition/lookup/call/headers/X-Tenant").asText())
                    .isEqualTo("…");
            assertThat(new String(got.bytes(), StandardCharsets.UTF_8)).doesNotContain("perhaps-a-secret");
            JsonNode list =
                    api.send("GET", "", "", RunningHub.VIEW_KEY, null).body().path("connectors");
            assertThat(list).extracting(one -> one.path("id").asText()).contains("secret-office", "land-office");
            assertThat(api.send("GET", "/{id}/export", "/secret-office/export", RunningHub.VIEW_KEY, null)
                            .status())
                    .isEqualTo(403);
        }
    }

    @Nested
    class WhenRecordsHaveWhatNoRuleIsThereFor {
        @Test
        void statusTellsCodesAndPlacesWithTheirCounts() throws Exception {
            active("gap-office", 97);
            String event =
                    "{\"no\":\"G-%d\",\"status\":\"77\",\"at\":\"2026-03-02T08:00:00\",\"ward\":{\"name\":\"x\"}}";
            String body = "{\"events\":[%s,%s]}".formatted(event.formatted(1), event.formatted(2));

            hub.push("gap-office", body.getBytes(StandardCharsets.UTF_8), "X-API-Key", RunningHub.OTHER_KEY);

            Answer status = api.get("gap-office", "/status");
            assertThat(status.body().path("mapping"))
                    .hasToString(
                            "{\"records\":2,\"unmappedCodes\":[{\"table\":\"tables/statuses\",\"code\":\"77\",\"count\":2}],"
                                    + "\"unmappedFields\":[{\"pointer\":\"/ward\",\"count\":2}]}");
            assertThat(status.body().path("lastSuccess"))
                    .isEqualTo(status.body().path("lastIntake"));
        }
    }

    @Nested
    class WhenADefinitionHasFaults {
        @Test
        void everyOneIsToldAndNothingIsRegistered() throws Exception {
            Map<String, String> files = new HashMap<>(pushing("faulty-office", 4));
            files.put(
                    "connector.yaml",
                    """
                    id: faulty-ofice
                    name: {vi: Sở}
                    agency: {id: [1], name: {vi: Sở, en: Office}}
                    adress: https://motcua.example.com
                    intake: {kind: rest-pusch}
                    delivery: {kind: national-portal, agency-code: "1", from: [land-ofice]}
                    """);

            Answer put = api.put("faulty-office", files);

            assertThat(put.status()).isEqualTo(422);
            assertThat(put.body().path("faults"))
                    .extracting(fault -> fault.path("file").asText() + ":"
                            + fault.path("line").asInt() + " "
                            + fault.path("pointer").asText() + " "
                            + fault.path("suggestion").asText("-"))
                    .contains(
                            "connector.yaml:1 /id -",
                            "connector.yaml:2 /name/en -",
                            "connector.yaml:3 /agency/id -",
                            "connector.yaml:4 /adress address",
                            "connector.yaml:5 /intake/kind rest-push",
                            "connector.yaml:6 /delivery/from/0 land-office");
            assertThat(api.get("faulty-office", "").status()).isEqualTo(404);
            assertThat(api.post("faulty-office", "/validate", json(files))
                            .body()
                            .path("faults"))
                    .hasSameSizeAs(put.body().path("faults"));
        }

        @Test
        void secondConnectorOfAnAgencyAndRoleIsToldWhoseItIs() throws Exception {
            active("first-office", 5);

            Answer second = api.put("second-office", pushing("second-office", 5));

            assertThat(second.status()).isEqualTo(422);
            assertThat(second.body().at("/faults/0/pointer").asText()).isEqualTo("/agency/id");
            assertThat(second.body().at("/faults/0/message").asText())
                    .contains("whose intake is first-office already", "agency/system");

            Map<String, String> named = new HashMap<>(pushing("second-office", 5));
            named.computeIfPresent(
                    "connector.yaml", (file, text) -> text.replace("agency: {", "agency: {system: land, "));
            assertThat(api.put("second-office", named).status()).isEqualTo(201);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "address: http://x.example/${lienthong.store.password:}",
                    "address: http://x.example/${LIENTHONG_STORE_PASSWORD:}",
                    "credentials: {kind: bearer, token: {env: SPRING_DATASOURCE_PASSWORD}}",
                    "credentials: {kind: bearer, token: {file: /etc/shadow}}",
                    "credentials: {kind: bearer, token: {file: /run/secrets/../../etc/shadow}}",
                })
        void whatWouldReadTheHubsOwnSecretsIsRefused(String line) throws Exception {
            Map<String, String> files = new HashMap<>(pushing("prying-office", 6));
            files.computeIfPresent("connector.yaml", (file, text) -> text + line + "\n");

            Answer put = api.put("prying-office", files);

            assertThat(put.status()).isEqualTo(422);
            assertThat(put.body().at("/faults/0/message").asText())
                    .contains("a connector registered through the API may not read");
        }

        @Test
        void fileDropOutsideTheHubsHomeIsRefused() throws Exception {
            Map<String, String> files = new HashMap<>(pushing("reaching-office", 7));
            files.computeIfPresent(
                    "connector.yaml",
                    (file, text) -> text.replaceAll("intake:.*", "intake: {kind: file-drop, folder: /etc}"));

            assertThat(api.put("reaching-office", files)
                            .body()
                            .at("/faults/0/message")
                            .asText())
                    .contains("outside the hub's home");
        }
    }

    @Nested
    class WhenABundleIsNoBundle {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "../x.yaml",
                    "/etc/x",
                    "a/../../x",
                    "a\\\\..\\\\x",
                    ".hidden",
                    "a//b",
                    "a/b/c/d/e",
                    "con.yaml",
                    "x/"
                })
        void namesThatLeadElsewhereAreRefused(String name) throws Exception {
            Answer put = api.send(
                    "PUT",
                    "/{id}",
                    "/odd-office",
                    RunningHub.ADMIN_KEY,
                    ("{\"files\":{\"" + name + "\":\"x\"}}").getBytes(StandardCharsets.UTF_8));

            assertThat(put.status()).isEqualTo(400);
            assertThat(put.body().path("detail").asText()).contains("cannot be used");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "{",
                    "[]",
                    "{\"files\":[]}",
                    "{\"files\":{},\"flies\":{}}",
                    "{\"files\":{\"a\":1}}",
                    "{\"files\":{\"a\":\"1\",\"a\":\"2\"}}",
                    "null"
                })
        void whatIsNoBundleIsRefusedWithTheShapeItShouldHave(String body) throws Exception {
            Answer put = api.send(
                    "PUT", "/{id}", "/odd-office", RunningHub.ADMIN_KEY, body.getBytes(StandardCharsets.UTF_8));

            assertThat(put.status()).isEqualTo(400);
            assertThat(put.body().path("remedy").asText()).contains("application/zip");
        }

        @Test
        void zipBombIsCutOff() throws Exception {
            assertThat(api.putZip("odd-office", zip("bomb.xml", new byte[300 << 20]))
                            .status())
                    .isEqualTo(413);
        }

        @Test
        void zipThatLeadsElsewhereIsRefused() throws Exception {
            assertThat(api.putZip("odd-office", zip("../../evil.yaml", new byte[1]))
                            .status())
                    .isEqualTo(400);
            assertThat(api.putZip("odd-office", "no zip".getBytes(StandardCharsets.UTF_8))
                            .status())
                    .isEqualTo(400);
        }

        @Test
        void tooManyAndTooLargeFilesAreRefused() throws Exception {
            Map<String, String> many = new HashMap<>();
            for (int i = 0; i < 201; i++) {
                many.put("file-" + i, "x");
            }
            assertThat(api.put("odd-office", many).status()).isEqualTo(413);
            assertThat(api.put("odd-office", Map.of("large", "x".repeat(2 << 20)))
                            .status())
                    .isEqualTo(413);
        }

        private static byte[] zip(String name, byte[] content) throws Exception {
            var bytes = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(content);
                zip.closeEntry();
            }
            return bytes.toByteArray();
        }
    }

    @Nested
    class WhenASampleIsTried {
        private static final String SAMPLE =
                """
                {"events":[{"no":"S-1","status":"4","at":"2026-03-02T08:00:00","left":{"over":1}}]}""";

        private static Answer tried(String id, ObjectNode body) throws Exception {
            return api.post(id, "/dry-run", body.toString());
        }

        private static ObjectNode sample(String content) {
            return JsonNodeFactory.instance.objectNode().put("sample", content);
        }

        @Test
        void tellsFieldByFieldWhatBecameOfItAndWhatWasLeftOver() throws Exception {
            ObjectNode body = sample(SAMPLE);
            pushing("tried-office", 14).forEach(body.putObject("files")::put);

            Answer tried = tried("tried-office", body);

            assertThat(tried.status()).as("%s", tried.body()).isEqualTo(200);
            JsonNode record = tried.body().at("/records/0");
            assertThat(record.path("changes")).hasSize(1);
            assertThat(record.path("fields"))
                    .extracting(field -> field.path("field").asText() + " "
                            + field.path("pointer").asText() + " "
                            + field.path("found").asText())
                    .contains("dossier/source-dossier-no /no S-1", "changes/status /status 4");
            assertThat(record.path("unread")).extracting(JsonNode::asText).containsExactly("/left/over");
            assertThat(api.get("tried-office", "").status()).isEqualTo(404);
        }

        @Test
        void tellsTheProblemOfARecordAndOfARequest() throws Exception {
            active("sample-office", 15);

            Answer unmapped = tried("sample-office", sample(SAMPLE.replace("\"4\"", "\"9\"")));

            assertThat(unmapped.body().at("/records/0/problems/0/type").asText())
                    .isEqualTo("/problems/unmapped-code");
            for (ObjectNode wrong : List.of(
                    sample("{"),
                    sample("x").put("type", "pdf"),
                    sample("x").put("as", "lookup"),
                    sample("x").without("sample"))) {
                assertThat(tried("sample-office", wrong).status()).isEqualTo(400);
            }
        }
    }

    @Nested
    class WhenAConnectorIsChanged {
        @Test
        void changeIsInForceAtOnceAndOnlyTheLatestIsTheGroundOfAnother() throws Exception {
            active("change-office", 8);
            String etag = api.get("change-office", "").header("ETag");
            Map<String, String> files = new HashMap<>(pushing("change-office", 8));
            files.computeIfPresent("connector.yaml", (file, text) -> text.replace("Trial Office", "Changed Office"));

            Answer changed = api.put("change-office", files, "If-Match", etag);
            Answer overtaken = api.put("change-office", pushing("change-office", 8), "If-Match", etag);
            Answer notNew = api.put("change-office", files, "If-None-Match", "*");

            assertThat(changed.status()).isEqualTo(200);
            assertThat(changed.body().path("version").asInt()).isEqualTo(2);
            assertThat(changed.body().path("name").asText()).isEqualTo("Changed Office");
            assertThat(overtaken.status()).isEqualTo(412);
            assertThat(notNew.status()).isEqualTo(412);
        }

        @Test
        void versionsAreComparedAndGoneBackTo() throws Exception {
            active("version-office", 9);
            Map<String, String> files = new HashMap<>(pushing("version-office", 9));
            files.computeIfPresent("mapping.yaml", (file, text) -> text.replace("\"4\": 4", "\"4\": 4, \"5\": 5"));
            files.put("samples/normal/input.json", "{}");
            api.put("version-office", files);

            JsonNode diff = api.get("version-office", "/diff?from=1&to=2").body();
            assertThat(diff.path("files"))
                    .extracting(file -> file.path("path").asText() + " "
                            + file.path("change").asText())
                    .containsExactly("mapping.yaml changed", "samples/normal/input.json added");
            assertThat(diff.at("/files/0/diff").asText())
                    .contains(
                            "--- a/mapping.yaml",
                            "-tables: {statuses: {\"1\": 1, \"4\": 4}}",
                            "+tables: {statuses: {\"1\": 1, \"4\": 4, \"5\": 5}}");

            assertThat(api.post("version-office", "/rollback", "{\"version\":1}")
                            .status())
                    .isEqualTo(200);
            JsonNode versions = api.get("version-office", "/versions").body().path("versions");
            assertThat(versions)
                    .extracting(version -> version.path("version").asInt())
                    .containsExactly(3, 2, 1);
            assertThat(versions.at("/0/inForce").asBoolean()).isTrue();
            assertThat(versions.at("/0/comment").asText()).isEqualTo("rollback to version 1");
            assertThat(versions.at("/0/etag")).isEqualTo(versions.at("/2/etag"));
            assertThat(api.post("version-office", "/rollback", "{\"version\":9}")
                            .status())
                    .isEqualTo(404);
            assertThat(api.get("version-office", "/diff?from=7&to=8").status()).isEqualTo(404);
        }
    }

    @Nested
    class WhenAConnectorIsPaused {
        @Test
        void pushesAreToBeSentAgainLaterAlsoAfterARestart() throws Exception {
            active("paused-office", 10);
            assertThat(push("paused-office", "P-1")).isEqualTo(202);

            Answer paused = api.post("paused-office", "/pause", "");

            assertThat(paused.body().path("condition").asText()).isEqualTo("paused");
            assertThat(paused.body().at("/problem/remedy").asText()).contains("/resume");
            var refused = hub.push(
                    "paused-office",
                    "{\"events\":[]}".getBytes(StandardCharsets.UTF_8),
                    "X-API-Key",
                    RunningHub.OTHER_KEY);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("60");

            hub.restart();
            api = new ConnectorApi(hub);
            assertThat(push("paused-office", "P-2")).isEqualTo(503);
            assertThat(api.post("paused-office", "/resume", "")
                            .body()
                            .path("condition")
                            .asText())
                    .isEqualTo("running");
            assertThat(push("paused-office", "P-2")).isEqualTo(202);

            assertThat(api.post("paused-office", "/stop", "")
                            .body()
                            .path("condition")
                            .asText())
                    .isEqualTo("stopped");
            assertThat(push("paused-office", "P-3")).isEqualTo(503);
            api.post("paused-office", "/resume", "");
            assertThat(push("paused-office", "P-3")).isEqualTo(202);
            assertThat(api.post("paused-office", "/restart", "")
                            .body()
                            .path("condition")
                            .asText())
                    .isEqualTo("running");
            assertThat(push("paused-office", "P-4")).isEqualTo(202);
        }

        @Test
        void connectorOfTheFolderRestsAndGoesOnJustSo() throws Exception {
            assertThat(api.post("land-office", "/pause", "")
                            .body()
                            .path("condition")
                            .asText())
                    .isEqualTo("paused");
            assertThat(hub.push("land-office", "{\"events\":[]}".getBytes(StandardCharsets.UTF_8))
                            .statusCode())
                    .isEqualTo(503);

            assertThat(api.post("land-office", "/resume", "")
                            .body()
                            .path("condition")
                            .asText())
                    .isEqualTo("running");
            assertThat(hub.push("land-office", "{\"events\":[]}".getBytes(StandardCharsets.UTF_8))
                            .statusCode())
                    .isEqualTo(202);
        }

        @Test
        void watermarkCanBeMovedAndOnlyThen() throws Exception {
            String id = "business-registry";
            await().atMost(PATIENCE)
                    .until(() -> !api.get(id, "/watermark").body().path("value").isNull());
            assertThat(api.send(
                                    "PUT",
                                    "/{id}/watermark",
                                    "/" + id + "/watermark",
                                    RunningHub.ADMIN_KEY,
                                    "{\"value\":null}".getBytes(StandardCharsets.UTF_8))
                            .status())
                    .isEqualTo(409);
            api.post(id, "/pause", "");

            Answer wrong = watermark(id, "{\"value\":\"yesterday\"}");
            Answer moved = watermark(id, "{\"value\":null}");

            assertThat(wrong.status()).isEqualTo(400);
            assertThat(moved.body().path("value").isNull()).isTrue();
            api.post(id, "/resume", "");
            await().atMost(PATIENCE)
                    .until(() -> !api.get(id, "/watermark").body().path("value").isNull());
            assertThat(api.get("land-office", "/watermark").status()).isEqualTo(409);
        }

        private static Answer watermark(String id, String body) throws Exception {
            return api.send(
                    "PUT",
                    "/{id}/watermark",
                    "/" + id + "/watermark",
                    RunningHub.ADMIN_KEY,
                    body.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Nested
    class WhenAConnectorLivesInTheFolder {
        @Test
        void isChangedThereAndNotThroughTheApi() throws Exception {
            for (Answer answer : List.of(
                    api.put("land-office", pushing("land-office", 11)),
                    api.delete("land-office", ""),
                    api.post("land-office", "/activate", ""),
                    api.post("land-office", "/rollback", "{\"version\":1}"))) {
                assertThat(answer.status()).isEqualTo(409);
                assertThat(answer.body().path("detail").asText()).contains("connectors/land-office");
            }
            assertThat(api.get("land-office", "/versions").body().path("versions"))
                    .isEmpty();
            assertThat(api.post("land-office", "/validate", "")
                            .body()
                            .path("valid")
                            .asBoolean())
                    .isTrue();
        }

        @Test
        void folderOfARegisteredIdIsRefusedAndTheRegisteredOneRunsOn() throws Exception {
            active("good-office", 12);
            Path folder = java.nio.file.Files.createDirectory(hub.home().resolve("connectors/good-office"));
            for (Map.Entry<String, String> file : pushing("good-office", 12).entrySet()) {
                java.nio.file.Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }

            await().atMost(PATIENCE).until(() -> hub.bean(Connectors.class).refused().stream()
                    .anyMatch(refused -> refused.faults().toString().contains("registered through the API")));
            assertThat(push("good-office", "G-1")).isEqualTo(202);
            FileSystemUtils.deleteRecursively(folder);
            await().atMost(PATIENCE)
                    .until(() -> hub.bean(Connectors.class).refused().isEmpty());
        }

        @Test
        void exportOfAFolderRunsWhenItIsRegisteredWithItsContract() throws Exception {
            String id = "civil-registry";
            byte[] zip = api.get(id, "/export").bytes();
            var simulator = hub.simulators().civilRegistry();
            FileSystemUtils.deleteRecursively(hub.home().resolve("connectors").resolve(id));
            await().atMost(PATIENCE)
                    .until(() ->
                            hub.bean(Connectors.class).find(SystemId.of(id)).isEmpty());

            Answer put = api.putZip(id, zip);
            assertThat(put.status()).as("%s", put.body()).isEqualTo(201);
            assertThat(api.post(id, "/activate", "").body().path("condition").asText())
                    .isEqualTo("running");
            hub.change(simulator, "NEW-1", "new");
            await().atMost(PATIENCE)
                    .until(() ->
                            hub.known(simulator, hub.told(simulator).keySet()).equals(hub.told(simulator)));

            assertThat(api.get(id, "/export").bytes()).isEqualTo(zip);
            assertThat(api.delete(id, "").status()).isEqualTo(204);
            assertThat(api.get(id, "").status()).isEqualTo(404);
        }
    }

    @Nested
    class WhenMessagesWaitForAConnector {
        @Test
        void isRemovedOnlyByForceAndTheyAreInTheDeadLettersThen() throws Exception {
            String id = "national-portal";
            byte[] zip = api.get(id, "/export").bytes();
            FileSystemUtils.deleteRecursively(hub.home().resolve("connectors").resolve(id));
            await().atMost(PATIENCE)
                    .until(() ->
                            hub.bean(Connectors.class).find(SystemId.of(id)).isEmpty());
            api.putZip(id, zip);
            api.post(id, "/activate", "");
            hub.misbehave(hub.simulators().nationalPortal(), "{\"down\":true}");
            hub.simulators()
                    .landOffice()
                    .pushTo(hub.address("/api/v1/connectors/land-office/changes"), RunningHub.PUSH_KEY);
            hub.change(hub.simulators().landOffice(), "LD-W", "0");
            await().atMost(PATIENCE)
                    .until(() ->
                            api.get(id, "/status").body().at("/backlog/waiting").asInt() > 0);

            Answer refused = api.delete(id, "");
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.body().path("remedy").asText()).contains("?force=true");

            assertThat(api.delete(id, "?force=true").status()).isEqualTo(204);
            JsonNode letters = RunningHub.json(hub.get("/api/v1/dead-letters?connector=" + id, RunningHub.VIEW_KEY))
                    .path("deadLetters");
            assertThat(letters).isNotEmpty();
            assertThat(letters.at("/0/problem/stage").asText()).isEqualTo("remove-connector");
        }
    }

    @Nested
    class WhenACallerHasNotTheRight {
        @Test
        void readsAndChangesNothing() throws Exception {
            byte[] bundle = json(pushing("foreign-office", 13)).getBytes(StandardCharsets.UTF_8);
            assertThat(api.send("PUT", "/{id}", "/foreign-office", RunningHub.VIEW_KEY, bundle)
                            .status())
                    .isEqualTo(403);
            assertThat(api.send("POST", "/{id}/pause", "/land-office/pause", RunningHub.VIEW_KEY, null)
                            .status())
                    .isEqualTo(403);
            assertThat(api.send("GET", "", "", RunningHub.PORTAL_KEY, null).status())
                    .isEqualTo(403);
            assertThat(api.send("GET", "", "", "no-key", null).status()).isEqualTo(401);
            assertThat(api.send("POST", "/{id}/activate", "/land-office/activate", APPROVER_KEY, null)
                            .status())
                    .isEqualTo(409);
        }

        @ParameterizedTest
        @ValueSource(strings = {"unheard-of", "UPPER", "x"})
        void connectorThatIsNotThereIsNotFound(String id) throws Exception {
            assertThat(api.get(id, "").status()).isEqualTo(404);
            assertThat(api.get(id, "/status").status()).isEqualTo(404);
            assertThat(api.post(id, "/pause", "").status()).isEqualTo(404);
            assertThat(api.delete(id, "").status()).isEqualTo(404);
        }
    }
}
