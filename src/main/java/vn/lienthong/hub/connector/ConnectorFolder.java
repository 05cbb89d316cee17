package vn.lienthong.hub.connector;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition.Agency;

/**
 * One folder of a connector, read and checked.
 *
 * @param name the folder, as it is told to people
 * @param connector its {@code connector.yaml}
 * @param mapping its {@code mapping.yaml}, or null where there is none
 */
record ConnectorFolder(String name, YamlFile connector, @Nullable YamlFile mapping) {

    /** @param name the folder, as it is told to people: {@code connectors/tax-office} */
    static ConnectorFolder read(Path folder, String name, Placeholders placeholders) {
        Path definition = folder.resolve("connector.yaml");
        String definitionName = name + "/connector.yaml";
        if (!Files.isRegularFile(definition)) {
            Fault missing = Fault.ofFile(definitionName, "is missing; a connector's folder has one");
            return new ConnectorFolder(name, YamlFile.unreadable(definitionName, missing), null);
        }
        YamlFile connector = YamlReader.read(definition, definitionName);
        Path mappingFile = folder.resolve("mapping.yaml");
        YamlFile mapping =
                Files.isRegularFile(mappingFile) ? YamlReader.read(mappingFile, name + "/mapping.yaml") : null;
        if (!connector.tree().isMissingNode()) {
            connector = placeholders.fillIn(connector);
            DefinitionSchema.CONNECTOR.check(connector);
            new DefinitionRules(folder, connector, mapping).check();
        }
        if (mapping != null && !mapping.tree().isMissingNode()) {
            DefinitionSchema.MAPPING.check(mapping);
        }
        return new ConnectorFolder(name, connector, mapping);
    }

    /** The id it declares, right or wrong. */
    String declaredId() {
        return connector.at("/id").asText("");
    }

    boolean hasFaults() {
        return connector.hasFaults() || mapping != null && mapping.hasFaults();
    }

    List<Fault> faults() {
        List<Fault> faults = new ArrayList<>(connector.faults());
        Stream.ofNullable(mapping).forEach(file -> faults.addAll(file.faults()));
        return faults.stream().distinct().sorted().toList();
    }

    /** The definition of a folder without faults. */
    ConnectorDefinition definition() {
        Members members = new Members(connector.tree());
        Agency agency = members.ifThere("agency", DefinitionReader::agency);
        Mapping compiled = mapping == null || agency == null
                ? null
                : MappingReader.read(mapping, SystemId.of(declaredId()), agency);
        return DefinitionReader.read(members, compiled);
    }
}
