package vn.lienthong.hub.connector;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import vn.lienthong.hub.store.Database;

/** Reads the connectors when the hub starts. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AllowedAddresses.class, ConnectorWatchSettings.class, ConnectorsApiSettings.class})
class ConnectorConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(Connectors.class);

    @Bean
    FolderConnectors folderConnectors(
            @Value("${lienthong.connectors:connectors}") String root,
            ConnectorWatchSettings settings,
            AllowedAddresses addresses,
            Environment environment) {
        if (!Files.isDirectory(Path.of(root))) {
            LOG.warn(
                    "The folder of connectors {} (lienthong.connectors) does not exist, so it connects no system",
                    root);
        }
        return new FolderConnectors(
                Path.of(root),
                new Placeholders(environment::getProperty, addresses),
                settings.settle(),
                System::nanoTime);
    }

    @Bean
    RegisteredConnectors registeredConnectors(Database database, Clock clock) {
        return new RegisteredConnectors(database, clock);
    }

    @Bean
    LiveConnectors connectors(
            FolderConnectors folders,
            RegisteredConnectors registered,
            @Value("${lienthong.home:data}") Path home,
            @Value("${lienthong.connectors-strict:false}") boolean strict,
            AllowedAddresses addresses,
            Environment environment,
            Secrets secrets) {
        var shelf = new RegisteredShelf(
                registered,
                home.resolve("registered-connectors"),
                new Placeholders(environment::getProperty, addresses));
        LiveConnectors connectors = new LiveConnectors(folders, shelf);
        if (strict && !connectors.refused().isEmpty()) {
            throw new ConnectorsRefused(connectors.refused());
        }
        connectors.all().forEach(connector -> tellMissingSecrets(connector, secrets));
        return connectors;
    }

    @Bean
    ConnectorWatch connectorWatch(
            LiveConnectors connectors, FolderConnectors folders, ConnectorWatchSettings settings) {
        return new ConnectorWatch(connectors, folders, settings);
    }

    /** A secret may be set later, so this refuses nothing; but nobody should first learn of it from a failed call. */
    private static void tellMissingSecrets(ConnectorDefinition connector, Secrets secrets) {
        for (Secret secret : connector.secrets()) {
            try {
                secrets.read(secret);
            } catch (IllegalStateException | UncheckedIOException e) {
                LOG.warn("Connector {} cannot sign in to its system yet: {}", connector.id(), e.getMessage());
            }
        }
    }

    @Bean
    Secrets secrets(Environment environment) {
        return new Secrets(environment);
    }
}
