package vn.lienthong.hub.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.List;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.problem.Problem.Fault;

/** One violation of a form's schema, told without the value that was found: it is somebody's. */
final class FormFault {
    private FormFault() {}

    static Fault of(Error error, String place) {
        String pointer = place + pointer(error.getInstanceLocation());
        JsonNode rule = error.getSchemaNode() == null ? error.getInstanceNode() : error.getSchemaNode();
        return switch (error.getKeyword()) {
            case "required" ->
                new Fault(
                        pointer + "/" + escaped(error.getProperty()),
                        new Bilingual("bắt buộc nhưng thiếu", "is required and missing"));
            case "additionalProperties", "unevaluatedProperties" ->
                new Fault(
                        pointer + "/" + escaped(error.getProperty()),
                        new Bilingual("không có trong biểu mẫu này", "is not in this form"));
            case "type" -> fault(pointer, "phải là " + type(rule, true), "has to be " + type(rule, false));
            case "enum", "const" ->
                fault(pointer, "phải là một trong: " + values(rule), "has to be one of " + values(rule));
            case "minLength" ->
                fault(
                        pointer,
                        "ngắn hơn " + rule.asText() + " ký tự",
                        "has less than " + rule.asText() + " characters");
            case "maxLength" ->
                fault(pointer, "dài hơn " + rule.asText() + " ký tự", "has more than " + rule.asText() + " characters");
            case "minimum" -> fault(pointer, "phải từ " + rule.asText(), "has to be at least " + rule.asText());
            case "maximum" -> fault(pointer, "không được quá " + rule.asText(), "has to be at most " + rule.asText());
            case "exclusiveMinimum" ->
                fault(pointer, "phải lớn hơn " + rule.asText(), "has to be more than " + rule.asText());
            case "exclusiveMaximum" ->
                fault(pointer, "phải nhỏ hơn " + rule.asText(), "has to be less than " + rule.asText());
            case "minItems" ->
                fault(
                        pointer,
                        "phải có ít nhất " + rule.asText() + " mục",
                        "has to have at least " + rule.asText() + " items");
            case "maxItems" ->
                fault(pointer, "có nhiều hơn " + rule.asText() + " mục", "has more than " + rule.asText() + " items");
            case "pattern" ->
                fault(pointer, "phải khớp mẫu " + rule.asText(), "has to match the pattern " + rule.asText());
            case "format" ->
                fault(pointer, "phải có dạng " + rule.asText(), "has to be of the format " + rule.asText());
            default ->
                fault(
                        pointer,
                        "không đúng quy tắc “" + error.getKeyword() + "” của biểu mẫu",
                        "breaks the form's rule \"" + error.getKeyword() + "\"");
        };
    }

    private static Fault fault(String pointer, String vi, String en) {
        return new Fault(pointer, new Bilingual(vi, en));
    }

    private static String type(JsonNode rule, boolean vietnamese) {
        List<String> types = new ArrayList<>();
        (rule.isArray() ? rule : List.of(rule)).forEach(type -> types.add(named(type.asText(), vietnamese)));
        return String.join(vietnamese ? " hoặc " : " or ", types);
    }

    private static String named(String type, boolean vietnamese) {
        return switch (type) {
            case "string" -> vietnamese ? "chữ" : "a text";
            case "integer" -> vietnamese ? "số nguyên" : "a whole number";
            case "number" -> vietnamese ? "số" : "a number";
            case "boolean" -> vietnamese ? "true hoặc false" : "true or false";
            case "array" -> vietnamese ? "một danh sách" : "a list";
            case "object" -> vietnamese ? "một đối tượng" : "an object";
            default -> type;
        };
    }

    private static String values(JsonNode rule) {
        List<String> values = new ArrayList<>();
        (rule.isArray() ? rule : List.of(rule)).forEach(value -> values.add(value.asText()));
        return String.join(", ", values);
    }

    private static String pointer(NodePath path) {
        StringBuilder pointer = new StringBuilder();
        for (int i = 0; i < path.getNameCount(); i++) {
            pointer.append('/').append(escaped(String.valueOf(path.getElement(i))));
        }
        return pointer.toString();
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
