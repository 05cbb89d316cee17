package vn.lienthong.hub.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** One schema of definitions, written as a page: a section for each object, in the order in which they are met. */
final class DefinitionReference {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER, YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES, YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build();
    private static final Map<String, String> FORMATS = Map.ofEntries(
            Map.entry("system-id", "connector id"),
            Map.entry("agency-id", "agency id"),
            Map.entry("json-pointer", "JSON Pointer"),
            Map.entry("record-pointer", "JSON Pointer, list of them, or a rule"),
            Map.entry("watermark-pointer", "JSON Pointer"),
            Map.entry("duration", "ISO 8601 duration"),
            Map.entry("duration-or-zero", "ISO 8601 duration"),
            Map.entry("date-pattern", "date pattern, `iso` or `iso-local`"),
            Map.entry("written-date", "date pattern"),
            Map.entry("time-zone", "time zone"),
            Map.entry("regex", "regular expression"));

    private final JsonNode schema;
    private final StringBuilder page = new StringBuilder();
    private final Deque<String> waiting = new ArrayDeque<>();
    private final Set<String> told = new LinkedHashSet<>();

    private DefinitionReference(JsonNode schema) {
        this.schema = schema;
    }

    static String sections(String heading, JsonNode schema) {
        return new DefinitionReference(schema).sections(heading);
    }

    private String sections(String heading) {
        page.append("\n## ").append(heading).append("\n\n");
        body(schema.path("title").asText(), schema);
        while (!waiting.isEmpty()) {
            String name = waiting.removeFirst();
            page.append("\n### ").append(name).append("\n\n");
            body(name, schema.at("/$defs/" + name));
        }
        return page.toString();
    }

    private void body(String name, JsonNode object) {
        String title = object.path("title").asText("");
        String text = title.equalsIgnoreCase(name) ? "" : title + (title.isEmpty() || title.endsWith(".") ? "" : ".");
        text = (text + " " + shown(object.path("description").asText(""))).strip();
        page.append(text).append(text.isEmpty() ? "" : "\n\n");
        if (object.has("allOf")) {
            kinds(object);
        } else {
            members(object);
        }
        object.path("examples").forEach(this::example);
    }

    private void kinds(JsonNode union) {
        page.append("| `kind` | |\n| --- | --- |\n");
        for (JsonNode variant : union.path("allOf")) {
            String kind = variant.at("/if/properties/kind/const").asText();
            String name = nameOf(variant.path("then"));
            page.append("| `%s` | %s |\n".formatted(kind, link(name, definition(variant.path("then")))));
        }
    }

    private void members(JsonNode object) {
        page.append("| member | what it is | default | meaning |\n| --- | --- | --- | --- |\n");
        rows("", object);
        page.append(object.has("examples") ? "\n" : "");
    }

    private void rows(String within, JsonNode object) {
        Set<String> required = new LinkedHashSet<>();
        object.path("required").forEach(name -> required.add(name.asText()));
        object.path("properties").fields().forEachRemaining(member -> {
            JsonNode declared = member.getValue();
            JsonNode type = definition(declared);
            String name = within + member.getKey();
            page.append("| `%s` | %s | %s | %s |\n"
                    .formatted(
                            name,
                            kindOf(declared, type),
                            required.contains(member.getKey()) ? "*required*" : byDefault(declared),
                            meaning(declared, type)));
            if (type.path("type").asText().equals("object") && !declared.has("$ref")) {
                rows(name + "/", type);
            }
        });
    }

    private String kindOf(JsonNode declared, JsonNode type) {
        if (type.has("const")) {
            return "`" + type.path("const").asText() + "`";
        }
        if (type.has("enum")) {
            var values = new LinkedHashSet<String>();
            type.path("enum").forEach(value -> values.add("`" + value.asText() + "`"));
            return String.join(", ", values);
        }
        String name = nameOf(declared);
        boolean rule = type.has("properties") || type.has("allOf");
        if (!name.isEmpty() && rule) {
            return link(name, type);
        }
        if (type.path("type").asText().equals("array")) {
            return "list of " + kindOf(type.path("items"), definition(type.path("items")));
        }
        String format = type.path("format").asText();
        return format.isEmpty() ? plain(type) : FORMATS.getOrDefault(format, format.replace('-', ' '));
    }

    private static String plain(JsonNode type) {
        JsonNode name = type.path("type");
        return switch (name.isArray() ? "plain" : name.asText()) {
            case "string" -> "text";
            case "integer" -> "number";
            case "boolean" -> "`true` or `false`";
            case "plain" -> "text, number, `true` or `false`";
            default -> name.asText();
        };
    }

    private String link(String name, JsonNode type) {
        if (told.add(name)) {
            waiting.addLast(name);
        }
        return "[%s](#%s)".formatted(type.path("title").asText(name), name);
    }

    private static String byDefault(JsonNode declared) {
        JsonNode value = declared.path("default");
        if (value.isMissingNode() || value.isContainerNode() && value.isEmpty()) {
            return "";
        }
        String text = value.isTextual() ? value.textValue() : value.toString();
        return text.isEmpty() ? "" : "`" + text + "`";
    }

    private static String meaning(JsonNode declared, JsonNode type) {
        String text = declared.has("description")
                ? declared.path("description").asText()
                : type.path("description").asText();
        return shown(text);
    }

    private static String shown(String text) {
        return text.replace("|", "\\|").replaceAll("\\S*<id>\\S*[a-z>]|\\$\\{[^}]*}|\\{\\{[^}]*}}", "`$0`");
    }

    private void example(JsonNode example) {
        try {
            page.append("```yaml\n").append(YAML.writeValueAsString(example)).append("```\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree has a YAML form", e);
        }
    }

    private JsonNode definition(JsonNode declared) {
        return declared.has("$ref") ? schema.at(declared.path("$ref").asText().substring(1)) : declared;
    }

    private static String nameOf(JsonNode declared) {
        String reference = declared.path("$ref").asText("");
        return reference.substring(reference.lastIndexOf('/') + 1);
    }
}
