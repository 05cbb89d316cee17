package vn.lienthong.hub.agency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.bench.Fleet;
import vn.lienthong.bench.FleetSystems;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.operations.ConnectorState;
import vn.lienthong.hub.operations.ConnectorStates;

/** What src/bench/scale measures, as a shape: connectors of all kinds cost no threads, and do not disturb each other. */
class ManyConnectorsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int FEW = 10;
    private static final int MANY = 90;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    private RunningHub hub;
    private FleetSystems systems;
    private Fleet fleet;

    @BeforeEach
    void start() throws IOException {
        systems = new FleetSystems();
        hub = new RunningHub(home, 0, "--BENCH_SECRET=x", "--lienthong.connectors-watch.settle=PT0.2S");
        fleet = new Fleet(home.resolve("connectors"));
    }

    @AfterEach
    void stop() throws IOException {
        hub.close();
        systems.close();
    }

    private void layOut(int from, int to) throws IOException {
        for (int number = from; number < to; number++) {
            fleet.layOut(number, systems.alive());
        }
        List<SystemId> ids = java.util.stream.IntStream.range(from, to)
                .mapToObj(number -> SystemId.of(Fleet.id(number)))
                .toList();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ids).allMatch(this::runs));
    }

    private boolean runs(SystemId id) {
        return hub.bean(ConnectorStates.class)
                .find(id)
                .filter(state -> state.condition() == ConnectorState.Condition.RUNNING)
                .isPresent();
    }

    private static List<String> threads() {
        return Arrays.stream(ManagementFactory.getThreadMXBean()
                        .getThreadInfo(ManagementFactory.getThreadMXBean().getAllThreadIds()))
                .filter(Objects::nonNull)
                .map(ThreadInfo::getThreadName)
                .filter(name -> !name.equals(FleetSystems.THREADS))
                .toList();
    }

    @Test
    void costNoThreadsAndLeaveTheOthersAlone() throws Exception {
        int before = hub.bean(Connectors.class).all().size();
        layOut(0, FEW);
        int withFew = threads().size();

        layOut(FEW, MANY);
        long made = hub.bean(ConnectorSupervisor.class).routesMade();
        layOut(MANY, MANY + 1);
        fleet.remove(MANY - 1);
        await().atMost(PATIENCE).until(() -> hub.bean(Connectors.class).all().size() == before + MANY);

        // Shared threads come and go; one for each connector, or for most, would be eighty more.
        assertThat(threads()).hasSizeLessThan(withFew + (MANY - FEW) / 2);
        assertThat(threads()).noneMatch(name -> name.contains(Fleet.id(0).substring(0, 9)));
        assertThat(hub.bean(ConnectorSupervisor.class).routesMade() - made).isEqualTo(1);
    }

    @Test
    void costNoThreadsWhereTheirSystemsAreAsked() throws Exception {
        layOut(0, FEW);
        ask(FEW);
        List<String> withFew = waitingForReplies();

        layOut(FEW, MANY);
        assertThat(ask(MANY)).isGreaterThan(MANY / 4);

        assertThat(withFew).isNotEmpty();
        assertThat(waitingForReplies()).hasSameSizeAs(withFew);
    }

    private static List<String> waitingForReplies() {
        return threads().stream().filter(name -> name.contains("ReplyManager")).toList();
    }

    /** Asks each system that can be asked over REST for one dossier; tells how many those were. */
    private int ask(int connectors) {
        List<SystemId> asked = Fleet.polled(connectors).stream()
                .filter(id -> !id.endsWith("3"))
                .map(SystemId::of)
                .toList();
        asked.forEach(id -> assertThat(hub.bean(AskAgency.class)
                        .ask(
                                hub.bean(Connectors.class).find(id).orElseThrow(),
                                DossierCode.of("H99.01.01-260105-000001")))
                .isInstanceOf(AgencyAnswer.Told.class));
        return asked.size();
    }

    @Test
    void areNotFedFromWhereAnotherIs() throws Exception {
        layOut(0, 1);
        CamelContext camel = hub.bean(CamelContext.class);
        String fed = Fleet.id(0) + "-intake";
        String source =
                Objects.requireNonNull(camel.getRoute(fed)).getEndpoint().getEndpointUri();

        assertThatThrownBy(() -> camel.addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(source).routeId("intruder").id("listen").to("log:nothing");
                    }
                }))
                .hasMessageContaining("Multiple consumers for the same endpoint is not allowed");
        assertThat(camel.getRouteController().getRouteStatus(fed).isStarted()).isTrue();
        camel.removeRoute("intruder");
        assertThat(camel.getRoute("intruder")).isNull();
        assertThat(camel.getRoutes()).extracting(Route::getId).contains(fed).doesNotContain("intruder");
    }
}
