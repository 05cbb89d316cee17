package vn.lienthong.hub.portal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.lienthong.hub.canonical.DossierStatus.ACCEPTED;
import static vn.lienthong.hub.canonical.DossierStatus.COMPLETED;
import static vn.lienthong.hub.canonical.DossierStatus.IN_PROGRESS;
import static vn.lienthong.hub.canonical.DossierStatus.SUBMITTED;
import static vn.lienthong.hub.delivery.DeliveryFixtures.PORTAL;
import static vn.lienthong.hub.delivery.DeliveryFixtures.change;
import static vn.lienthong.hub.delivery.DeliveryFixtures.codeOf;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import vn.lienthong.hub.LienThongHub;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.deadletter.DeadLetters;
import vn.lienthong.hub.deadletter.DeadLetters.DeadLetter;
import vn.lienthong.hub.deadletter.DeadLetters.Filter;
import vn.lienthong.hub.deadletter.Replay;
import vn.lienthong.hub.delivery.Destinations;
import vn.lienthong.hub.delivery.DyingLedger;
import vn.lienthong.hub.delivery.ReplayDelivery;
import vn.lienthong.hub.status.DeliveryLedger;
import vn.lienthong.hub.status.StatusStore;

/**
 * The whole hub with two portals behind sockets: each portal's own log is what counts. Each test has dossiers of its own,
 * so that one hub serves them all.
 */
@Tag("every-java")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NationalPortalDeliveryIT {
    private static final SystemId DISTRICT = SystemId.of("district-portal");

    private final PortalServer national = new PortalServer();
    private final PortalServer district = new PortalServer();
    private Path home;
    private ConfigurableApplicationContext hub;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        home = folder;
        Files.writeString(home.resolve("password"), "portal-test");
        connector(PORTAL, national);
        connector(DISTRICT, district);
        hub = startHub();
    }

    @AfterEach
    void calm() {
        Mortal.dying.set(0);
        for (PortalServer server : List.of(national, district)) {
            server.portal.faulty(item -> null);
            server.portal.before(request -> null);
            server.portal.after(request -> null);
        }
    }

    @AfterAll
    void stop() {
        hub.close();
        national.close();
        district.close();
    }

    private void connector(SystemId id, PortalServer server) throws IOException {
        Path folder = Files.createDirectories(home.resolve("connectors").resolve(id.value()));
        Files.writeString(
                folder.resolve("connector.yaml"),
                """
                id: %s
                name: {vi: Cổng thử, en: Test portal}
                address: %s
                credentials:
                  kind: session-login
                  login:
                    method: POST
                    path: /mapi/login
                    content-type: application/json
                    body: '{"username":"{{user}}","password":"{{password}}"}'
                    success: {at: /error_code, any-of: ["0"], message: /message}
                  session: /session
                  user: lienthong
                  password: {file: %s}
                  kept-for: PT10M
                delivery: {kind: national-portal, path: /mapi, agency-code: 000.00.00.H27, batch: 10, from: []}
                """
                        .formatted(id, server.address(), home.resolve("password")));
    }

    private ConfigurableApplicationContext startHub() {
        return new SpringApplicationBuilder(LienThongHub.class, Mortal.class)
                .initializers(hub -> hub.getBeanFactory().registerSingleton("hubOnly", new HubOnly()))
                .run(
                        "--server.port=0",
                        "--lienthong.home=" + home.resolve("data"),
                        "--lienthong.connectors=" + home.resolve("connectors"),
                        "--lienthong.broker.core-port=0",
                        "--lienthong.broker.amqp-port=0",
                        "--lienthong.broker.mqtt-port=0",
                        "--lienthong.broker.stomp-port=0",
                        "--lienthong.delivery.first-pause=100ms",
                        "--lienthong.delivery.first-hold=100ms",
                        "--lienthong.delivery.longest-hold=1s",
                        "--lienthong.delivery.settle=2s",
                        "--lienthong.delivery.answer-timeout=500ms",
                        "--lienthong.delivery.watch-every=500");
    }

    private void accept(StatusChange change) {
        List<SystemId> destinations = bean(Connectors.class).destinationsOf(change.origin()).stream()
                .map(ConnectorDefinition::id)
                .toList();
        bean(StatusStore.class).accept(change, destinations);
    }

    private <T> T bean(Class<T> type) {
        return hub.getBean(type);
    }

    private static List<String> told(PortalServer server, int number) {
        return server.portal.logOf(codeOf(number)).stream()
                .map(MemoryPortal.Line::status)
                .toList();
    }

    /** Waits until the portal has these changes of these dossiers, and looks that it has no others of them. */
    private static void awaitAll(PortalServer server, int first, int dossiers, String... statuses) {
        await().atMost(90, SECONDS).untilAsserted(() -> assertThat(IntStream.range(first, first + dossiers))
                .allSatisfy(number -> assertThat(told(server, number)).hasSizeGreaterThanOrEqualTo(statuses.length)));
        assertThat(IntStream.range(first, first + dossiers))
                .allSatisfy(number -> assertThat(told(server, number)).containsExactly(statuses));
    }

    private void awaitNothingWaits() {
        await().atMost(60, SECONDS).until(() -> waiting(PORTAL) == 0 && waiting(DISTRICT) == 0);
    }

    private long waiting(SystemId portal) {
        return bean(DeliveryLedger.class).backlog(portal).waiting();
    }

    private static List<String> stepsInHawtio() throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        List<String> steps = new ArrayList<>();
        for (ObjectName name : server.queryNames(new ObjectName("org.apache.camel:type=processors,*"), null)) {
            steps.add((String) server.getAttribute(name, "ProcessorId"));
        }
        return steps;
    }

    @Nested
    class WhenAllIsWell {
        @Test
        void tellsEachPortalEachChangeOnceAndInOrder() {
            for (int number = 0; number < 60; number++) {
                accept(change(number, 1, SUBMITTED));
                accept(change(number, 2, ACCEPTED));
                accept(change(number, 2, ACCEPTED));
                accept(change(number, 3, IN_PROGRESS));
            }

            awaitNothingWaits();
            awaitAll(national, 0, 60, "1", "2", "4");
            awaitAll(district, 0, 60, "1", "2", "4");
        }

        @Test
        void showsEachCallAsAStepOfARouteNamedAfterThePortal() throws JMException {
            assertThat(List.of("log-in", "ask-what-it-has", "add-dossiers", "update-dossiers", "tell-progress"))
                    .allSatisfy(step -> assertThat(stepsInHawtio())
                            .contains("national-portal-delivery." + step, "district-portal-delivery." + step));
        }

        @Test
        void neverTellsAPortalWhatCameFromIt() {
            assertThat(bean(Connectors.class).destinationsOf(PORTAL))
                    .extracting(ConnectorDefinition::id)
                    .containsExactly(DISTRICT);
        }
    }

    @Nested
    class WhenOnePortalIsDead {
        @Test
        void deliversToTheOtherAtOnceAndToItWhenItIsBack() {
            long letters = bean(DeadLetters.class).open(PORTAL);
            national.down();
            IntStream.range(100, 130).forEach(number -> accept(change(number, 1, SUBMITTED)));

            awaitAll(district, 100, 30, "1");
            assertThat(waiting(PORTAL)).isEqualTo(30);
            await().atMost(30, SECONDS)
                    .until(() ->
                            bean(Destinations.class).standing(PORTAL).problem().isPresent());

            national.up();
            awaitNothingWaits();
            awaitAll(national, 100, 30, "1");
            assertThat(bean(DeadLetters.class).open(PORTAL)).isEqualTo(letters);
        }
    }

    @Nested
    class WhenAPortalAnswersTooLate {
        @Test
        void asksWhatItHasAndTellsNothingTwice() {
            var slow = new AtomicInteger(4);
            national.portal.after(request -> {
                if (!request.service().equals("login") && slow.getAndDecrement() > 0) {
                    pause(Duration.ofSeconds(2));
                }
                return null;
            });
            for (int number = 200; number < 212; number++) {
                accept(change(number, 1, SUBMITTED));
                accept(change(number, 2, ACCEPTED));
            }

            awaitNothingWaits();
            awaitAll(national, 200, 12, "1", "2");
            assertThat(national.portal.calls()).contains("TraCuuHoSo");
        }
    }

    @Nested
    class WhenTheHubDiesAfterThePortalsYes {
        @Test
        void asksThePortalAfterTheRestartAndTellsNothingTwice() {
            Mortal.dying.set(Integer.MAX_VALUE);
            for (int number = 300; number < 315; number++) {
                accept(change(number, 1, SUBMITTED));
                accept(change(number, 2, ACCEPTED));
            }
            await().atMost(60, SECONDS)
                    .until(() -> !told(national, 300).isEmpty()
                            && !told(district, 300).isEmpty());
            hub.close();
            Mortal.dying.set(0);

            hub = startHub();
            IntStream.range(300, 315).forEach(number -> accept(change(number, 3, COMPLETED)));

            awaitNothingWaits();
            awaitAll(national, 300, 15, "1", "2", "9");
            awaitAll(district, 300, 15, "1", "2", "9");
        }
    }

    @Nested
    class WhenAnItemIsRefused {
        @Test
        void keepsADeadLetterThatGoesThroughAfterTheReplay() {
            national.portal.faulty(
                    item -> item.path("MaHoSo").asText().equals(codeOf(403)) ? "Mã thủ tục chưa có trên cổng" : null);
            IntStream.range(400, 410).forEach(number -> accept(change(number, 1, SUBMITTED)));
            awaitNothingWaits();
            DeadLetter letter = bean(DeadLetters.class)
                    .list(new Filter(PORTAL, null, null), 1)
                    .get(0);
            assertThat(letter.dossierNo()).isEqualTo("HT-403");

            national.portal.faulty(item -> null);
            Replay.Outcome outcome = bean(ReplayDelivery.class).replay(letter, "admin");

            assertThat(outcome).isEqualTo(new Replay.Outcome.GoneThrough());
            awaitAll(national, 400, 10, "1");
            awaitNothingWaits();
            assertThat(bean(ReplayDelivery.class).replay(letter, "admin"))
                    .isEqualTo(new Replay.Outcome.NothingToReplay());
        }
    }

    @Nested
    class WhenMuchIsReplayed {
        @Test
        void letsWhatJustHappensPass() {
            int many = 300;
            national.portal.faulty(item -> "Mã thủ tục chưa có trên cổng");
            IntStream.range(1_000, 1_000 + many).forEach(number -> accept(change(number, 1, SUBMITTED)));
            await().atMost(60, SECONDS)
                    .until(() -> bean(DeliveryLedger.class).backlog(PORTAL).givenUp() == many);
            List<DeadLetter> letters =
                    bean(DeadLetters.class).list(new Filter(PORTAL, null, DeadLetters.State.OPEN), many);
            national.portal.faulty(item -> null);
            national.portal.before(request -> {
                pause(Duration.ofMillis(50));
                return null;
            });

            letters.forEach(letter -> bean(ReplayDelivery.class).replay(letter, "admin"));
            await().atMost(60, SECONDS)
                    .until(() -> !told(national, 1_000 + many - 1).isEmpty()
                            || IntStream.range(1_000, 1_000 + many)
                                    .anyMatch(number -> !told(national, number).isEmpty()));
            accept(change(1_500, 1, SUBMITTED));
            awaitAll(national, 1_500, 1, "1");

            long replayedBefore = IntStream.range(1_000, 1_000 + many)
                    .filter(number -> !told(national, number).isEmpty())
                    .count();
            assertThat(replayedBefore).as("most of the replay comes after").isLessThan(many / 2);
            awaitNothingWaits();
            awaitAll(national, 1_000, many, "1");
        }
    }

    @Nested
    class WhenManyThreadsAcceptChanges {
        @Test
        void tellsThemAllInOrder() throws InterruptedException {
            int threads = 8;
            var done = new CountDownLatch(threads);
            for (int thread = 0; thread < threads; thread++) {
                int first = 500 + thread * 25;
                new Thread(() -> {
                            for (int number = first; number < first + 25; number++) {
                                accept(change(number, 1, SUBMITTED));
                                accept(change(number, 2, ACCEPTED));
                            }
                            done.countDown();
                        })
                        .start();
            }
            assertThat(done.await(60, SECONDS)).isTrue();

            awaitNothingWaits();
            awaitAll(national, 500, 200, "1", "2");
            awaitAll(district, 500, 200, "1", "2");
        }
    }

    /** Leaves out what other tests configure for themselves. */
    private static final class HubOnly extends TypeExcludeFilter {
        @Override
        public boolean match(MetadataReader found, MetadataReaderFactory readers) throws IOException {
            return found.getResource().getURI().toString().contains("/test-classes/");
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof HubOnly;
        }

        @Override
        public int hashCode() {
            return HubOnly.class.hashCode();
        }
    }

    /** A slow portal really takes its time: this is not the test waiting for something. */
    private static void pause(Duration time) {
        try {
            new CountDownLatch(1).await(time.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Puts a ledger in front of the hub's own that dies between the portal's yes and the hub's note of it. */
    static class Mortal {
        static final AtomicInteger dying = new AtomicInteger();

        @Bean
        static BeanPostProcessor mortalLedger() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof DeliveryLedger ledger ? new DyingLedger(ledger, dying) : bean;
                }
            };
        }
    }
}
