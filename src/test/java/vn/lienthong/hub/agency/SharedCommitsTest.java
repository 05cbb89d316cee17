package vn.lienthong.hub.agency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.invm.TransportConstants;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import vn.lienthong.hub.agency.JournalWriter.Entry;
import vn.lienthong.hub.broker.Journal;
import vn.lienthong.hub.broker.QueueReader;
import vn.lienthong.hub.operations.ErrorsAreFailures;
import vn.lienthong.hub.problem.TryAgainLater;
import vn.lienthong.hub.status.Traffic;

/** How changes share commits on their way into the broker and out of it, on a real broker. */
class SharedCommitsTest {
    private static final String QUEUE = "changes";
    private static final int VM_ID = 4_711;

    private final EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
    private final AtomicInteger puts = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private final List<Integer> sizes = new ArrayList<>();
    private final List<String> connectors = new ArrayList<>();
    private final List<Traffic> traffic = new ArrayList<>();
    private ActiveMQConnectionFactory connections;

    @BeforeEach
    void start() throws Exception {
        broker.setConfiguration(new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .addAddressConfiguration(new CoreAddressConfiguration()
                        .setName(QUEUE)
                        .addRoutingType(RoutingType.ANYCAST)
                        .addQueueConfiguration(QueueConfiguration.of(QUEUE).setRoutingType(RoutingType.ANYCAST)))
                .addAcceptorConfiguration(new TransportConfiguration(
                        InVMAcceptorFactory.class.getName(),
                        java.util.Map.of(TransportConstants.SERVER_ID_PROP_NAME, VM_ID))));
        broker.start();
        connections = new ActiveMQConnectionFactory("vm://" + VM_ID);
    }

    @AfterEach
    void stop() throws Exception {
        connections.close();
        broker.stop();
    }

    private long waiting() {
        var queue = broker.getActiveMQServer().locateQueue(SimpleString.of(QUEUE));
        return queue == null ? 0 : queue.getMessageCount();
    }

    private static Entry entry(String text) {
        return entry(text, "land-office");
    }

    private static Entry entry(String text, String connector) {
        return new Entry(("\"" + text + "\"").getBytes(UTF_8), connector, Traffic.LIVE);
    }

    private static Entry again(String text) {
        return new Entry(entry(text).json(), "land-office", Traffic.AGAIN);
    }

    /** What is in each message on the queue, which is empty then. */
    private List<List<String>> journalled() throws Exception {
        List<List<String>> all = new ArrayList<>();
        try (Connection connection = connections.createConnection()) {
            connection.start();
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageConsumer consumer = session.createConsumer(session.createQueue(QUEUE));
            for (Message next = consumer.receiveNoWait(); next != null; next = consumer.receiveNoWait()) {
                byte[] body = next.getBody(byte[].class);
                sizes.add(body.length);
                connectors.add(next.getStringProperty(StatusChangeJournal.CONNECTOR));
                traffic.add(Traffic.of(next.getStringProperty(StatusChangeJournal.TRAFFIC)));
                assertThat(next.getStringProperty("JMSXGroupID")).isEqualTo(connectors.get(connectors.size() - 1));
                all.add(List.of(new ObjectMapper().readValue(body, String[].class)));
            }
        }
        return all;
    }

    @Nested
    class WhenChangesAreJournalled {
        @Test
        void sharesWritesAmongItsCallers() throws Exception {
            try (var writer = new JournalWriter(counting(), QUEUE)) {
                writer.start();
                journalAtOnce(writer, 400);
            }

            List<List<String>> sent = journalled();
            assertThat(sent.stream().flatMap(List::stream)).hasSize(400).doesNotHaveDuplicates();
            assertThat(puts.get()).isBetween(1, 399);
            // Those of one write and one connector go into one message.
            assertThat(sent).hasSizeLessThanOrEqualTo(puts.get());
        }

        @Test
        void tellsWhatWasAskedForAgainFromWhatJustHappened() throws Exception {
            try (var writer = new JournalWriter(counting(), QUEUE)) {
                writer.start();
                writer.write(List.of(entry("1"), again("2"), entry("3"), again("4")));
            }

            assertThat(journalled()).containsExactly(List.of("1", "3"), List.of("2", "4"));
            assertThat(traffic).containsExactly(Traffic.LIVE, Traffic.AGAIN);
        }

        @Test
        void triesEachAloneWhereSeveralWereRefused() throws Exception {
            try (var writer = new JournalWriter(counting(), QUEUE)) {
                List<Future<?>> callers = new ArrayList<>();
                ExecutorService threads = Executors.newFixedThreadPool(20);
                refusals.set(1);
                writer.start();
                for (int i = 0; i < 20; i++) {
                    List<Entry> own = List.of(entry("change " + i), entry("next " + i));
                    callers.add(threads.submit(() -> writer.write(own)));
                }
                int refused = 0;
                for (Future<?> caller : callers) {
                    try {
                        caller.get();
                    } catch (java.util.concurrent.ExecutionException e) {
                        assertThat(e.getCause()).isInstanceOf(TryAgainLater.class);
                        refused++;
                    }
                }
                threads.shutdown();
                // The refused one was told so if it was alone, and tried again if it was not.
                assertThat(refused).isLessThanOrEqualTo(1);
                assertThat(journalled().stream().flatMap(List::stream)).hasSize((20 - refused) * 2);
            }
        }

        @Test
        void keepsEachConnectorsOrderAndMessagesSmall() throws Exception {
            List<Entry> entries = new ArrayList<>();
            for (int i = 0; i < 600; i++) {
                entries.add(entry("x".repeat(1_000) + i, i % 2 == 0 ? "land-office" : "tax-office"));
            }

            try (var writer = new JournalWriter(journal(), QUEUE)) {
                writer.start();
                writer.write(entries);
            }

            List<Integer> numbers = journalled().stream()
                    .flatMap(List::stream)
                    .map(text -> Integer.valueOf(text.substring(1_000)))
                    .toList();
            assertThat(numbers.stream().filter(n -> n % 2 == 0)).isSorted().hasSize(300);
            assertThat(numbers.stream().filter(n -> n % 2 == 1)).isSorted().hasSize(300);
            assertThat(sizes).allMatch(bytes -> bytes < 64_000);
            assertThat(connectors).hasSameSizeAs(sizes).containsOnly("land-office", "tax-office");
        }

        @Test
        void takesNothingWhenItHasEnded() {
            var writer = new JournalWriter(counting(), QUEUE);
            writer.start();
            writer.close();

            assertThatThrownBy(() -> writer.write(List.of(entry("late")))).isInstanceOf(TryAgainLater.class);
        }

        private void journalAtOnce(JournalWriter writer, int changes) throws Exception {
            ExecutorService threads = Executors.newFixedThreadPool(40);
            List<Future<?>> callers = new ArrayList<>();
            for (int i = 0; i < changes; i++) {
                List<Entry> own = List.of(entry("change " + i));
                callers.add(threads.submit(() -> writer.write(own)));
            }
            for (Future<?> caller : callers) {
                caller.get();
            }
            threads.shutdown();
        }

        private Journal journal() {
            return Journal.within(broker::getActiveMQServer, "#hub");
        }

        /** The broker's journal, with what is put there counted, or refused while refusals are left. */
        private Journal counting() {
            Journal real = journal();
            return (queue, letters) -> {
                puts.incrementAndGet();
                if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    throw new Journal.NotTaken("refused by the test");
                }
                real.put(queue, letters);
            };
        }
    }

    @Nested
    class WhenTheyAreTakenByAClient extends Taking {
        @Override
        String address() {
            camel.getRegistry().bind("groupedConsumers", new GroupedConsumers(present));
            camel.addComponent("journal", journalOf(Map.of()));
            return "journal:" + QUEUE;
        }
    }

    @Nested
    class WhenTheyAreTakenWithoutAClient extends Taking {
        @Override
        String address() {
            QueueReader.Source source = QueueReader.Source.within(broker::getActiveMQServer);
            camel.addComponent("journal", journalOf(Map.of("broker", source)));
            return "journal:" + QUEUE + "?consumers=3";
        }

        @Test
        void handsBackWhatItHadNotBegunWhenTheRouteStops() throws Exception {
            var entered = new CountDownLatch(1);
            var mayGoOn = new CountDownLatch(1);
            journal(900);
            consume(change -> {
                entered.countDown();
                mayGoOn.await();
                take(change);
            });
            entered.await();

            // What is under way is done before the route has stopped; the queue has the rest.
            var stopping = Executors.newSingleThreadExecutor();
            Future<?> stopped = stopping.submit(camel::stop);
            mayGoOn.countDown();
            stopped.get();
            stopping.shutdown();

            assertThat(taken).isNotEmpty();
            List<String> left = new ArrayList<>();
            try (Connection connection = connections.createConnection()) {
                connection.start();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                MessageConsumer consumer = session.createConsumer(session.createQueue(QUEUE));
                for (Message next = consumer.receiveNoWait(); next != null; next = consumer.receiveNoWait()) {
                    assertThat(next.getJMSRedelivered()).isFalse();
                    left.add(new String(next.getBody(byte[].class), UTF_8));
                }
            }
            List<String> all = new ArrayList<>(begun);
            all.addAll(left);
            assertThat(all).containsExactlyElementsOf(numbered(900));
        }

        @Test
        void comesBackWhenItsQueueWasRemovedAndIsThereAgain() throws Exception {
            journal(10);
            consume(this::take);
            await().atMost(Duration.ofSeconds(60)).until(() -> taken.size() == 10);

            broker.getActiveMQServer().destroyQueue(SimpleString.of(QUEUE), null, false);
            broker.getActiveMQServer().createQueue(QueueConfiguration.of(QUEUE).setRoutingType(RoutingType.ANYCAST));
            journal(30);

            await().atMost(Duration.ofSeconds(60)).until(() -> taken.size() == 30);
        }

        @Test
        void readsOnWhenTheBrokerEndedByItselfAndIsStartedAgain() throws Exception {
            journal(10);
            consume(this::take);
            await().atMost(Duration.ofSeconds(60)).until(() -> taken.size() == 10);

            broker.getActiveMQServer().stop();
            broker.getActiveMQServer().start();
            journal(30);

            await().atMost(Duration.ofSeconds(60)).until(() -> taken.size() == 30 && waiting() == 0);
        }

        @Test
        void bringsThemAgainAfterAnErrorAndReadsOn() throws Exception {
            var thrown = new AtomicInteger(2);
            journal(50);
            consume(change -> {
                if (thrown.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    throw new StackOverflowError("thrown by the test");
                }
                take(change);
            });

            await().atMost(Duration.ofSeconds(60)).until(() -> taken.size() == 50 && waiting() == 0);
            assertThat(camel.getInflightRepository().size()).isZero();
        }

        @Test
        void keepsFewMessagesAheadOfItsWork() throws Exception {
            var mayGoOn = new CountDownLatch(1);
            List<String> large = IntStream.range(0, 200)
                    .mapToObj(i -> "change " + i + "x".repeat(50_000))
                    .toList();
            journal(large);
            consume(change -> {
                mayGoOn.await();
                take(change);
            });
            var queue = broker.getActiveMQServer().locateQueue(SimpleString.of(QUEUE));

            await().until(() -> queue.getDeliveringCount() > 0);
            assertThat(queue.getDeliveringSize()).isLessThan(3_000_000);

            mayGoOn.countDown();
            await().atMost(Duration.ofSeconds(60)).until(() -> waiting() == 0);
            assertThat(begun).containsExactlyElementsOf(large);
        }
    }

    abstract class Taking {
        final PresentGroup present = new PresentGroup();
        final Set<String> taken = ConcurrentHashMap.newKeySet();
        final List<String> begun = Collections.synchronizedList(new ArrayList<>());
        final DefaultCamelContext camel = new DefaultCamelContext();
        private final AtomicInteger failures = new AtomicInteger();

        /** Of the queue, as a route begins with it. */
        abstract String address();

        JournalComponent journalOf(Map<String, Object> broker) {
            return new JournalComponent(
                    new StaticListableBeanFactory(broker).getBeanProvider(QueueReader.Source.class), present);
        }

        @AfterEach
        void stop() {
            camel.stop();
        }

        @Test
        void bringsAllOfAGroupAgainIfOneOfItCouldNotBeFinished() throws Exception {
            failures.set(3);
            journal(500);
            consume(this::take);

            await().atMost(Duration.ofSeconds(60)).until(() -> taken.size() == 500 && waiting() == 0);

            assertThat(new TreeSet<>(taken)).isEqualTo(new TreeSet<>(numbered(500)));
            // Those of the failed groups came more than once, which their receiver must know.
            assertThat(begun).hasSizeGreaterThan(500);
        }

        @Test
        void bringsThemAgainIfOneCouldNotBeHandled() throws Exception {
            var thrown = new AtomicInteger(2);
            journal(500);
            consume(change -> {
                if (change.endsWith("7") && thrown.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    throw new IllegalStateException("thrown by the test");
                }
                take(change);
            });

            await().atMost(Duration.ofSeconds(60)).until(() -> taken.size() == 500 && waiting() == 0);

            assertThat(new TreeSet<>(taken)).isEqualTo(new TreeSet<>(numbered(500)));
        }

        @Test
        void keepsTheOrderOfAGroupOfMessages() throws Exception {
            journal(300);
            consume(this::take);

            await().atMost(Duration.ofSeconds(60)).until(() -> waiting() == 0);

            assertThat(begun).containsExactlyElementsOf(numbered(300));
        }

        List<String> numbered(int count) {
            return IntStream.range(0, count).mapToObj(i -> "change " + i).toList();
        }

        void journal(int count) throws Exception {
            journal(numbered(count));
        }

        void journal(List<String> changes) throws Exception {
            try (Connection connection = connections.createConnection()) {
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
                MessageProducer producer = session.createProducer(session.createQueue(QUEUE));
                for (String change : changes) {
                    BytesMessage message = session.createBytesMessage();
                    message.writeBytes(change.getBytes(UTF_8));
                    message.setStringProperty("JMSXGroupID", "land-office");
                    producer.send(message);
                }
                session.commit();
            }
        }

        void consume(Taker taker) throws Exception {
            camel.addComponent("jms", JmsComponent.jmsComponent(connections));
            camel.getCamelContextExtension().addInterceptStrategy(new ErrorsAreFailures());
            String address = address();
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    errorHandler(noErrorHandler());
                    from(address)
                            .process(
                                    exchange -> taker.take(exchange.getMessage().getBody(String.class)));
                }
            });
            camel.start();
        }

        void take(String change) {
            begun.add(change);
            present.add(() -> () -> {
                if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    throw new IllegalStateException("the store is away");
                }
                taken.add(change);
            });
        }
    }

    /** What is behind the route. */
    private interface Taker {
        void take(String change) throws Exception;
    }
}
