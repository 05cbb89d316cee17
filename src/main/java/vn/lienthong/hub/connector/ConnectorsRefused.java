package vn.lienthong.hub.connector;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.boot.ExitCodeGenerator;
import vn.lienthong.hub.connector.Connectors.Refused;

/** Definitions have faults, and the hub was told to be strict about them. */
public final class ConnectorsRefused extends IllegalStateException implements ExitCodeGenerator {
    /** The exit code of a hub that refused to start for a fault in a definition. */
    public static final int EXIT_CODE = 3;

    private static final long serialVersionUID = 1L;

    private final transient List<Refused> refused;

    ConnectorsRefused(List<Refused> refused) {
        super(refused.size() + " connector folders have faults: "
                + refused.stream().map(Refused::folder).collect(Collectors.joining(", ")));
        this.refused = List.copyOf(refused);
    }

    /** Every fault of every folder, one a line. */
    String faults(Locale language) {
        return refused.stream()
                .flatMap(folder -> folder.faults().stream())
                .map(fault -> fault.in(language))
                .collect(Collectors.joining("\n"));
    }

    @Override
    public int getExitCode() {
        return EXIT_CODE;
    }
}
