package vn.lienthong.hub.connector;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Reads the connectors when the hub starts. */
@Configuration(proxyBeanMethods = false)
class ConnectorConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(Connectors.class);

    @Bean
    Connectors connectors(
            @Value("${lienthong.connectors:connectors}") String root,
            @Value("${lienthong.connectors-strict:false}") boolean strict,
            Environment environment,
            Secrets secrets) {
        if (!Files.isDirectory(Path.of(root))) {
            LOG.warn(
                    "The folder of connectors {} (lienthong.connectors) does not exist, so no system is connected",
                    root);
        }
        Connectors connectors = FolderConnectors.read(Path.of(root), environment::getProperty);
        if (strict && !connectors.refused().isEmpty()) {
            throw new ConnectorsRefused(connectors.refused());
        }
        for (Connectors.Refused folder : connectors.refused()) {
            LOG.error(
                    "Connector folder {} is refused until its faults are mended:\n{}",
                    folder.folder(),
                    String.join("\n", folder.faults()));
        }
        connectors.all().forEach(connector -> tellMissingSecrets(connector, secrets));
        return connectors;
    }

    /** A secret may be set later, so this refuses nothing; but nobody should first learn of it from a failed call. */
    private static void tellMissingSecrets(ConnectorDefinition connector, Secrets secrets) {
        for (Secret secret : connector.credentials().secrets()) {
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
