package vn.lienthong.hub.connector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads and checks one connector's folder where no hub runs, as a hub would. */
public final class FolderCheck {
    private FolderCheck() {}

    /**
     * Everything that is wrong with a folder, also against the folders beside it.
     *
     * @param environment answers the value of a {@code ${NAME}}, or null
     */
    public static List<Fault> faults(Path folder, UnaryOperator<@Nullable String> environment) {
        Placeholders placeholders = new Placeholders(environment);
        ConnectorFolder read = read(folder, placeholders);
        ConnectorFolder checked = read.copy();
        if (!checked.hasFaults()) {
            checked.definitionOrFault();
        }
        List<ConnectorFolder> all = new ArrayList<>(List.of(checked));
        neighbours(folder).forEach(other -> all.add(read(other, placeholders)));
        new RulesAcross(all, other -> !other.equals(checked.folderName())).check(checked);
        return checked.faults();
    }

    /** The places that a folder without faults reads, and that no record can have by its contract. */
    public static List<Fault> misfits(Path folder, UnaryOperator<@Nullable String> environment) {
        return read(folder, new Placeholders(environment))
                .definitionOrFault()
                .map(ConnectorDefinition::contract)
                .map(ContractUse::misfits)
                .orElse(List.of());
    }

    /**
     * What a folder without faults declares.
     *
     * @throws IllegalArgumentException if it has faults
     */
    public static ConnectorDefinition definition(Path folder, UnaryOperator<@Nullable String> environment) {
        return read(folder, new Placeholders(environment))
                .definitionOrFault()
                .orElseThrow(() -> new IllegalArgumentException(folder + " holds no connector without faults"));
    }

    private static ConnectorFolder read(Path folder, Placeholders placeholders) {
        String name = folder.toString().replace('\\', '/');
        return ConnectorFolder.read(folder.toAbsolutePath().normalize(), name, KeptIn.FOLDER, placeholders);
    }

    private static List<Path> neighbours(Path folder) {
        Path whole = folder.toAbsolutePath().normalize();
        Path parent = whole.getParent();
        if (parent == null) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(parent)) {
            return entries.filter(other -> Files.isRegularFile(other.resolve("connector.yaml")))
                    .filter(other -> !other.getFileName().equals(whole.getFileName()))
                    .filter(other -> !other.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + parent + " cannot be listed", e);
        }
    }
}
