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
    private static final String QUIET = "-quiet-files";
    private static final String LOOKS = "-folder-looks";

    private final Path home;
    private final IntakeStates states;

    FileDrops(@Value("${lienthong.home:data}") Path home, IntakeStates states) {
        this.home = home;
        this.states = states;
    }

    Map<String, String> parameters(CamelContext camel, ConnectorDefinition connector, FileDrop drop) {
        camel.getRegistry().bind(connector.id() + QUIET, new QuietFiles(drop.quiet()));
        camel.getRegistry().bind(connector.id() + LOOKS, new FolderLooks(connector.id(), folder(drop), states));
        return Map.of("folder", folder(drop).toString(), "include", drop.include());
    }

    /** Where the files are dropped. */
    public Path folder(FileDrop drop) {
        return home.resolve(drop.folder()).toAbsolutePath().normalize();
    }

    void forget(CamelContext camel, SystemId connector) {
        camel.getRegistry().unbind(connector + QUIET);
        camel.getRegistry().unbind(connector + LOOKS);
    }
}
