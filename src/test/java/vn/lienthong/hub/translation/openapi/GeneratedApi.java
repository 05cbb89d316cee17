package vn.lienthong.hub.translation.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.IntFunction;
import vn.lienthong.hub.translation.schema.Draws;

/** An OpenAPI document with one operation made from draws, and bodies it allows. */
final class GeneratedApi {
    private static final int DEEPEST = 4;
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

    private final Draws draws;
    private final boolean newer;
    private final ObjectNode components = NODES.objectNode();
    private final Form body;
    private int names;

    /** A schema, and what makes an instance of it at a depth. */
    private record Form(ObjectNode schema, IntFunction<JsonNode> instance) {}

    GeneratedApi(Draws draws) {
        this.draws = draws;
        newer = draws.oneIn(2);
        body = form(0);
    }

    String document() {
        ObjectNode root = NODES.objectNode().put("openapi", newer ? "3.1.0" : "3.0.3");
        root.putObject("info").put("title", "Generated").put("version", "1");
        ObjectNode operation = root.putObject("paths").putObject("/x").putObject("post");
        operation.put("operationId", "send");
        ObjectNode content =
                operation.putObject("requestBody").put("required", true).putObject("content");
        content.putObject("application/json").set("schema", body.schema);
        operation.putObject("responses").putObject("204").put("description", "taken");
        root.putObject("components").set("schemas", components);
        return root.toString();
    }

    ObjectNode request() {
        return NODES.objectNode().set("body", body.instance.apply(0));
    }

    private Form form(int depth) {
        Form form =
                switch (draws.below(depth < DEEPEST ? 13 : 7)) {
                    case 0 -> text();
                    case 1 -> whole();
                    case 2 -> number();
                    case 3 -> new Form(type("boolean"), d -> NODES.booleanNode(draws.oneIn(2)));
                    case 4 -> new Form(NODES.objectNode(), d -> anything(2));
                    case 5 -> choice();
                    case 6 -> special();
                    case 7 -> list(depth);
                    case 8 -> told(depth);
                    case 9 -> together(depth);
                    case 10 -> tree(depth);
                    default -> object(depth);
                };
        return draws.oneIn(5) ? nullable(form) : form;
    }

    private static ObjectNode type(String type) {
        return NODES.objectNode().put("type", type);
    }

    private Form nullable(Form form) {
        ObjectNode schema = form.schema.deepCopy();
        if (schema.path("type").isTextual() && newer && !schema.has("enum")) {
            schema.putArray("type").add(form.schema.get("type")).add("null");
        } else if (newer) {
            schema = NODES.objectNode();
            schema.putArray("anyOf").add(form.schema).add(type("null"));
        } else if (schema.has("$ref")) {
            schema = NODES.objectNode().put("nullable", true);
            schema.putArray("allOf").add(form.schema);
        } else {
            schema.put("nullable", true);
        }
        return new Form(schema, d -> draws.oneIn(3) ? NODES.nullNode() : form.instance.apply(d));
    }

    private Form text() {
        ObjectNode schema = type("string");
        return switch (draws.below(5)) {
            case 1 -> new Form(schema.put("minLength", 2).put("maxLength", 3), d -> text("ab", "Hà", "\uD83D\uDE00x"));
            case 2 -> new Form(schema.put("pattern", "^[A-Z]{2}-\\d+$"), d -> text("AB-1", "ZZ-42"));
            case 3 -> {
                schema.putArray("enum").add("new").add("in progress").add("");
                yield new Form(schema, d -> text("new", "in progress", ""));
            }
            case 4 -> new Form(schema.put("pattern", "b"), d -> text("abc", "b\nb"));
            default -> new Form(schema, d -> text("", "x", " a ", "<&>\"'", "a\r\nb\t", "]]>", "1", "true", "null"));
        };
    }

    private JsonNode text(String... texts) {
        return NODES.textNode(draws.of(texts));
    }

    private Form special() {
        ObjectNode schema = type("string");
        return switch (draws.below(5)) {
            case 1 ->
                new Form(
                        schema.put("format", "date-time"),
                        d -> text("2026-11-24T01:00:00Z", "2026-11-24T01:00:00.125+07:00"));
            case 2 -> new Form(schema.put("format", "byte"), d -> text("", "SGVsbG8=", "AAAA"));
            case 3 -> new Form(schema.put("format", "uuid"), d -> text("6f1c6b0e-7f0c-4a3e-9d55-1f2e3d4c5b6a"));
            case 4 ->
                new Form(
                        schema.put("format", "uri").put("maxLength", 40), d -> text("http://example.com/?a=1&b=2", ""));
            default -> new Form(schema.put("format", "date"), d -> text("2026-11-24", "2024-02-29"));
        };
    }

    private Form whole() {
        ObjectNode schema = type("integer");
        return switch (draws.below(5)) {
            case 1 -> new Form(schema.put("format", "int32"), d -> whole("0", "-2147483648", "2147483647"));
            case 2 -> new Form(schema.put("format", "int64"), d -> whole("9007199254740993", "-9223372036854775808"));
            case 3 -> new Form(schema.put("minimum", 1).put("maximum", 9), d -> whole("1", "9"));
            case 4 -> {
                schema.putArray("enum").add(1).add(5);
                yield new Form(schema, d -> whole("1", "5"));
            }
            default -> new Form(schema, d -> whole("0", "-7", "123456789012345678901234567890"));
        };
    }

    private JsonNode whole(String... numbers) {
        return NODES.numberNode(new BigInteger(draws.of(numbers)));
    }

    private Form number() {
        ObjectNode schema = type("number");
        return switch (draws.below(4)) {
            case 1 -> new Form(schema.put("format", "double"), d -> number("1.5", "-1E-7", "1E40", "0"));
            case 2 -> new Form(schema.put("format", "float"), d -> number("0.1", "3"));
            case 3 -> new Form(schema.put("minimum", -1.5), d -> number("-1.5", "0", "100.25"));
            default -> new Form(schema, d -> number("0", "1.50", "-0.001", "1E+3", "123456789012345678901.12345"));
        };
    }

    private JsonNode number(String... numbers) {
        return NODES.numberNode(new BigDecimal(draws.of(numbers)));
    }

    private JsonNode anything(int depth) {
        return switch (draws.below(depth > 0 ? 7 : 5)) {
            case 1 -> NODES.numberNode(new BigDecimal("1.5"));
            case 2 -> NODES.textNode("<x>");
            case 3 -> NODES.booleanNode(true);
            case 4 -> NODES.nullNode();
            case 5 -> NODES.objectNode().set("a b", anything(depth - 1));
            case 6 -> NODES.arrayNode().add(anything(depth - 1)).add(anything(depth - 1));
            default -> NODES.textNode("");
        };
    }

    /** Told apart by what kind of value they are. */
    private Form choice() {
        ObjectNode schema = NODES.objectNode();
        if (newer && draws.oneIn(2)) {
            schema.putArray("type").add("string").add("integer").add("boolean");
        } else {
            ArrayNode all = schema.putArray(draws.of("oneOf", "anyOf"));
            all.add(type("integer")).add(type("string")).add(type("boolean"));
            all.addObject().put("type", "array").set("items", type("number"));
        }
        boolean lists = !schema.has("type");
        return new Form(schema, d -> switch (draws.below(lists ? 4 : 3)) {
            case 1 -> whole("1", "2");
            case 2 -> NODES.booleanNode(true);
            case 3 -> NODES.arrayNode().add(number("1.5"));
            default -> text("1", "x", "");
        });
    }

    private Form list(int depth) {
        Form items = form(depth + 1);
        ObjectNode schema = type("array");
        schema.set("items", items.schema);
        int most = draws.of(-1, 1, 3);
        if (most > 0) {
            schema.put("maxItems", most);
        }
        return new Form(schema, d -> {
            ArrayNode list = NODES.arrayNode();
            int count = d > DEEPEST ? 0 : draws.below(most > 0 ? most + 1 : 4);
            for (int i = 0; i < count; i++) {
                list.add(items.instance.apply(d + 1));
            }
            return list;
        });
    }

    private Form object(int depth) {
        ObjectNode schema = type("object");
        ObjectNode properties = NODES.objectNode();
        ArrayNode required = NODES.arrayNode();
        java.util.Map<String, Form> forms = new java.util.LinkedHashMap<>();
        int count = draws.below(4);
        for (int i = 0; i < count; i++) {
            String name = draws.of("a", "b", "first name", "@type", "x-1", "1st", "tên", "key", "entry", "value", "")
                    + (draws.oneIn(3) ? names++ : "");
            Form property = form(depth + 1);
            if (forms.putIfAbsent(name, property) == null) {
                properties.set(name, property.schema);
                if (draws.oneIn(2)) {
                    required.add(name);
                }
            }
        }
        if (!forms.isEmpty()) {
            schema.set("properties", properties);
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        Form additional = additional(schema, depth, forms.isEmpty());
        return new Form(schema, d -> {
            ObjectNode object = NODES.objectNode();
            forms.forEach((name, form) -> {
                boolean needed = false;
                for (JsonNode one : required) {
                    needed |= one.asText().equals(name);
                }
                if (needed || d <= DEEPEST && draws.oneIn(2)) {
                    object.set(name, form.instance.apply(d + 1));
                }
            });
            if (additional != null && d <= DEEPEST) {
                int more = draws.below(3);
                for (int i = 0; i < more; i++) {
                    object.set(draws.of("+", "#type", "@x", "other ") + i, additional.instance.apply(d + 1));
                }
            }
            return object;
        });
    }

    private @org.jspecify.annotations.Nullable Form additional(ObjectNode schema, int depth, boolean noOthers) {
        switch (draws.below(4)) {
            case 1 -> schema.put("additionalProperties", false);
            case 2 -> {
                schema.put("additionalProperties", true);
                return new Form(NODES.objectNode(), d -> anything(1));
            }
            case 3 -> {
                Form form = form(depth + 1);
                schema.set("additionalProperties", form.schema);
                return form;
            }
            default -> {
                return noOthers ? new Form(NODES.objectNode(), d -> anything(1)) : null;
            }
        }
        return null;
    }

    /** Objects told apart by a member of theirs, or by which members they have. */
    private Form told(int depth) {
        boolean discriminated = draws.oneIn(2);
        ObjectNode schema = NODES.objectNode();
        ArrayNode all = schema.putArray("oneOf");
        Form one = form(depth + 1);
        Form other = form(depth + 1);
        String first = component("Cat", "lives", one);
        String second = component("Dog", "tricks", other);
        all.addObject().put("$ref", "#/components/schemas/" + first);
        all.addObject().put("$ref", "#/components/schemas/" + second);
        if (discriminated) {
            ObjectNode by = schema.putObject("discriminator").put("propertyName", "kind");
            if (draws.oneIn(2)) {
                by.putObject("mapping")
                        .put("d", "#/components/schemas/" + second)
                        .put("c", first);
            }
        }
        boolean mapped = schema.path("discriminator").has("mapping");
        return new Form(schema, d -> {
            boolean isFirst = draws.oneIn(2);
            ObjectNode object = NODES.objectNode();
            object.put("kind", mapped ? isFirst ? "c" : "d" : isFirst ? first : second);
            object.set(isFirst ? "lives" : "tricks", (isFirst ? one : other).instance.apply(d + 1));
            return object;
        });
    }

    private String component(String like, String member, Form form) {
        String name = like + names++;
        ObjectNode schema = type("object");
        schema.putObject("properties").set("kind", type("string"));
        schema.withObject("/properties").set(member, form.schema);
        schema.putArray("required").add("kind").add(member);
        components.set(name, schema);
        return name;
    }

    private Form together(int depth) {
        Form one = form(depth + 1);
        Form other = form(depth + 1);
        String base = component("Base", "one", one);
        ObjectNode schema = NODES.objectNode();
        ArrayNode all = schema.putArray("allOf");
        all.addObject().put("$ref", "#/components/schemas/" + base);
        ObjectNode more = all.addObject().put("type", "object");
        more.putObject("properties").set("other", other.schema);
        return new Form(schema, d -> {
            ObjectNode object = NODES.objectNode().put("kind", "k");
            object.set("one", one.instance.apply(d + 1));
            if (draws.oneIn(2)) {
                object.set("other", other.instance.apply(d + 1));
            }
            return object;
        });
    }

    private Form tree(int depth) {
        String name = "Tree" + names++;
        Form label = form(depth + 1);
        ObjectNode schema = type("object");
        ObjectNode properties = schema.putObject("properties");
        properties.set("label", label.schema);
        properties
                .putObject("children")
                .put("type", "array")
                .putObject("items")
                .put("$ref", "#/components/schemas/" + name);
        components.set(name, schema);
        return new Form(NODES.objectNode().put("$ref", "#/components/schemas/" + name), d -> tree(label, d));
    }

    private JsonNode tree(Form label, int depth) {
        ObjectNode object = NODES.objectNode();
        if (draws.oneIn(2)) {
            object.set("label", label.instance.apply(depth + 1));
        }
        if (depth < DEEPEST + 2 && draws.oneIn(2)) {
            ArrayNode children = object.putArray("children");
            int count = draws.below(3);
            for (int i = 0; i < count; i++) {
                children.add(tree(label, depth + 2));
            }
        }
        return object;
    }
}
