package vn.lienthong.bench;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * What the broker alone carries: the same Artemis with the hub's journal settings, in a process of its own, with senders and one
 * consumer inside it. Each message is of a kilobyte, durable, sent by a call of its own that returns when it is on disk, and
 * acknowledged by a call of its own.
 *
 * <p>Asked over a socket for {@code <senders> <messages>}, it answers how many nanoseconds they took, from the first send to
 * the last acknowledgement.
 */
public final class BareBroker {
    private static final String QUEUE = "bench";

    private BareBroker() {}

    public static void main(String[] args) throws Exception {
        start(Path.of(args[1]));
        try (var door = new ServerSocket(Integer.parseInt(args[0]), 10, InetAddress.getLoopbackAddress());
                var connections = new ActiveMQConnectionFactory("vm://0")) {
            while (true) {
                try (Socket asked = door.accept();
                        var in = new BufferedReader(
                                new InputStreamReader(asked.getInputStream(), StandardCharsets.US_ASCII))) {
                    String line = in.readLine();
                    if (line != null) {
                        String[] words = line.split(" ");
                        long took = carry(connections, Integer.parseInt(words[0]), Long.parseLong(words[1]));
                        asked.getOutputStream().write((took + "\n").getBytes(StandardCharsets.US_ASCII));
                    }
                }
            }
        }
    }

    private static void start(Path home) throws Exception {
        var configuration = new ConfigurationImpl();
        configuration.setJournalDirectory(home.resolve("journal").toString());
        configuration.setBindingsDirectory(home.resolve("bindings").toString());
        configuration.setPagingDirectory(home.resolve("paging").toString());
        configuration.setLargeMessagesDirectory(home.resolve("large").toString());
        // As the hub's.
        configuration.setJournalType(JournalType.NIO);
        configuration.setJournalDatasync(true);
        configuration.setJournalBufferTimeout_NIO(100_000);
        configuration.setJournalMinFiles(2);
        configuration.setJournalPoolFiles(10);
        configuration.setSecurityEnabled(false);
        configuration.addAcceptorConfiguration(new TransportConfiguration(InVMAcceptorFactory.class.getName()));
        configuration.addAddressConfiguration(new CoreAddressConfiguration()
                .setName(QUEUE)
                .addRoutingType(RoutingType.ANYCAST)
                .addQueueConfiguration(QueueConfiguration.of(QUEUE).setRoutingType(RoutingType.ANYCAST)));
        new EmbeddedActiveMQ().setConfiguration(configuration).start();
    }

    private static long carry(ActiveMQConnectionFactory connections, int senders, long messages) throws Exception {
        var left = new AtomicLong(messages);
        var received = new CountDownLatch((int) messages);
        var threads = Executors.newFixedThreadPool(senders + 1);
        try (Connection connection = connections.createConnection()) {
            connection.start();
            Future<?> consuming = threads.submit(() -> consume(connection, received));
            long begin = System.nanoTime();
            List<Callable<Object>> sending = new ArrayList<>();
            for (int i = 0; i < senders; i++) {
                sending.add(() -> send(connection, left));
            }
            for (Future<Object> sender : threads.invokeAll(sending)) {
                sender.get();
            }
            received.await();
            long took = System.nanoTime() - begin;
            consuming.get();
            return took;
        } finally {
            threads.shutdown();
        }
    }

    private static Object send(Connection connection, AtomicLong left) throws Exception {
        byte[] body = new byte[1_000];
        try (Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            MessageProducer producer = session.createProducer(session.createQueue(QUEUE));
            while (left.getAndDecrement() > 0) {
                BytesMessage message = session.createBytesMessage();
                message.writeBytes(body);
                producer.send(message);
            }
        }
        return true;
    }

    private static Object consume(Connection connection, CountDownLatch received) throws Exception {
        try (Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            MessageConsumer consumer = session.createConsumer(session.createQueue(QUEUE));
            while (received.getCount() > 0) {
                if (consumer.receive(1_000) != null) {
                    received.countDown();
                }
            }
        }
        return true;
    }
}
