package vn.lienthong.hub.broker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.invm.TransportConstants;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;
import org.springframework.context.SmartLifecycle;
import vn.lienthong.hub.retention.RetentionSettings;

/**
 * The broker within the hub's own process: a journal on disk, one door per protocol. It starts before every route and
 * stops after them.
 */
public final class EmbeddedBroker implements SmartLifecycle, Audience, QueueReader.Source {
    private static final AtomicInteger NEXT_VM_ID = new AtomicInteger();
    /** Before the routes, after the database: both are there when the first message moves. */
    static final int PHASE = -1_000;

    private static final int JOURNAL_WAIT_NANOS = 100_000;
    /** Before what was not taken comes again. */
    static final long LONGEST_PAUSE_MILLIS = 30_000;
    /** Artemis' own default. */
    private static final long EXPIRY_SCAN_MILLIS = 30_000;
    /** A disk that gets full is full in a moment; a look at it costs nothing. */
    private static final int DISK_SCAN_MILLIS = 1_000;

    private final BrokerSettings settings;
    private final RetentionSettings retention;
    private final int vmId = NEXT_VM_ID.getAndIncrement();
    private final Supplier<ActiveMQServer> artemis;
    private final BrokerRevival revival;
    private volatile ActiveMQServer server;
    private volatile boolean running;

    EmbeddedBroker(
            BrokerSettings settings,
            RetentionSettings retention,
            Path folder,
            ActiveMQSecurityManager security,
            MQTTInterceptor mqttNames,
            SenderNamed sender) {
        this.settings = settings;
        this.retention = retention;
        Configuration configuration = configuration(folder);
        configuration.registerBrokerPlugin(sender);
        this.artemis = () -> {
            var made = new FaithfulServer(configuration, null, security);
            made.getServiceRegistry().addIncomingInterceptor(mqttNames);
            return made;
        };
        this.server = artemis.get();
        this.revival = new BrokerRevival(this::server, this::startAnew, folder);
    }

    /**
     * An Artemis that has ended by itself for an error of its disk remembers that for ever. Started again it would hand out numbers of
     * messages without noting down that they are taken, and after a crash give them to others, which delete those; and at the next
     * error it would not end. So another one takes its place.
     */
    private void startAnew() throws Exception {
        server = artemis.get();
        server.start();
    }

    /** The address of the in-process door. */
    public String vmUrl() {
        return "vm://" + vmId;
    }

    /** The port a door listens on, which is another than was asked for if that was 0. */
    public int port(BrokerDoor door) {
        var acceptor = server().getRemotingService().getAcceptor(door.artemisName());
        return ((NettyAcceptor) acceptor).getActualPort();
    }

    @Override
    public boolean isThere(String topic) {
        try {
            // As the broker itself asks when it routes a message: by name and by pattern.
            var bound =
                    server().getPostOffice().getAddressManager().getBindingsForRoutingAddress(SimpleString.of(topic));
            return bound != null && !bound.getBindings().isEmpty();
        } catch (Exception e) {
            throw new IllegalStateException("the broker does not tell who listens at " + topic, e);
        }
    }

    @Override
    public QueueReader read(String queue) {
        return QueueReader.Source.within(this::server).read(queue);
    }

    /** The broker itself, for health and administration; another one after it ended by itself. */
    public ActiveMQServer server() {
        return server;
    }

    @Override
    public void start() {
        for (BrokerDoor door : BrokerDoor.values()) {
            // Artemis logs a door that cannot open and goes on without it; a hub with a door missing is no hub.
            requireFree(door);
        }
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("the embedded broker did not start: " + e.getMessage(), e);
        }
        running = true;
        revival.watch();
    }

    private void requireFree(BrokerDoor door) {
        int port = door.portIn(settings);
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(settings.host(), port));
        } catch (IOException e) {
            throw new PortTaken(door.label(), settings.host(), port, door.setting(), e);
        }
    }

    @Override
    public void stop() {
        running = false;
        revival.end();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the embedded broker did not stop cleanly", e);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private Configuration configuration(Path folder) {
        var configuration = new ConfigurationImpl();
        configuration.setName("lienthong");
        configuration.setPersistenceEnabled(true);
        configuration.setJournalDirectory(folder.resolve("journal").toString());
        configuration.setBindingsDirectory(folder.resolve("bindings").toString());
        configuration.setLargeMessagesDirectory(folder.resolve("large-messages").toString());
        configuration.setPagingDirectory(folder.resolve("paging").toString());
        configuration.setJournalType(JournalType.NIO);
        configuration.setJournalDatasync(true);
        configuration.setJournalSyncTransactional(true);
        configuration.setJournalSyncNonTransactional(true);
        // Artemis waits 3.3 ms for others to share a sync by default; the hub's senders share their commits already.
        configuration.setJournalBufferTimeout_NIO(JOURNAL_WAIT_NANOS);
        configuration.setJournalMinFiles(2);
        configuration.setJournalPoolFiles(10);
        configuration.setMaxDiskUsage(settings.maxDiskUsage());
        configuration.setDiskScanPeriod(DISK_SCAN_MILLIS);
        configuration.setSecurityEnabled(true);
        configuration.setPopulateValidatedUser(true);
        configuration.setJMXManagementEnabled(true);
        configuration.setGracefulShutdownEnabled(false);
        configuration.addAcceptorConfiguration(new TransportConfiguration(
                InVMAcceptorFactory.class.getName(), Map.of(TransportConstants.SERVER_ID_PROP_NAME, vmId), "in-vm"));
        for (BrokerDoor door : BrokerDoor.values()) {
            configuration.addAcceptorConfiguration(door(door));
        }
        addressSettings(configuration);
        subscriptions(configuration, retention.subscriptions());
        configuration.setMessageExpiryScanPeriod(
                Math.min(EXPIRY_SCAN_MILLIS, retention.every().toMillis()));
        addresses(configuration);
        return configuration;
    }

    private TransportConfiguration door(BrokerDoor door) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("host", settings.host());
        parameters.put("port", door.portIn(settings));
        parameters.put("protocols", door.artemisName());
        if (door == BrokerDoor.AMQP) {
            parameters.put("amqpMinLargeMessageSize", SenderNamed.MOST_AMQP_BYTES);
        }
        return new TransportConfiguration(NettyAcceptorFactory.class.getName(), parameters, door.artemisName());
    }

    static void addressSettings(Configuration configuration) {
        var everywhere = new AddressSettings()
                .setMaxDeliveryAttempts(-1)
                .setDeadLetterAddress(SimpleString.of("hub.undeliverable"))
                // An address without a queue: what expires is a question or an answer that nobody waits for any more.
                .setExpiryAddress(SimpleString.of("hub.expired"))
                .setMaxSizeBytes(64L << 20)
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                .setAutoCreateAddresses(true)
                .setAutoCreateQueues(true)
                .setAutoDeleteAddresses(true)
                .setAutoDeleteQueues(true);
        configuration.addAddressSetting("#", everywhere);
        // The hub's own queues stay although nobody listens for a while.
        var kept = new AddressSettings(everywhere)
                .setAutoDeleteQueues(false)
                .setAutoDeleteAddresses(false)
                .setDefaultGroupBuckets(1024);
        configuration.addAddressSetting("hub.#", kept);
        // What the hub cannot take now comes again after a pause, and then a longer one.
        var comingAgain = new AddressSettings(kept)
                .setRedeliveryDelay(1_000)
                .setRedeliveryMultiplier(2)
                .setMaxRedeliveryDelay(LONGEST_PAUSE_MILLIS);
        configuration.addAddressSetting("hub.status-changes", comingAgain);
        configuration.addAddressSetting("hub.undeliverable", comingAgain);
        // The order of deliveries holds because a destination has one deliverer at a time, however many hubs there are.
        configuration.addAddressSetting("hub.delivery.#", new AddressSettings(kept).setDefaultExclusiveQueue(true));
        configuration.addAddressSetting("agency.#", kept);
        // Changes wait until the hub takes them, however long, and at no address that it does not listen at.
        configuration.addAddressSetting(
                "agency.changes.#",
                new AddressSettings(comingAgain)
                        .setNoExpiry(true)
                        .setDefaultAddressRoutingType(RoutingType.ANYCAST)
                        .setDefaultQueueRoutingType(RoutingType.ANYCAST)
                        .setAutoCreateAddresses(false)
                        .setAutoCreateQueues(false));
        // STOMP clients name no kind of address and would make it a topic too; MQTT questions would then reach nobody.
        configuration.addAddressSetting(
                "dossier.#",
                new AddressSettings(kept)
                        .setDefaultAddressRoutingType(RoutingType.ANYCAST)
                        .setDefaultQueueRoutingType(RoutingType.ANYCAST)
                        .setAutoCreateAddresses(false));
    }

    /** What a durable subscriber does not fetch for so long goes; zero keeps it for ever. */
    private static void subscriptions(Configuration configuration, Duration kept) {
        if (!kept.isZero()) {
            for (String address : List.of("hub.status", "hub.status.#")) {
                configuration.addAddressSetting(
                        address,
                        new AddressSettings(configuration.getAddressSettings().get("hub.#"))
                                .setExpiryDelay(kept.toMillis()));
            }
        }
    }

    static void addresses(Configuration configuration) {
        for (String name : List.of("hub.status-changes", "hub.undeliverable", "dossier.lookup", "dossier.submit")) {
            var address = new CoreAddressConfiguration().setName(name).addRoutingType(RoutingType.ANYCAST);
            address.addQueueConfiguration(QueueConfiguration.of(name)
                    .setAddress(name)
                    .setRoutingType(RoutingType.ANYCAST)
                    .setDurable(true));
            configuration.addAddressConfiguration(address);
        }
        configuration.addAddressConfiguration(
                new CoreAddressConfiguration().setName("hub.status").addRoutingType(RoutingType.MULTICAST));
    }
}
