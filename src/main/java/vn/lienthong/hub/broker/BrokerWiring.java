package vn.lienthong.hub.broker;

import jakarta.jms.ConnectionFactory;
import java.nio.file.Path;
import java.util.List;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.component.jms.JmsConfiguration;
import org.jspecify.annotations.Nullable;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.lienthong.hub.access.Access;
import vn.lienthong.hub.access.QueueAccess;
import vn.lienthong.hub.retention.RetentionSettings;

/** Puts the broker, and Camel's way to it, into the application. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BrokerSettings.class)
class BrokerWiring {
    /** How long consumers wait before they look again for a broker that is away. */
    private static final long RECOVERY_MILLIS = 3_000;
    /** How long a call waits for another broker, which may have ended without a word. */
    private static final long CALL_MILLIS = 10_000;

    private static final int LISTENING_THREADS = 16;
    private static final int AHEAD_BYTES = 64 * 1024;

    @Bean
    HubIdentity hubIdentity() {
        return HubIdentity.fresh();
    }

    @Bean
    ActiveMQSecurityManager brokerSecurity(HubIdentity identity, Access access, QueueAccess queues) {
        return new AccessSecurity(identity, access, queues);
    }

    @Bean
    @ConditionalOnProperty(name = "lienthong.broker.url", matchIfMissing = true, havingValue = "embedded")
    EmbeddedBroker embeddedBroker(
            BrokerSettings settings,
            RetentionSettings retention,
            @Value("${lienthong.home:data}") Path home,
            ActiveMQSecurityManager security,
            QueueAccess queues,
            HubIdentity identity) {
        Path folder = settings.folder();
        return new EmbeddedBroker(
                settings,
                retention,
                folder == null ? home.resolve("broker") : folder,
                security,
                new MqttNames(queues),
                new SenderNamed(identity));
    }

    /** Another broker is not asked: sending costs less. */
    @Bean
    @ConditionalOnMissingBean(EmbeddedBroker.class)
    Audience audienceElsewhere() {
        return topic -> true;
    }

    /** The hub's connection to the broker, not pooled: for consumers, which keep theirs. */
    @Bean
    ActiveMQConnectionFactory brokerConnections(
            BrokerSettings settings, HubIdentity identity, ObjectProvider<EmbeddedBroker> embedded) {
        return connections(settings, identity, embedded.getIfAvailable());
    }

    /** For consumers that are handed their messages: however many they are, so many threads hand them. */
    @Bean(defaultCandidate = false)
    ActiveMQConnectionFactory listeningConnections(
            BrokerSettings settings, HubIdentity identity, ObjectProvider<EmbeddedBroker> embedded) {
        var factory = connections(settings, identity, embedded.getIfAvailable());
        factory.setUseGlobalPools(false);
        factory.setThreadPoolMaxSize(LISTENING_THREADS);
        factory.setScheduledThreadPoolMaxSize(1);
        // What a consumer is handed ahead of its work waits in the hub's memory, and there may be thousands of them.
        factory.setConsumerWindowSize(AHEAD_BYTES);
        return factory;
    }

    private static ActiveMQConnectionFactory connections(
            BrokerSettings settings, HubIdentity identity, @Nullable EmbeddedBroker broker) {
        var factory = broker != null
                ? new ActiveMQConnectionFactory(broker.vmUrl(), identity.user(), identity.password())
                : new ActiveMQConnectionFactory(settings.url(), settings.user(), settings.password());
        // Acknowledged means in the journal on disk: a durable send returns only then.
        factory.setBlockOnDurableSend(true);
        // A broker elsewhere comes and goes. A connection that waited for it would hold up whoever sends, half a minute
        // for
        // each call that was under way; one that breaks is told of at once, and pool and consumers open another.
        factory.setReconnectAttempts(broker != null ? -1 : 0);
        return factory;
    }

    /** The same, pooled: for senders. */
    @Bean(destroyMethod = "stop")
    JmsPoolConnectionFactory pooledBrokerConnections(ActiveMQConnectionFactory brokerConnections) {
        var pool = new JmsPoolConnectionFactory();
        pool.setConnectionFactory(brokerConnections);
        pool.setMaxConnections(2);
        pool.setMaxSessionsPerConnection(256);
        pool.setBlockIfSessionPoolIsFull(true);
        return pool;
    }

    /** Where the embedded broker is, there is no need of a client. */
    @Bean(destroyMethod = "")
    Journal brokerJournal(
            ObjectProvider<EmbeddedBroker> embedded, HubIdentity identity, JmsPoolConnectionFactory connections) {
        @Nullable EmbeddedBroker broker = embedded.getIfAvailable();
        return broker == null ? Journal.over(connections) : Journal.within(broker::server, identity.user());
    }

    @Bean
    BrokerFarewell brokerFarewell(
            JmsPoolConnectionFactory pooledBrokerConnections,
            ActiveMQConnectionFactory brokerConnections,
            @Qualifier("listeningConnections") ActiveMQConnectionFactory listeningConnections,
            ObjectProvider<EmbeddedBroker> embedded) {
        return new BrokerFarewell(
                pooledBrokerConnections, List.of(brokerConnections, listeningConnections), embedded.getIfAvailable());
    }

    @Bean
    JmsComponent jms(ActiveMQConnectionFactory brokerConnections, JmsPoolConnectionFactory pooledBrokerConnections) {
        var configuration = new JmsConfiguration();
        configuration.setListenerConnectionFactory((ConnectionFactory) brokerConnections);
        configuration.setTemplateConnectionFactory(pooledBrokerConnections);
        configuration.setConnectionFactory(pooledBrokerConnections);
        configuration.setCacheLevelName("CACHE_CONSUMER");
        configuration.setAcknowledgementModeName("CLIENT_ACKNOWLEDGE");
        configuration.setReplyToCacheLevelName("CACHE_CONSUMER");
        configuration.setRecoveryInterval(RECOVERY_MILLIS);
        return new JmsComponent(configuration);
    }
}
