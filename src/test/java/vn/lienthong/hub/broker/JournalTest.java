package vn.lienthong.hub.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.invm.TransportConstants;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.broker.Journal.Letter;
import vn.lienthong.hub.broker.Journal.NotTaken;

/** What both ways into a broker's journal promise, on a real broker with its journal on disk. */
@Timeout(120)
class JournalTest {
    private static final String QUEUE = "letters";
    private static final int VM_ID = 4_712;
    private static final int PAGING_FROM = 200_000;

    private Path folder;
    private EmbeddedActiveMQ broker;
    private ActiveMQConnectionFactory connections;

    enum Way {
        WITHIN,
        OVER;

        Journal into(JournalTest test) {
            return this == WITHIN
                    ? Journal.within(() -> test.broker.getActiveMQServer(), "#hub")
                    : Journal.over(test.connections);
        }
    }

    @BeforeEach
    void start(@TempDir Path home) throws Exception {
        folder = home;
        broker = new EmbeddedActiveMQ()
                .setConfiguration(new ConfigurationImpl()
                        .setJournalDirectory(folder.resolve("journal").toString())
                        .setBindingsDirectory(folder.resolve("bindings").toString())
                        .setLargeMessagesDirectory(folder.resolve("large").toString())
                        .setPagingDirectory(folder.resolve("paging").toString())
                        .setJournalType(JournalType.NIO)
                        .setJournalMinFiles(2)
                        .setMaxDiskUsage(100)
                        .setSecurityEnabled(false)
                        .addAddressSetting(
                                "#",
                                new AddressSettings()
                                        .setMaxSizeBytes(PAGING_FROM)
                                        .setPageSizeBytes(PAGING_FROM)
                                        .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE))
                        .addAddressConfiguration(new CoreAddressConfiguration()
                                .setName(QUEUE)
                                .addRoutingType(RoutingType.ANYCAST)
                                .addQueueConfiguration(
                                        QueueConfiguration.of(QUEUE).setRoutingType(RoutingType.ANYCAST)))
                        .addAcceptorConfiguration(new TransportConfiguration(
                                InVMAcceptorFactory.class.getName(),
                                Map.of(TransportConstants.SERVER_ID_PROP_NAME, VM_ID))));
        broker.start();
        connections = new ActiveMQConnectionFactory("vm://" + VM_ID);
    }

    @AfterEach
    void stop() throws Exception {
        connections.close();
        broker.stop();
    }

    private static Letter letter(String text) {
        return new Letter(text.getBytes(UTF_8), "land-office", Map.of("connector", "land-office"));
    }

    private List<Message> arrived() throws Exception {
        List<Message> all = new ArrayList<>();
        try (Connection connection = connections.createConnection()) {
            connection.start();
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageConsumer consumer = session.createConsumer(session.createQueue(QUEUE));
            for (Message next = consumer.receive(2_000); next != null; next = consumer.receive(1_000)) {
                // Read while the session is there: a large body comes through it.
                next.getBody(byte[].class);
                all.add(next);
            }
        }
        return all;
    }

    private static String textOf(Message message) {
        try {
            return new String(message.getBody(byte[].class), UTF_8);
        } catch (jakarta.jms.JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void putsDurableMessagesOfTheirGroup(Way way) throws Exception {
        try (Journal journal = way.into(this)) {
            journal.put(QUEUE, List.of(letter("Hồ sơ")));
        }

        List<Message> arrived = arrived();
        assertThat(arrived).singleElement().isInstanceOf(BytesMessage.class);
        Message message = arrived.get(0);
        assertThat(textOf(message)).isEqualTo("Hồ sơ");
        assertThat(message.getJMSDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
        assertThat(message.getJMSMessageID()).startsWith("ID:");
        assertThat(message.getJMSPriority()).isEqualTo(4);
        assertThat(message.getStringProperty("JMSXGroupID")).isEqualTo("land-office");
        assertThat(message.getStringProperty("connector")).isEqualTo("land-office");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void keepsThemInOrderWhenTheBrokerStartsAgain(Way way) throws Exception {
        List<String> texts = IntStream.range(0, 50).mapToObj(i -> "change " + i).toList();
        try (Journal journal = way.into(this)) {
            journal.put(
                    QUEUE,
                    texts.subList(0, 20).stream().map(JournalTest::letter).toList());
            journal.put(
                    QUEUE,
                    texts.subList(20, 50).stream().map(JournalTest::letter).toList());
        }

        connections.close();
        broker.stop();
        start(folder);

        assertThat(arrived()).extracting(JournalTest::textOf).containsExactlyElementsOf(texts);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void takesMessagesLargerThanTheJournalsRecordsAndMoreThanMemoryMayHold(Way way) throws Exception {
        String large = "x".repeat(1_200_000);
        List<String> texts = IntStream.range(0, 10)
                .mapToObj(i -> i == 5 ? large : i + "y".repeat(50_000))
                .toList();
        try (Journal journal = way.into(this)) {
            for (String text : texts) {
                journal.put(QUEUE, List.of(letter(text)));
            }
        }

        assertThat(arrived())
                .extracting(JournalTest::textOf)
                .extracting(JournalTest::inShort)
                .containsExactlyElementsOf(
                        texts.stream().map(JournalTest::inShort).toList());
    }

    private static String inShort(String text) {
        return text.charAt(0) + "… " + text.length();
    }

    @Test
    void saysWhereThereIsNoSuchQueue() {
        Journal journal = Way.WITHIN.into(this);

        assertThatThrownBy(() -> journal.put("nowhere", List.of(letter("lost"))))
                .isInstanceOf(NotTaken.class)
                .hasMessage("a message for nowhere was not routed: NO_BINDINGS");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void takesNothingFromAStoppedBroker(Way way) throws Exception {
        try (Journal journal = way.into(this)) {
            journal.put(QUEUE, List.of(letter("before")));
            connections.close();
            broker.stop();

            assertThatThrownBy(() -> journal.put(QUEUE, List.of(letter("meanwhile"))))
                    .isInstanceOf(NotTaken.class);
        }
    }

    private QueueReader reader() {
        return QueueReader.Source.within(() -> broker.getActiveMQServer()).read(QUEUE);
    }

    private static List<QueueReader.Taken> take(QueueReader reader, int count) throws InterruptedException {
        List<QueueReader.Taken> taken = new ArrayList<>();
        while (taken.size() < count) {
            taken.addAll(reader.take(count - taken.size()));
        }
        return taken;
    }

    private static String textOf(QueueReader.Taken message) {
        return new String(message.body(), UTF_8);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void areReadWithoutAClientHoweverLargeAndMany(boolean whileWaitedFor) throws Exception {
        List<String> texts = IntStream.range(0, 10)
                .mapToObj(i -> i + (i == 5 ? "x".repeat(1_200_000) : "y".repeat(50_000)))
                .toList();
        QueueReader early = whileWaitedFor ? reader() : null;
        Journal journal = Way.WITHIN.into(this);
        for (String text : texts) {
            journal.put(QUEUE, List.of(letter(text)));
        }

        try (QueueReader reader = early == null ? reader() : early) {
            List<String> read = new ArrayList<>();
            while (read.size() < texts.size()) {
                // Pages are read on as those before them are acknowledged.
                List<QueueReader.Taken> taken = reader.take(10);
                assertThat(taken).allSatisfy(one -> {
                    assertThat(one.property("connector")).isEqualTo("land-office");
                    assertThat(one.property("nothing")).isNull();
                });
                taken.forEach(one -> read.add(textOf(one)));
                reader.acknowledge(taken);
            }
            assertThat(read).containsExactlyElementsOf(texts);
        }
        connections.close();
        broker.stop();
        start(folder);

        assertThat(broker.getActiveMQServer().locateQueue(QUEUE).getMessageCount())
                .isZero();
    }

    @Test
    void comeAgainAfterARestartUnlessTheyWereAcknowledged() throws Exception {
        List<String> texts = IntStream.range(0, 30).mapToObj(i -> "change " + i).toList();
        Journal journal = Way.WITHIN.into(this);
        journal.put(QUEUE, texts.stream().map(JournalTest::letter).toList());
        QueueReader reader = reader();
        List<QueueReader.Taken> taken = take(reader, 20);
        reader.acknowledge(taken.subList(0, 10));

        connections.close();
        broker.stop();
        start(folder);

        try (QueueReader later = reader()) {
            assertThat(take(later, 20))
                    .extracting(JournalTest::textOf)
                    .containsExactlyElementsOf(texts.subList(10, 30));
        }
    }

    @Test
    void comeAgainInOrderAndAtOnceWhenTheyAreGivenBack() throws Exception {
        // By the clock, which may be set back meanwhile: nothing may wait for that.
        broker.getActiveMQServer()
                .getAddressSettingsRepository()
                .addMatch(
                        QUEUE,
                        new AddressSettings().setRedeliveryDelay(3_600_000).setMaxDeliveryAttempts(-1));
        List<String> texts = IntStream.range(0, 30).mapToObj(i -> "change " + i).toList();
        Journal journal = Way.WITHIN.into(this);
        journal.put(QUEUE, texts.stream().map(JournalTest::letter).toList());
        var queue = broker.getActiveMQServer().locateQueue(QUEUE);

        try (QueueReader reader = reader()) {
            List<QueueReader.Taken> taken = take(reader, 20);
            reader.acknowledge(taken.subList(0, 5));
            reader.giveBack(taken.subList(5, 20));
            assertThat(reader.isClosed()).isTrue();
            assertThat(reader.take(1)).isEmpty();
        }

        assertThat(queue.getScheduledCount()).isZero();
        assertThat(queue.getConsumerCount()).isZero();
        try (QueueReader next = reader()) {
            List<QueueReader.Taken> again = take(next, 25);
            assertThat(again).extracting(JournalTest::textOf).containsExactlyElementsOf(texts.subList(5, 30));
            next.acknowledge(again);
            assertThat(queue.getMessageCount()).isZero();
        }
    }

    @Test
    void cannotBeReadWhereThereIsNoSuchQueue() {
        QueueReader.Source source = QueueReader.Source.within(() -> broker.getActiveMQServer());

        assertThatThrownBy(() -> source.read("nowhere"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the broker has no queue nowhere now");
    }
}
