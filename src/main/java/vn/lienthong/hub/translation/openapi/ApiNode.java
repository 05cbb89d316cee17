package vn.lienthong.hub.translation.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value in an OpenAPI document, and where it stands. */
record ApiNode(String file, String pointer, JsonNode json) {
    boolean has(String member) {
        return json.has(member);
    }

    /** A member; a missing one where there is none. */
    ApiNode get(String member) {
        return new ApiNode(file, pointer + "/" + escaped(member), json.path(member));
    }

    private static String escaped(String member) {
        return member.replace("~", "~0").replace("/", "~1");
    }

    boolean isMissing() {
        return json.isMissingNode() || json.isNull();
    }

    @Nullable
    String text(String member) {
        JsonNode value = json.path(member);
        return value.isTextual() ? value.asText() : null;
    }

    String text(String member, String otherwise) {
        String text = text(member);
        return text == null ? otherwise : text;
    }

    boolean isTrue(String member) {
        return json.path(member).asBoolean(false);
    }

    List<ApiNode> items() {
        List<ApiNode> items = new ArrayList<>();
        for (int i = 0; i < json.size(); i++) {
            items.add(new ApiNode(file, pointer + "/" + i, json.path(i)));
        }
        return json.isArray() ? items : List.of();
    }

    Map<String, ApiNode> members() {
        Map<String, ApiNode> members = new LinkedHashMap<>();
        json.fieldNames().forEachRemaining(name -> members.put(name, get(name)));
        return members;
    }

    /** The same for each value that is the same, whoever refers to it. */
    String key() {
        return file + "#" + pointer;
    }
}
