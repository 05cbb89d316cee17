package vn.lienthong.hub.connector;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition.Agency;

/**
 * One folder of a connector, read and checked.
 *
 * @param name the folder, as it is told to people
 * @param keptIn whether it is somebody's folder, or what the database holds laid out as one
 * @param place where it is; its last name is the connector's id
 * @param digest tells two contents apart, samples left out
 * @param connector its {@code connector.yaml}
 * @param mapping its {@code mapping.yaml}, or null where there is none
 */
record ConnectorFolder(
        String name, KeptIn keptIn, Path place, String digest, YamlFile connector, @Nullable YamlFile mapping) {
    private static final Bilingual TOO_DEEP = new Bilingual(
            "không đọc được, vì tệp này hoặc một tệp bên cạnh lồng quá sâu, chẳng hạn dấu ngoặc của một biểu thức",
            "cannot be read, for it or a file beside it nests something too deeply, such as the parentheses of an expression");

    /** @param name the folder, as it is told to people: {@code connectors/tax-office} */
    static ConnectorFolder read(Path folder, String name, KeptIn keptIn, Placeholders placeholders) {
        String digest = FolderContent.of(folder).digest();
        try {
            return read(folder, name, digest, keptIn, placeholders);
        } catch (StackOverflowError tooDeep) {
            String definitionName = name + "/connector.yaml";
            return new ConnectorFolder(
                    name,
                    keptIn,
                    folder,
                    digest,
                    YamlFile.unreadable(definitionName, Fault.ofFile(definitionName, TOO_DEEP)),
                    null);
        }
    }

    private static ConnectorFolder read(
            Path folder, String name, String digest, KeptIn keptIn, Placeholders placeholders) {
        Path definition = folder.resolve("connector.yaml");
        String definitionName = name + "/connector.yaml";
        if (!Files.isRegularFile(definition)) {
            Fault missing = Fault.ofFile(
                    definitionName,
                    "không có; thư mục của kết nối phải có một tệp này",
                    "is missing; a connector's folder has one");
            return new ConnectorFolder(
                    name, keptIn, folder, digest, YamlFile.unreadable(definitionName, missing), null);
        }
        YamlFile connector = YamlReader.read(definition, definitionName);
        Path mappingFile = folder.resolve("mapping.yaml");
        YamlFile mapping =
                Files.isRegularFile(mappingFile) ? YamlReader.read(mappingFile, name + "/mapping.yaml") : null;
        if (!connector.tree().isMissingNode()) {
            if (keptIn == KeptIn.DATABASE) {
                new RulesFromAfar(connector).check();
            }
            connector = placeholders.fillIn(connector);
            DefinitionSchema.CONNECTOR.check(connector);
            new DefinitionRules(folder, keptIn, connector, mapping).check();
        }
        if (mapping != null && !mapping.tree().isMissingNode()) {
            DefinitionSchema.MAPPING.check(mapping);
            new FieldRules(mapping).check();
            if (!mapping.hasFaults()) {
                WritingReader.check(mapping);
            }
        }
        return new ConnectorFolder(name, keptIn, folder, digest, connector, mapping);
    }

    /** The name of the folder, which is the id that its connector has or should have. */
    String folderName() {
        return String.valueOf(place.getFileName());
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

    /** This folder with its own faults, to which those against others can be added. */
    ConnectorFolder copy() {
        return new ConnectorFolder(name, keptIn, place, digest, connector.copy(), mapping);
    }

    /** The definition of a folder without faults; or another fault, and nothing. */
    Optional<ConnectorDefinition> definitionOrFault() {
        try {
            return Optional.of(definition());
        } catch (IllegalArgumentException e) {
            // A value refuses what the schema let pass: one folder's fault still, and no other's.
            connector
                    .faults()
                    .add(Fault.ofFile(
                            connector.name(),
                            "không dùng được: %s",
                            "cannot be used: %s",
                            LibraryWords.told(e.getMessage())));
            return Optional.empty();
        } catch (StackOverflowError tooDeep) {
            connector.faults().add(Fault.ofFile(connector.name(), TOO_DEEP));
            return Optional.empty();
        }
    }

    private ConnectorDefinition definition() {
        Members members = new Members(connector.tree());
        Agency agency = members.ifThere("agency", DefinitionReader::agency);
        Mapping compiled = mapping == null || agency == null
                ? null
                : MappingReader.read(mapping, SystemId.of(declaredId()), agency);
        return DefinitionReader.read(members, compiled, mapping, place);
    }
}
