package vn.lienthong.hub.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The settings of the hub, as the compiler found them described, written as a page. */
final class SettingsReference {
    private static final Path METADATA = Path.of("target", "classes", "META-INF", "spring-configuration-metadata.json");
    private static final Map<String, String> TYPES = Map.of(
            "java.lang.String", "text",
            "java.lang.Integer", "number",
            "java.lang.Long", "number",
            "java.lang.Boolean", "true or false",
            "java.time.Duration", "duration",
            "java.time.LocalTime", "time of day",
            "java.nio.file.Path", "path",
            "java.net.URI", "address",
            "org.springframework.util.unit.DataSize", "size",
            "java.util.List<java.lang.String>", "list");

    private final JsonNode metadata;

    private SettingsReference(JsonNode metadata) {
        this.metadata = metadata;
    }

    static SettingsReference ofThisBuild() throws IOException {
        return new SettingsReference(JsonMapper.builder().build().readTree(METADATA.toFile()));
    }

    /** Each setting with what is said of it, by name. Those of list items have {@code []} in their names. */
    Map<String, JsonNode> settings() {
        Map<String, JsonNode> settings = new TreeMap<>();
        for (JsonNode property : metadata.path("properties")) {
            // What is a list of items is told item by item.
            if (!property.path("type").asText().contains("AccessSettings$")) {
                settings.put(property.path("name").asText(), property);
            }
        }
        return settings;
    }

    String page() {
        var page = new StringBuilder(
                """
                # Settings

                Generated from the code; `./mvnw test -Dtest=ReferenceDocsTest -Dgolden.update=true` writes it anew.

                A setting stands in `config/application.yaml` beside the jar, on the command line (`--lienthong.home=/srv/hub`) or in
                the environment: upper case, dots as underscores, hyphens left out (`LIENTHONG_BROKER_COREPORT`, and
                `LIENTHONG_ACCESS_CLIENTS_0_ID` for the first client's id). The command line wins over the environment, and that over
                the file. A *duration* is written `30s`, `5m` or `PT30S`; a *size* `1MB`; a *path* is relative to the folder that the
                hub was started in.

                Besides these, every setting of Spring Boot and of Camel holds: `server.port`, `server.address`, `server.ssl.*`,
                `logging.level.*`, `management.*`, `camel.main.*`.
                """);
        Map<String, TreeMap<String, JsonNode>> groups = settings().entrySet().stream()
                .collect(Collectors.groupingBy(
                        setting -> groupOf(setting.getKey()),
                        TreeMap::new,
                        Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new)));
        groups.forEach((group, settings) -> {
            page.append("\n## ").append(group).append("\n\n");
            page.append("| setting | what it is | default | meaning |\n| --- | --- | --- | --- |\n");
            settings.forEach((name, setting) -> page.append(row(name.substring(group.length() + 1), setting)));
        });
        return page.toString();
    }

    private static String groupOf(String name) {
        String[] words = name.split("\\.", -1);
        return words.length == 2 ? words[0] : words[0] + "." + words[1] + (name.contains("[]") ? "." + words[2] : "");
    }

    private static String row(String name, JsonNode setting) {
        String byDefault = setting.path("defaultValue").asText("");
        return "| `%s` | %s | %s | %s |\n"
                .formatted(
                        name,
                        TYPES.getOrDefault(
                                setting.path("type").asText(),
                                setting.path("type").asText()),
                        byDefault.isEmpty() ? "" : "`" + byDefault + "`",
                        sentence(setting.path("description").asText("")));
    }

    private static String sentence(String text) {
        String plain = text.replaceAll("\\{@code ([^}]*)}", "`$1`").replace('\n', ' ');
        if (plain.isEmpty()) {
            return plain;
        }
        String begun = Character.toUpperCase(plain.charAt(0)) + plain.substring(1);
        return begun.endsWith(".") ? begun : begun + ".";
    }
}
