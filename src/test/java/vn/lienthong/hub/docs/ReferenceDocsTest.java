package vn.lienthong.hub.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The pages of reference say what the code says. {@code -Dgolden.update=true} writes them anew. */
class ReferenceDocsTest {
    private static final Pattern ROUTE_SETTING = Pattern.compile("\\{\\{(lienthong[.][a-z.-]+):([^}]*)}}");

    @Nested
    class WhenASettingIsAddedOrChanged {
        @Test
        void settingsPageTellsIt() throws IOException {
            GoldenPage.compare("settings.md", SettingsReference.ofThisBuild().page());
        }

        @Test
        void itsMeaningIsTold() throws IOException {
            Map<String, JsonNode> settings = SettingsReference.ofThisBuild().settings();

            assertThat(settings.keySet().stream()
                            .filter(name ->
                                    settings.get(name).path("description").isMissingNode()))
                    .as("told by nothing; tell them by @param in the Javadoc of their record")
                    .isEmpty();
        }
    }

    @Nested
    class WhenARouteFileReadsASetting {
        @Test
        void settingIsDescribedWithTheDefaultThatTheRouteHas() throws IOException {
            Map<String, JsonNode> settings = SettingsReference.ofThisBuild().settings();

            assertThat(settingsInRoutes()).isNotEmpty().allSatisfy((name, byDefault) -> {
                assertThat(settings.keySet())
                        .as("described in additional-spring-configuration-metadata.json")
                        .contains(name);
                assertThat(settings.get(name).path("defaultValue").asText()).isEqualTo(byDefault);
            });
        }

        private static Map<String, String> settingsInRoutes() throws IOException {
            Map<String, String> settings = new TreeMap<>();
            try (Stream<Path> files = Files.walk(Path.of("routes"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    ROUTE_SETTING
                            .matcher(Files.readString(file))
                            .results()
                            .forEach(found -> settings.put(found.group(1), found.group(2)));
                }
            }
            return settings;
        }
    }

    @Nested
    class WhenADefinitionGainsAMember {
        @Test
        void connectorPageTellsIt() throws IOException {
            GoldenPage.compare(
                    "connector.md",
                    """
                    # Connector reference

                    Generated from the schemas; `./mvnw test -Dtest=ReferenceDocsTest -Dgolden.update=true` writes it anew. What a
                    connector is, and how to make one, is told in the [guide](../en/agency-it-staff.md)
                    ([tiếng Việt](../vi/can-bo-cntt.md)).
                    """
                            + DefinitionReference.sections("connector.yaml", schema("connector.schema.json"))
                            + DefinitionReference.sections("mapping.yaml", schema("mapping.schema.json")));
        }

        private static JsonNode schema(String name) throws IOException {
            return JsonMapper.builder()
                    .build()
                    .readTree(Path.of("connectors", name).toFile());
        }
    }
}
