package vn.lienthong.hub.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ApplicationContext;

/**
 * What a sender was told to be on disk is there, though the disk gets full with a page of the queue half written. That disk is a
 * small one of its own, on which the next page is laid; without the right to mount one the test is skipped.
 */
class FullDiskTest {
    private static final String QUEUE = "hub.full";

    @TempDir
    private Path home = Path.of("");

    private static boolean run(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor() == 0;
    }

    private Path small() {
        return home.resolve("small");
    }

    @BeforeEach
    void mount() throws Exception {
        Files.createDirectories(small());
        boolean mounted = System.getProperty("os.name", "").startsWith("Linux")
                && run("mount", "-t", "tmpfs", "-o", "size=8k", "none", small().toString());
        assumeTrue(mounted, "no right to mount a disk: that it gets full is not tried");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", "-l", small().toString());
    }

    private static ActiveMQServer server(ApplicationContext hub) {
        return hub.getBean(EmbeddedBroker.class).server();
    }

    /** The folder of the queue's pages. */
    private Path pages() throws IOException {
        try (Stream<Path> folders = Files.list(home.resolve("broker/paging"))) {
            return folders.filter(folder -> says(folder.resolve("address.txt"), QUEUE))
                    .findAny()
                    .orElseThrow();
        }
    }

    private static boolean says(Path file, String word) {
        try {
            return Files.readString(file).strip().equals(word);
        } catch (IOException e) {
            return false;
        }
    }

    private static int last(Path pages) throws IOException {
        try (Stream<Path> files = Files.list(pages)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".page"))
                    .mapToInt(name -> Integer.parseInt(name.replace(".page", "")))
                    .max()
                    .orElseThrow();
        }
    }

    /** @return the numbers of the messages to which the broker said yes */
    private List<Integer> sendUntilItFails(ApplicationContext hub) throws Exception {
        List<Integer> yes = new ArrayList<>();
        try (Connection connection =
                        hub.getBean(ActiveMQConnectionFactory.class).createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            MessageProducer producer = session.createProducer(session.createQueue(QUEUE));
            for (int i = 0; i < 200; i++) {
                BytesMessage message = session.createBytesMessage();
                message.setIntProperty("number", i);
                message.writeBytes(new byte[4_000]);
                producer.send(message);
                yes.add(i);
                if (i == 1) {
                    Path pages = pages();
                    Path there = Files.createFile(small().resolve("page"));
                    Files.createSymbolicLink(pages.resolve("%09d.page".formatted(last(pages) + 1)), there);
                }
            }
            throw new AssertionError("the page that cannot be written was never reached");
        } catch (JMSException full) {
            return yes;
        }
    }

    @Test
    void whatWasPagedIsThereWhenThereIsRoomAgain() throws Exception {
        try (var hub = BrokerRevivalTest.start(home)) {
            server(hub)
                    .getAddressSettingsRepository()
                    .addMatch(
                            QUEUE,
                            new AddressSettings()
                                    .setMaxSizeBytes(1)
                                    .setPageSizeBytes(20_000)
                                    .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                                    .setAutoDeleteQueues(false));

            List<Integer> yes = sendUntilItFails(hub);
            assertThat(yes).isNotEmpty();
            run("mount", "-o", "remount,size=1m", small().toString());

            await().atMost(Duration.ofMinutes(1)).until(() -> server(hub).isActive());
            assertThat(received(hub)).containsAll(yes);
        }
    }

    private static List<Integer> received(ApplicationContext hub) throws JMSException {
        List<Integer> all = new ArrayList<>();
        try (Connection connection =
                        hub.getBean(ActiveMQConnectionFactory.class).createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            connection.start();
            MessageConsumer consumer = session.createConsumer(session.createQueue(QUEUE));
            for (Message next = consumer.receive(3_000); next != null; next = consumer.receive(3_000)) {
                all.add(next.getIntProperty("number"));
            }
        }
        return all;
    }
}
