package vn.lienthong.hub.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with places, by which what the hub filled into it is read back. */
interface Filling {
    Pattern PLACE = Pattern.compile("\\{\\{\\s*([^{}]+?)\\s*}}");

    /** The values of the places, by their names; empty if the text was not made of it. */
    Optional<Map<String, JsonNode>> read(String text);

    /** @param contentType what the text is; JSON if it does not say */
    static Filling of(String template, String contentType) {
        String type = contentType.toLowerCase(Locale.ROOT);
        if (type.contains("xml")) {
            return new XmlFilling(Xml.document(template.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .getDocumentElement());
        }
        try {
            return type.contains("urlencoded") ? ofText(template) : new JsonFilling(template);
        } catch (JsonProcessingException otherwise) {
            return ofText(template);
        }
    }

    private static Filling ofText(String template) {
        Question.Template places = Question.Template.of(template);
        return text -> {
            Map<String, String> found = new HashMap<>();
            if (!places.read(text, found)) {
                return Optional.empty();
            }
            Map<String, JsonNode> values = new HashMap<>();
            found.forEach((name, value) -> values.put(name, JsonNodeFactory.instance.textNode(value)));
            return Optional.of(values);
        };
    }

    /**
     * Reads the values of a text that holds places among other things.
     *
     * @return whether it is such a text
     */
    static boolean readText(String template, String text, Map<String, JsonNode> values) {
        Matcher whole = PLACE.matcher(template);
        if (whole.matches() && whole.group(1).startsWith("json:")) {
            try {
                values.put(whole.group(1), Door.Json.MAPPER.readTree(text));
                return true;
            } catch (JsonProcessingException notFilledByTheHub) {
                return false;
            }
        }
        Map<String, String> found = new HashMap<>();
        if (!Question.Template.of(template).read(text, found)) {
            return false;
        }
        found.forEach((name, value) -> values.put(name, JsonNodeFactory.instance.textNode(value)));
        return true;
    }
}
