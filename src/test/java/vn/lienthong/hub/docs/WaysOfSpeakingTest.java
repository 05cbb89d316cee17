package vn.lienthong.hub.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The table of the ways of speaking names all of them, and only tests, simulators and files that are there. That its links
 * lead somewhere is {@link DocsTest}'s.
 */
class WaysOfSpeakingTest {
    private static final Path PAGE = Path.of("src", "docs", "reference", "ways-of-speaking.md");
    private static final Pattern WORD = Pattern.compile("`([^`]+)`");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+(?:Test|IT))(?:#(\\w+))?`");
    private static final Pattern CLASS = Pattern.compile("`([A-Z][a-zA-Z]+)`");

    private static String page() throws IOException {
        return Files.readString(PAGE);
    }

    /** What stands in backticks in the first cells of a section's rows. */
    private static Set<String> keys(String heading) throws IOException {
        String section = Arrays.stream(page().split("(?m)^## "))
                .filter(part -> part.startsWith(heading + "\n"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no section " + heading));
        return section.lines()
                .filter(line -> line.startsWith("| "))
                .map(line -> line.split("\\|")[1])
                .flatMap(cell -> WORD.matcher(cell).results())
                .flatMap(word -> Arrays.stream(word.group(1).split(", ")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static JsonNode definitions() throws IOException {
        return JsonMapper.builder()
                .build()
                .readTree(Path.of("connectors", "connector.schema.json").toFile())
                .path("$defs");
    }

    private static Set<String> members(JsonNode definition) {
        Set<String> members = new TreeSet<>();
        definition.path("properties").fieldNames().forEachRemaining(members::add);
        return members;
    }

    @Nested
    class WhenTheSchemaGainsSomething {
        @ParameterizedTest
        @CsvSource({
            "intake,How changes come in",
            "lookup,How a system is asked for one dossier",
            "submission,How what citizens hand in reaches a system",
            "delivery,How a system is told of others' changes",
            "facade,How a system's own operations are served",
            "credentials,How the hub shows who it is"
        })
        void aKindHasARow(String part, String heading) throws IOException {
            Set<String> kinds = new TreeSet<>();
            definitions().at("/" + part + "/properties/kind/enum").forEach(kind -> kinds.add(kind.asText()));

            assertThat(kinds).isNotEmpty();
            assertThat(keys(heading)).containsAll(kinds);
        }

        @ParameterizedTest
        @ValueSource(strings = {"pages", "soap-pages", "watermark"})
        void aKindOfPageHasARow(String definition) throws IOException {
            assertThat(keys("How one page follows another"))
                    .containsAll(members(definitions().path(definition)))
                    .contains("{{page}}", "{{offset}}", "{{cursor}}", "{{until}}", "{{watermark}}");
        }

        @Test
        void tlsHasARow() throws IOException {
            assertThat(definitions().has("tls")).isTrue();
            assertThat(keys("How the hub shows who it is")).contains("tls");
        }
    }

    @Nested
    class WhenARouteTemplateOrAFolderToCopyIsAdded {
        @Test
        void aTemplateIsNamed() throws IOException {
            assertAllNamed(Path.of("routes", "templates"), "../../../routes/templates/");
        }

        @Test
        void aFolderIsNamed() throws IOException {
            assertAllNamed(Path.of("connectors"), "../../../connectors/");
            assertAllNamed(Path.of("src", "docs", "connectors"), "../connectors/");
        }

        private static void assertAllNamed(Path folder, String link) throws IOException {
            String page = page();
            try (Stream<Path> entries = Files.list(folder)) {
                assertThat(entries.filter(entry -> Files.isDirectory(entry)
                                        || entry.toString().endsWith(".yaml"))
                                .map(entry -> "(" + link + entry.getFileName() + ")")
                                .filter(named -> !page.contains(named)))
                        .as("not in %s", PAGE)
                        .isEmpty();
            }
        }
    }

    @Nested
    class WhenThePageNamesWhatShowsAWay {
        @Test
        void theTestIsThereAndHasTheMethod() throws IOException {
            Map<String, String> tests = sources(Path.of("src", "test", "java"));
            List<String> missing = new ArrayList<>();
            Matcher named = TEST.matcher(page());
            int count = 0;
            while (named.find()) {
                count++;
                String source = tests.get(named.group(1));
                if (source == null || named.group(2) != null && !source.contains("void " + named.group(2) + "(")) {
                    missing.add(named.group());
                }
            }

            assertThat(count).isGreaterThan(30);
            assertThat(missing).isEmpty();
        }

        @Test
        void theSimulatorIsThere() throws IOException {
            Set<String> simulators = sources(Path.of("src", "main", "java", "vn", "lienthong", "hub", "simulator"))
                    .keySet();

            assertThat(CLASS.matcher(page())
                            .results()
                            .map(found -> found.group(1))
                            .filter(name -> !name.matches(".*(Test|IT)|Basic|Bearer|UsernameToken")))
                    .isNotEmpty()
                    .isSubsetOf(simulators);
        }

        private static Map<String, String> sources(Path root) throws IOException {
            Map<String, String> sources = new TreeMap<>();
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .forEach(file ->
                                sources.put(file.getFileName().toString().replace(".java", ""), text(file)));
            }
            return sources;
        }

        private static String text(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
