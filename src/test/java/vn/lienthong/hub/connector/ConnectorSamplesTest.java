package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.translation.CsvRecords;
import vn.lienthong.hub.translation.JsonRecords;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.Records;
import vn.lienthong.hub.translation.TextEncoding;
import vn.lienthong.hub.translation.XmlTree;
import vn.lienthong.hub.wire.CanonicalJson;

/**
 * Tries every connector's mapping on its samples.
 *
 * <p>{@code samples/<case>/input.json}, {@code .xml} or {@code .csv} is what the system sends: a case whose name starts with
 * {@code lookup} the answer to a look-up, any other what the intake reads (of a poll with details, the detail's answer).
 * {@code expected.json} holds the changes it tells, {@code expected-problem.txt} the problems; one that is missing says that
 * there are none. What came instead is written to {@code target/samples}, to be compared and, if it is right, kept.
 */
class ConnectorSamplesTest {
    private static final List<Path> ROOTS = List.of(Path.of("connectors"), Path.of("src/docs/connectors"));
    private static final Path ACTUAL = Path.of("target", "samples");
    private static final Instant OBSERVED_AT = Instant.parse("2026-11-01T00:00:00Z");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<Path, Connectors> connectors = ROOTS.stream()
            .collect(
                    Collectors.toMap(root -> root, root -> FolderConnectors.read(root, Map.<String, String>of()::get)));

    @TestFactory
    Stream<DynamicContainer> everyConnectorTranslatesItsSamples() {
        return ROOTS.stream()
                .flatMap(ConnectorSamplesTest::entries)
                .map(folder -> dynamicContainer(
                        String.valueOf(folder.getFileName()),
                        Stream.concat(
                                Stream.of(dynamicTest("loads and has samples", () -> hasSamples(folder))),
                                cases(folder))));
    }

    private void hasSamples(Path folder) {
        ConnectorDefinition connector = connector(folder);
        if (connector.mapping() != null) {
            assertThat(entries(folder.resolve("samples")))
                    .as(
                            "a connector that reads records shows by a sample that it reads them rightly; add samples/<case>/ to %s",
                            folder)
                    .isNotEmpty();
        }
    }

    private Stream<DynamicTest> cases(Path folder) {
        return entries(folder.resolve("samples"))
                .map(sample -> dynamicTest(String.valueOf(sample.getFileName()), () -> compare(folder, sample)));
    }

    private void compare(Path folder, Path sample) throws IOException {
        List<StatusChange> changes = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        translate(connector(folder), sample, changes, problems);

        Path actual = Files.createDirectories(ACTUAL.resolve(sample));
        String told = told(problems);
        Files.writeString(
                actual.resolve("expected.json"),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree(changes)) + "\n");
        Files.writeString(actual.resolve("expected-problem.txt"), told);

        Path expectedChanges = sample.resolve("expected.json");
        Path expectedProblems = sample.resolve("expected-problem.txt");
        assertThat(Files.exists(expectedChanges) || Files.exists(expectedProblems))
                .as("%s says what is expected", sample)
                .isTrue();
        assertThat(tree(changes))
                .isEqualTo(
                        Files.exists(expectedChanges)
                                ? JSON.readTree(expectedChanges.toFile())
                                : JSON.createArrayNode());
        assertThat(told).isEqualTo(Files.exists(expectedProblems) ? Files.readString(expectedProblems) : "");
    }

    private static void translate(
            ConnectorDefinition connector, Path sample, List<StatusChange> changes, List<Problem> problems)
            throws IOException {
        Mapping mapping = Objects.requireNonNull(connector.mapping());
        boolean lookup = String.valueOf(sample.getFileName()).startsWith("lookup");
        Path input = entries(sample.toAbsolutePath(), "input.").findFirst().orElseThrow();
        try (Records records = records(
                connector,
                input,
                lookup
                        ? Objects.requireNonNull(connector.lookup()).record()
                        : Objects.requireNonNull(connector.intake()).changes())) {
            assertThat(records.hasNext()).as("%s holds records", input).isTrue();
            records.forEachRemaining(record -> {
                Mapping.Translated translated = mapping.translate(record.tree(), OBSERVED_AT);
                changes.addAll(translated.changes());
                problems.addAll(translated.problems());
            });
        }
    }

    private static Records records(ConnectorDefinition connector, Path input, String pointer) throws IOException {
        String name = String.valueOf(input.getFileName());
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "json" -> JsonRecords.records(Files.newInputStream(input), pointer, Limits.MESSAGE);
            case "xml" -> XmlTree.records(Files.newInputStream(input), pointer, Limits.MESSAGE);
            case "csv" -> csv(connector, input);
            default -> throw new IllegalArgumentException(input + " is no json, xml or csv");
        };
    }

    private static Records csv(ConnectorDefinition connector, Path input) throws IOException {
        var drop = (Intake.FileDrop) Objects.requireNonNull(connector.intake());
        TextEncoding encoding = TextEncoding.valueOf(drop.encoding().name());
        Character delimiter = drop.delimiter() == null ? null : drop.delimiter().charAt(0);
        return encoding.turned(CsvRecords.records(Files.newInputStream(input), Limits.MESSAGE, encoding, delimiter));
    }

    private static ArrayNode tree(List<StatusChange> changes) throws IOException {
        ArrayNode tree = JSON.createArrayNode();
        for (StatusChange change : changes) {
            JsonNode one = JSON.readTree(CanonicalJson.write(change));
            tree.add(one);
        }
        return tree;
    }

    private static String told(List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.kind().key() + " at " + problem.stage() + ", on the side of the "
                        + problem.origin().key() + ", " + problem.pointer() + "\n  "
                        + problem.detail().en() + "\n  " + problem.remedy().en() + "\n  "
                        + problem.detail().vi() + "\n  " + problem.remedy().vi() + "\n")
                .collect(Collectors.joining("\n"));
    }

    private ConnectorDefinition connector(Path folder) {
        Connectors read = Objects.requireNonNull(connectors.get(folder.getParent()));
        assertThat(read.refused()).isEmpty();
        return read.find(SystemId.of(String.valueOf(folder.getFileName()))).orElseThrow();
    }

    private static Stream<Path> entries(Path folder) {
        return Files.isDirectory(folder) ? entries(folder, "").filter(Files::isDirectory) : Stream.empty();
    }

    private static Stream<Path> entries(Path folder, String startingWith) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries
                    .filter(entry -> String.valueOf(entry.getFileName()).startsWith(startingWith))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
