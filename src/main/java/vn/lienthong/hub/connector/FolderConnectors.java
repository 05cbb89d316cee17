package vn.lienthong.hub.connector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.AgencyId;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.SystemId;

/** The connectors of a folder of folders, read once. A folder with faults is refused; the others are there. */
public final class FolderConnectors implements Connectors {
    private final Map<SystemId, ConnectorDefinition> byId = new TreeMap<>();
    private final List<Refused> refused = new ArrayList<>();

    private FolderConnectors(Collection<ConnectorFolder> folders) {
        for (ConnectorFolder folder : folders) {
            if (folder.hasFaults()) {
                refuse(folder, folder.faults());
            } else {
                add(folder);
            }
        }
    }

    private void add(ConnectorFolder folder) {
        try {
            ConnectorDefinition definition = folder.definition();
            byId.put(definition.id(), definition);
        } catch (IllegalArgumentException e) {
            // A value refuses what the schema let pass: one folder's fault still, and no other's.
            refuse(folder, List.of(Fault.ofFile(folder.connector().name(), "cannot be used: " + e.getMessage())));
        }
    }

    private void refuse(ConnectorFolder folder, List<Fault> faults) {
        refused.add(
                new Refused(folder.name(), faults.stream().map(Fault::toString).toList()));
    }

    /**
     * Reads every folder below {@code root} whose name does not start with a dot.
     *
     * @param root as it is told to people in faults
     * @param environment answers the value of a {@code ${NAME}}, or null
     */
    public static FolderConnectors read(Path root, UnaryOperator<@Nullable String> environment) {
        Placeholders placeholders = new Placeholders(environment);
        List<ConnectorFolder> folders = new ArrayList<>();
        for (Path folder : foldersIn(root)) {
            folders.add(ConnectorFolder.read(folder, folder.toString().replace('\\', '/'), placeholders));
        }
        new RulesAcross(folders).check();
        return new FolderConnectors(folders);
    }

    private static List<Path> foldersIn(Path root) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(root)) {
            return entries.filter(Files::isDirectory)
                    .filter(folder -> !String.valueOf(folder.getFileName()).startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of connectors " + root + " cannot be listed", e);
        }
    }

    @Override
    public List<ConnectorDefinition> all() {
        return List.copyOf(byId.values());
    }

    @Override
    public Optional<ConnectorDefinition> find(SystemId id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public List<ConnectorDefinition> ofAgency(AgencyId agency) {
        return byId.values().stream()
                .filter(connector ->
                        connector.agency() != null && connector.agency().isKnownAs(agency))
                .toList();
    }

    @Override
    public List<ConnectorDefinition> askableFor(DossierCode code) {
        if (code.isNational()) {
            AgencyId named = AgencyId.of(code.value().substring(0, code.value().indexOf('-')));
            List<ConnectorDefinition> ofAgency = askable(ofAgency(named));
            if (!ofAgency.isEmpty()) {
                return ofAgency;
            }
        }
        return askable(byId.values());
    }

    private static List<ConnectorDefinition> askable(Collection<ConnectorDefinition> connectors) {
        return connectors.stream()
                .filter(connector -> connector.lookup() != null)
                .toList();
    }

    @Override
    public List<ConnectorDefinition> destinationsOf(SystemId origin) {
        return byId.values().stream()
                .filter(connector -> connector.delivery() != null
                        && connector.delivery().takes(origin)
                        && !connector.id().equals(origin))
                .toList();
    }

    @Override
    public List<Refused> refused() {
        return List.copyOf(refused);
    }
}
