package vn.lienthong.hub.portal;

import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The queue door's own way to the broker. */
@Configuration(proxyBeanMethods = false)
class QueueWiring {
    /**
     * Hands each consumer one request at a time: requests that a busy consumer has fetched ahead would wait for the slow
     * agency that keeps it busy, while other consumers are idle.
     */
    // Not a candidate by type: whoever wants the broker means its own connections.
    @Bean(defaultCandidate = false)
    ActiveMQConnectionFactory lookupConnections(ActiveMQConnectionFactory brokerConnections) {
        var connections =
                new ActiveMQConnectionFactory(brokerConnections.isHA(), brokerConnections.getStaticConnectors());
        connections.setUser(brokerConnections.getUser());
        connections.setPassword(brokerConnections.getPassword());
        connections.setReconnectAttempts(brokerConnections.getReconnectAttempts());
        connections.setCallTimeout(brokerConnections.getCallTimeout());
        connections.setConsumerWindowSize(0);
        return connections;
    }
}
