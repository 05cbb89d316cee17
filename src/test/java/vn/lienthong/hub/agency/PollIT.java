package vn.lienthong.hub.agency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQIOErrorException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.RoutingContext;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.broker.EmbeddedBroker;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.simulator.Simulator;
import vn.lienthong.hub.status.StatusStore;
import vn.lienthong.hub.status.StatusStore.FeedEntry;
import vn.lienthong.hub.wire.CanonicalJson;

/** Systems that are polled, over SOAP by a counter and over REST by a time: nothing is passed over, nothing told twice. */
class PollIT {
    private static final SystemId CIVIL = SystemId.of("civil-registry");
    private static final SystemId BUSINESS = SystemId.of("business-registry");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private RunningHub hub;

    @BeforeEach
    void start(@TempDir Path home) {
        hub = new RunningHub(home, 0);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private Simulator civil() {
        return hub.simulators().civilRegistry();
    }

    private Simulator business() {
        return hub.simulators().businessRegistry();
    }

    private void moves(Simulator agency, int steps) throws Exception {
        hub.control(agency.address(), "step?count=" + steps, "");
    }

    private IntakeState state(SystemId system) {
        return hub.bean(IntakeStates.class).all().getOrDefault(system, IntakeState.UNTRIED);
    }

    private @Nullable ProblemKind problem(SystemId system) {
        Problem problem = state(system).problem();
        return problem == null ? null : problem.kind();
    }

    private String watermark(SystemId system) {
        return hub.bean(Watermarks.class).of(system).orElse("");
    }

    @Nested
    class WhenTheAgencyFails {
        @Test
        void restsLongerEachTimeAndGoesOnByItselfOnceItIsBack() throws Exception {
            hub.misbehave(civil(), "{\"down\":true}");
            moves(civil(), 7);
            await().atMost(PATIENCE).until(() -> state(CIVIL).failures() >= 3);

            assertThat(problem(CIVIL)).isEqualTo(ProblemKind.SYSTEM_UNAVAILABLE);
            assertThat(state(CIVIL).nextTry()).isNotNull();
            assertThat(problem(BUSINESS)).as("the others go on").isNull();

            hub.misbehave(civil(), "{}");
            awaitAllOnce(civil());
            await().atMost(PATIENCE).until(() -> problem(CIVIL) == null);
            assertThat(state(CIVIL).failures()).isZero();
        }

        @Test
        void readsOnWhereAnAnswerWasLostOrRefused() throws Exception {
            hub.misbehave(civil(), "{\"failEvery\":2,\"loseAnswerEvery\":3}");
            hub.misbehave(business(), "{\"failEvery\":20,\"loseAnswerEvery\":30}");
            moves(civil(), 250);
            moves(business(), 60);

            awaitAllOnce(civil());
            awaitAllOnce(business());
        }
    }

    @Nested
    class WhenThereAreSeveralPages {
        @Test
        void readsThemAll() throws Exception {
            moves(civil(), 350);
            moves(business(), 350);

            awaitAllOnce(civil());
            awaitAllOnce(business());
            assertThat(watermark(CIVIL)).isEqualTo("350");
        }

        @Test
        void tellsARepeatedAndDisorderedListOnce() throws Exception {
            hub.misbehave(civil(), "{\"repeatEvery\":3,\"disorder\":true}");
            hub.misbehave(business(), "{\"repeatEvery\":3,\"disorder\":true}");
            moves(civil(), 350);
            moves(business(), 150);

            awaitAllOnce(civil());
            awaitAllOnce(business());
        }
    }

    @Nested
    class WhenTheJournalTakesNoMore {
        @Test
        void leavesTheWatermarkBehindTheLastPageThatIsInItAndGoesOnFromThere() throws Exception {
            var full = new FullJournal(150);
            hub.bean(EmbeddedBroker.class).server().registerBrokerPlugin(full);
            moves(civil(), 350);

            await().atMost(PATIENCE).until(() -> problem(CIVIL) != null);

            assertThat(problem(CIVIL)).isEqualTo(ProblemKind.HUB_UNAVAILABLE);
            assertThat(watermark(CIVIL)).isEqualTo("100");
            await().atMost(PATIENCE).until(() -> feed(CIVIL).size() >= 100);
            assertThat(feed(CIVIL))
                    .as("a page goes into the journal whole or not")
                    .hasSize(100);

            hub.bean(EmbeddedBroker.class).server().unRegisterBrokerPlugin(full);
            awaitAllOnce(civil());
            assertThat(watermark(CIVIL)).isEqualTo("350");
        }

        @Test
        void goesOnAfterARestartBetweenThePages() throws Exception {
            hub.bean(EmbeddedBroker.class).server().registerBrokerPlugin(new FullJournal(150));
            moves(civil(), 350);
            await().atMost(PATIENCE).until(() -> problem(CIVIL) != null);

            hub.restart();

            awaitAllOnce(civil());
            assertThat(watermark(CIVIL)).isEqualTo("350");
        }
    }

    /** Waits until the hub knows all that the agency does, then looks that it has told it once, and in order. */
    private void awaitAllOnce(Simulator agency) throws Exception {
        Map<String, List<Long>> truth = truth(agency);
        assertThat(truth).isNotEmpty();
        SystemId system = SystemId.of(agency.id());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(hub.known(agency, truth.keySet()))
                .isEqualTo(hub.told(agency)));
        Map<String, List<Long>> told = new TreeMap<>();
        for (FeedEntry entry : feed(system)) {
            told.computeIfAbsent(entry.change().dossier().key().sourceDossierNo(), any -> new ArrayList<>())
                    .add(entry.change().sequence());
        }
        told.values().forEach(sequences -> sequences.sort(null));
        assertThat(told).isEqualTo(truth);
    }

    /** The numbers of each dossier's changes, as the agency counts them. */
    private Map<String, List<Long>> truth(Simulator agency) throws Exception {
        Map<String, List<Long>> truth = new TreeMap<>();
        for (JsonNode dossier : hub.truth(agency.address()).path("dossiers")) {
            List<Long> sequences = new ArrayList<>();
            dossier.path("changes")
                    .forEach(change -> sequences.add(change.path("sequence").asLong()));
            truth.put(dossier.path("number").asText(), sequences);
        }
        return truth;
    }

    private List<FeedEntry> feed(SystemId system) {
        List<FeedEntry> all = new ArrayList<>();
        List<FeedEntry> page = hub.bean(StatusStore.class).changesAfter(0, 1_000, system);
        while (!page.isEmpty()) {
            all.addAll(page);
            long last = page.get(page.size() - 1).position();
            page = hub.bean(StatusStore.class).changesAfter(last, 1_000, system);
        }
        return all;
    }

    /** Takes so many changes and no more, as a broker does whose disk is full. */
    private static final class FullJournal implements ActiveMQServerMessagePlugin {
        private final int most;
        private final AtomicInteger taken = new AtomicInteger();

        FullJournal(int most) {
            this.most = most;
        }

        @Override
        public void beforeMessageRoute(
                Message message, RoutingContext context, boolean direct, boolean rejectDuplicates)
                throws ActiveMQException {
            if (StatusChangeJournal.QUEUE.equals(message.getAddress()) && taken.addAndGet(changesIn(message)) > most) {
                throw new ActiveMQIOErrorException("there is no room left");
            }
        }

        private static int changesIn(Message message) {
            var body = message.toCore().getReadOnlyBodyBuffer();
            byte[] bytes = new byte[body.readableBytes()];
            body.readBytes(bytes);
            return CanonicalJson.readChanges(bytes).size();
        }
    }
}
