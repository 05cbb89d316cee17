package vn.lienthong.hub.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.FileDeploymentManager;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.FileConfiguration;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.core.settings.impl.HierarchicalObjectRepository;
import org.junit.jupiter.api.Test;

/** {@code docker/broker.xml} tells another broker what the hub tells its own. */
class BrokerFileTest {
    private final FileConfiguration file = new FileConfiguration();
    private final Configuration own = new ConfigurationImpl();

    BrokerFileTest() throws Exception {
        var deployment =
                new FileDeploymentManager(Path.of("docker/broker.xml").toUri().toString());
        deployment.addDeployable(file);
        deployment.readConfiguration();
        EmbeddedBroker.addressSettings(own);
        EmbeddedBroker.addresses(own);
    }

    @Test
    void hasTheSameAddressSettings() {
        for (String address : List.of(
                "hub.status-changes",
                "hub.delivery.a-portal",
                "hub.status",
                "hub.status.an-office",
                "hub.undeliverable",
                "agency.lookup.an-office",
                "agency.changes.an-office",
                "dossier.lookup",
                "reply.a-portal.1",
                "anything")) {
            assertThat(settings(file, address)).as(address).isEqualTo(settings(own, address));
        }
    }

    @Test
    void hasTheSameAddresses() {
        assertThat(file.getAddressConfigurations())
                .usingRecursiveComparison()
                .isEqualTo(own.getAddressConfigurations());
    }

    /** What holds at an address, of all that match it. */
    private static String settings(Configuration configuration, String address) {
        var settings = new HierarchicalObjectRepository<AddressSettings>();
        configuration.getAddressSettings().forEach(settings::addMatch);
        return settings.getMatch(address).toString();
    }
}
