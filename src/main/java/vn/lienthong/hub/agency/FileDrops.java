package vn.lienthong.hub.agency;

import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Intake.FileDrop;

/** Where a connector's files are dropped, as its route needs it. */
@Component
public final class FileDrops {
    private final Path home;

    FileDrops(@Value("${lienthong.home:data}") Path home) {
        this.home = home;
    }

    Map<String, String> parameters(CamelContext camel, ConnectorDefinition connector, FileDrop drop) {
        camel.getRegistry().bind(connector.id() + "-quiet-files", new QuietFiles(drop.quiet()));
        return Map.of("folder", folder(drop).toString(), "include", drop.include());
    }

    /** Where the files are dropped. */
    public Path folder(FileDrop drop) {
        return home.resolve(drop.folder()).toAbsolutePath().normalize();
    }

    void forget(CamelContext camel, SystemId connector) {
        camel.getRegistry().unbind(connector + "-quiet-files");
    }
}
