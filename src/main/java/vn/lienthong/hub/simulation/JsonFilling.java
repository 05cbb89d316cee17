package vn.lienthong.hub.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;

/** JSON with places, in quotes or outside of them. */
final class JsonFilling implements Filling {
    /** Around the name of a place that stood outside of quotes. */
    private static final String BARE = "\uE000";

    private final JsonNode template;

    /** @throws JsonProcessingException if it is no JSON once its places are filled */
    JsonFilling(String template) throws JsonProcessingException {
        StringBuilder json = new StringBuilder();
        Matcher place = PLACE.matcher(template);
        int end = 0;
        while (place.find()) {
            json.append(template, end, place.start());
            boolean bare = !endsInString(json);
            json.append(bare ? '"' + BARE + place.group(1) + BARE + '"' : "{{" + place.group(1) + "}}");
            end = place.end();
        }
        this.template =
                Door.Json.MAPPER.readTree(json.append(template.substring(end)).toString());
    }

    private static boolean endsInString(CharSequence json) {
        boolean within = false;
        for (int i = 0; i < json.length(); i++) {
            if (within && json.charAt(i) == '\\') {
                i++;
            } else if (json.charAt(i) == '"') {
                within = !within;
            }
        }
        return within;
    }

    @Override
    public Optional<Map<String, JsonNode>> read(String text) {
        Map<String, JsonNode> values = new HashMap<>();
        try {
            return read(template, Door.Json.MAPPER.readTree(text), values) ? Optional.of(values) : Optional.empty();
        } catch (JsonProcessingException noJson) {
            return Optional.empty();
        }
    }

    private static boolean read(JsonNode template, JsonNode node, Map<String, JsonNode> values) {
        if (template.isContainerNode()) {
            return template.getNodeType() == node.getNodeType() && readAll(template, node, values);
        }
        String text = template.asText();
        if (template.isTextual() && text.startsWith(BARE)) {
            values.put(text.substring(1, text.length() - 1), node);
            return true;
        }
        return template.isTextual()
                ? node.isValueNode() && Filling.readText(text, node.asText(), values)
                : template.equals(node);
    }

    private static boolean readAll(JsonNode template, JsonNode node, Map<String, JsonNode> values) {
        if (template.size() != node.size()) {
            return false;
        }
        for (Map.Entry<String, JsonNode> member : template.properties()) {
            if (!node.has(member.getKey()) || !read(member.getValue(), node.get(member.getKey()), values)) {
                return false;
            }
        }
        for (int i = 0; template.isArray() && i < template.size(); i++) {
            if (!read(template.get(i), node.get(i), values)) {
                return false;
            }
        }
        return true;
    }
}
