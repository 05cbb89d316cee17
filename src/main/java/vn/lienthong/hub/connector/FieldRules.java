package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Checks that each rule of a mapping's field has one source of its value, which no schema can say in plain words. */
record FieldRules(YamlFile mapping) {
    private static final List<String> SOURCES = List.of("from", "constant", "join", "first-of", "expression");

    void check() {
        check(mapping.at("/dossier"), "/dossier");
        check(mapping.at("/changes"), "/changes");
    }

    private void check(JsonNode fields, String pointer) {
        fields.fields().forEachRemaining(field -> {
            if (!pointer.equals("/changes") || !field.getKey().equals("status")) {
                checkRule(field.getValue(), pointer + "/" + YamlReader.escaped(field.getKey()));
            }
        });
    }

    private void checkRule(JsonNode rule, String pointer) {
        if (!rule.isObject()) {
            return;
        }
        List<String> told = SOURCES.stream().filter(rule::has).toList();
        if (told.size() > 1) {
            mapping.faultAt(
                    pointer,
                    "nêu nhiều hơn một trong: %s (có %s); chỉ cần một",
                    "tells more than one of %s: %s; expected one",
                    String.join(", ", SOURCES),
                    String.join(", ", told));
        } else if (told.isEmpty()) {
            mapping.faultAt(
                    pointer,
                    "không nêu nguồn; cần một trong: %s",
                    "tells no source; expected one of %s",
                    String.join(", ", SOURCES));
        } else if (told.contains("constant") && (rule.has("default") || rule.has("values"))) {
            mapping.faultAt(
                    pointer,
                    "nêu thêm thứ khác bên cạnh constant; constant đứng một mình, hoặc cùng when",
                    "tells more beside constant; a constant stands alone, or with when");
        }
        JsonNode rules = rule.path("first-of");
        for (int i = 0; i < rules.size(); i++) {
            checkRule(rules.get(i), pointer + "/first-of/" + i);
        }
    }
}
