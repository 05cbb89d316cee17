package vn.lienthong.hub.agency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.ScheduledPollConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import vn.lienthong.hub.broker.EmbeddedBroker;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.operations.ConnectorState;
import vn.lienthong.hub.operations.ConnectorState.Condition;
import vn.lienthong.hub.operations.ConnectorStates;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.status.StatusStore;

/**
 * Connectors of one hub die in every way that was found. None is told to run while it does not, each tells why and what to do,
 * runs again by itself when the cause is gone, and none takes another along.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SupervisionIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> ALL =
            List.of("land-office", "business-registry", "civil-registry", "social-insurance", "transport-office");

    private static final List<String> BASES = List.of("first", "second", "third");

    private RunningHub hub;
    private Path home;
    private int pushed;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        home = folder;
        FaultyDriver.layInto(home.resolve("drivers"));
        for (String name : BASES) {
            layOutDatabase(name);
        }
        hub = new RunningHub(
                home,
                3,
                "--lienthong.drivers=" + home.resolve("drivers"),
                "--lienthong.agency.threads=2",
                "--lienthong.agency.slow-threads=2",
                "--lienthong.connectors-watch.settle=PT0.2S");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ALL).allMatch(this::runs));
    }

    @AfterAll
    void stop() {
        BASES.forEach(name -> FaultyDriver.behave(name, ""));
        hub.close();
    }

    private void layOutDatabase(String name) throws IOException {
        Path folder = Files.createDirectories(home.resolve("connectors/" + name + "-base"));
        Files.writeString(
                folder.resolve("connector.yaml"),
                """
                id: %1$s-base
                name: {vi: Cơ sở dữ liệu, en: Database}
                agency: {id: H27.8.%2$d, name: {vi: Cơ sở dữ liệu, en: Database}}
                intake:
                  kind: database-poll
                  every: PT1S
                  url: "jdbc:faulty:%1$s"
                  query: >-
                    SELECT * FROM (VALUES ('D-1', 'XU_LY', TIMESTAMP WITH TIME ZONE '2026-03-01 08:00:00+07'))
                    rows (so, trang_thai, cap_nhat) WHERE cap_nhat >= {{watermark}} ORDER BY cap_nhat
                  watermark: {from: /CAP_NHAT, initial: "2026-01-01T00:00:00Z"}
                """
                        .formatted(name, BASES.indexOf(name)));
        Files.writeString(
                folder.resolve("mapping.yaml"),
                """
                dates: [iso]
                dossier: {source-dossier-no: /SO}
                changes: {status: /TRANG_THAI, at: /CAP_NHAT}
                tables: {statuses: {"XU_LY": 4}}
                """);
    }

    private ConnectorState state(String id) {
        return hub.bean(ConnectorStates.class).find(SystemId.of(id)).orElseThrow();
    }

    private boolean runs(String id) {
        return state(id).condition() == Condition.RUNNING;
    }

    private void awaitTold(String id, Condition condition, Predicate<Problem> problem) {
        await().atMost(PATIENCE).ignoreException(NoSuchElementException.class).untilAsserted(() -> {
            assertThat(state(id).condition()).as(id).isEqualTo(condition);
            assertThat(state(id).problem()).as(id).hasValueSatisfying(told -> assertThat(told)
                    .matches(problem, told.toString()));
        });
    }

    private void awaitRuns(String id) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(state(id).condition())
                .as(() -> id + ": " + state(id).problem())
                .isEqualTo(Condition.RUNNING));
    }

    private void lastTold(String id, String english) {
        assertThat(state(id).lastProblem()).as(id).hasValueSatisfying(past -> assertThat(
                        past.problem().detail().en())
                .contains(english));
    }

    private static Predicate<Problem> told(Origin origin, String english) {
        return problem -> problem.origin() == origin
                && problem.detail().en().contains(english)
                && !problem.remedy().vi().isBlank();
    }

    /** A push of the land office's is taken and used. */
    private void othersGoOn() throws Exception {
        String number = "LD-" + ++pushed;
        String body =
                """
                {"events":[{"code":"%s","dossierStatus":{"id":2},"updatedDate":"2026-11-24T01:30:00.000+0000","version":1,
                "procedure":{"code":"1.0","translate":[{"name":"x"}]}}]}"""
                        .formatted(number);
        assertThat(hub.push("land-office", body.getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(202);
        await().atMost(PATIENCE).until(() -> isKnown("land-office", number));
    }

    private boolean isKnown(String system, String number) {
        return hub.bean(StatusStore.class)
                .find(new DossierKey(SystemId.of(system), number))
                .isPresent();
    }

    private void removeQueue(String name) throws Exception {
        hub.bean(EmbeddedBroker.class).server().destroyQueue(SimpleString.of(name), null, false, true, true);
    }

    private CamelContext camel() {
        return hub.bean(CamelContext.class);
    }

    @Nested
    class WhenADatabasesDriver {
        @Test
        void throwsAnErrorItIsToldAndReadAgainUntilItWorks() throws Exception {
            awaitRuns("first-base");
            assertThat(isKnown("first-base", "D-1")).isTrue();
            FaultyDriver.behave("first", FaultyDriver.OUT_OF_MEMORY);

            awaitTold("first-base", Condition.STRUGGLING, told(Origin.HUB, "unexpected error"));
            assertThat(hub.bean(IntakeStates.class).find(SystemId.of("first-base")))
                    .hasValueSatisfying(
                            state -> assertThat(state.nextTry()).as("back-off").isNotNull());
            othersGoOn();
            FaultyDriver.behave("first", "");

            awaitRuns("first-base");
            lastTold("first-base", "unexpected error");
        }

        @Test
        void hangsTheReadingIsCutOffAndTheNextOneComes() throws Exception {
            awaitRuns("second-base");
            FaultyDriver.behave("second", FaultyDriver.HANGS);

            awaitTold("second-base", Condition.STRUGGLING, told(Origin.AGENCY, "stood still"));
            othersGoOn();
            FaultyDriver.behave("second", "");

            awaitRuns("second-base");
        }

        @Test
        void cannotBeCutOffAndHoldsAllSlowThreadsWhoWaitsIsTold() throws Exception {
            BASES.forEach(name -> awaitRuns(name + "-base"));
            FaultyDriver.behave("first", FaultyDriver.CLINGS);
            FaultyDriver.behave("second", FaultyDriver.CLINGS);
            awaitTold("first-base", Condition.STRUGGLING, told(Origin.AGENCY, "stood still"));
            awaitTold("second-base", Condition.STRUGGLING, told(Origin.AGENCY, "stood still"));

            FaultyDriver.behave("third", FaultyDriver.HANGS);
            // Once cut off, or slow for any other reason, it waits for a thread of the slow, which the other two hold.
            awaitTold("third-base", Condition.STRUGGLING, told(Origin.HUB, "waited for a thread"));
            othersGoOn();
            assertThat(ALL).allMatch(SupervisionIT.this::runs);
            BASES.forEach(name -> FaultyDriver.behave(name, ""));

            BASES.forEach(name -> awaitRuns(name + "-base"));
        }
    }

    @Nested
    class WhenARoute {
        @Test
        void isGoneItIsMadeAnewAndLaterEachTimeThatItDies() throws Exception {
            camel().getRouteController().stopRoute("business-registry-lookup-call");
            camel().removeRoute("business-registry-lookup-call");
            assertThat(state("business-registry").condition()).isEqualTo(Condition.BROKEN);
            assertThat(state("business-registry").problem()).hasValueSatisfying(problem -> assertThat(problem)
                    .matches(told(Origin.HUB, "The route business-registry-lookup-call is gone.")));

            awaitRuns("business-registry");
            lastTold("business-registry", "is gone");
        }

        @Test
        void isStoppedByAPersonItStaysSoAndIsNotToldToRun() throws Exception {
            camel().getRouteController().stopRoute("business-registry-ask");

            awaitTold("business-registry", Condition.PAUSED, told(Origin.HUB, "business-registry-ask is Stopped"));
            camel().getRouteController().startRoute("business-registry-ask");

            awaitRuns("business-registry");
        }

        @Test
        void hasItsPollCancelledItIsToldAtOnceAndMadeAnew() throws Exception {
            ((ScheduledPollConsumer) camel().getRoute("civil-registry-intake").getConsumer())
                    .getScheduler()
                    .unscheduleTask();

            assertThat(state("civil-registry").condition()).isEqualTo(Condition.BROKEN);
            assertThat(state("civil-registry").problem()).hasValueSatisfying(problem -> assertThat(problem)
                    .matches(told(Origin.HUB, "its reading comes round no more")));
            othersGoOn();

            awaitRuns("civil-registry");
            var opened = hub.change(hub.simulators().civilRegistry(), "AFTER-1", "new");
            assertThat(opened.path("problem").isMissingNode())
                    .as(opened.toString())
                    .isTrue();
            await().atMost(PATIENCE).until(() -> isKnown("civil-registry", "AFTER-1"));
        }

        @Test
        void cannotStartBehindOthersAllIsToldAndTriedAgainUntilItCan() throws Exception {
            camel().addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:house-office-lookup-call").routeId("squatter").log("not for you");
                }
            });
            copyLandOffice();

            awaitTold("house-office", Condition.BROKEN, told(Origin.HUB, "could not be made"));
            othersGoOn();
            camel().getRouteController().stopRoute("squatter");
            camel().removeRoute("squatter");

            awaitRuns("house-office");
            lastTold("house-office", "could not be made");
        }

        private void copyLandOffice() throws IOException {
            Path made = home.resolve("made-house-office");
            FileSystemUtils.copyRecursively(home.resolve("connectors/land-office"), made);
            Path definition = made.resolve("connector.yaml");
            Files.writeString(
                    definition,
                    Files.readString(definition)
                            .replace("id: land-office", "id: house-office")
                            .replaceAll("H27\\.12", "H27.77")
                            .replaceAll("000\\.00\\.12\\.H27", "000.00.77.H27"));
            Files.move(made, home.resolve("connectors/house-office"));
        }
    }

    @Nested
    class WhenAQueue {
        @Test
        void ofLookUpsIsRemovedQuestionsAreAnsweredAgain() throws Exception {
            removeQueue("agency.lookup.land-office");

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            hub.lookUp("NO-SUCH-DOSSIER", "H27.12").statusCode())
                    .isEqualTo(404));
            awaitRuns("land-office");
        }

        @Test
        void thatASystemSendsToIsRemovedItIsToldAndListenedAtAgain() throws Exception {
            removeQueue("agency.changes.transport-office");

            awaitTold(
                    "transport-office",
                    Condition.BROKEN,
                    told(
                            Origin.HUB,
                            "The queue agency.changes.transport-office of the connector transport-office is gone"));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(listening("agency.changes.transport-office"))
                    .isEqualTo("durable, 1 consumer"));
            othersGoOn();

            awaitRuns("transport-office");
            lastTold("transport-office", "agency.changes.transport-office");
        }

        private String listening(String name) {
            var queue = hub.bean(EmbeddedBroker.class).server().locateQueue(SimpleString.of(name));
            return queue == null
                    ? "no queue"
                    : (queue.isDurable() ? "durable, " : "passing, ") + queue.getConsumerCount() + " consumer";
        }

        @Test
        void losesItsConsumersWithTheirConnectionTheyComeAgain() throws Exception {
            var server = hub.bean(EmbeddedBroker.class).server();
            server.getRemotingService()
                    .getConnections()
                    .forEach(connection ->
                            connection.fail(new org.apache.activemq.artemis.api.core.ActiveMQDisconnectedException(
                                    "closed by the test")));

            for (String queue : List.of("agency.lookup.land-office", "agency.changes.transport-office")) {
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(listening(queue)).isEqualTo("durable, 1 consumer"));
            }
            ALL.forEach(SupervisionIT.this::awaitRuns);
            othersGoOn();
        }
    }

    @Nested
    class WhenAFolder {
        @Test
        void isGoneItIsToldAndReadAgainOnceItIsThere() throws Exception {
            Path drop = home.resolve("drop");
            FileSystemUtils.deleteRecursively(drop);

            awaitTold("social-insurance", Condition.STRUGGLING, told(Origin.HUB, "is not there"));
            othersGoOn();
            Files.createDirectories(drop);

            awaitRuns("social-insurance");
            lastTold("social-insurance", "is not there");
        }
    }

    @Nested
    class WhenADefinition {
        @Test
        void canNotBeReadToItsEndTheOthersAreReadOn() throws Exception {
            Path folder = Files.createDirectories(home.resolve("made-deep-office"));
            FileSystemUtils.copyRecursively(home.resolve("connectors/first-base"), folder);
            String deep = "(".repeat(100_000) + "1" + ")".repeat(100_000);
            Path mapping = folder.resolve("mapping.yaml");
            Files.writeString(
                    mapping,
                    Files.readString(mapping)
                            .replace("source-dossier-no: /SO", "source-dossier-no: {expression: '" + deep + "'}"));
            Files.move(folder, home.resolve("connectors/deep-office"));
            await().atMost(PATIENCE).until(() -> hub.bean(Connectors.class).refused().stream()
                    .anyMatch(refused -> refused.folder().endsWith("deep-office")));

            hub.edit("third-base", "connector.yaml", "every: PT1S", "every: PT2S");

            await().atMost(PATIENCE).until(() -> String.valueOf(hub.bean(Connectors.class)
                            .find(SystemId.of("third-base"))
                            .orElseThrow()
                            .intake())
                    .contains("PT2S"));
            othersGoOn();
        }
    }

    @Nested
    class WhenASystemIsAway {
        @Test
        void isToldWithItsKindAndRunsAgain() throws Exception {
            hub.misbehave(hub.simulators().civilRegistry(), "{\"down\":true}");

            awaitTold(
                    "civil-registry",
                    Condition.STRUGGLING,
                    problem -> problem.kind() == ProblemKind.SYSTEM_UNAVAILABLE && problem.origin() == Origin.AGENCY);
            othersGoOn();
            hub.misbehave(hub.simulators().civilRegistry(), "{}");

            awaitRuns("civil-registry");
        }
    }
}
