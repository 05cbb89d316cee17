package vn.lienthong.hub.translation.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads schemas of OpenAPI 3.0 and 3.1. */
final class SchemaFacts {
    private static final Set<String> RULES = Set.of(
            "format",
            "pattern",
            "minLength",
            "maxLength",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "minItems",
            "maxItems",
            "contentEncoding");
    private static final Set<String> TYPES =
            Set.of("null", "boolean", "object", "array", "number", "string", "integer");

    private final ApiDocuments documents;

    SchemaFacts(ApiDocuments documents) {
        this.documents = documents;
    }

    ApiSchema of(ApiNode schema) {
        return of(schema, Set.of());
    }

    private ApiSchema of(ApiNode schema, Set<String> within) {
        Set<String> further = new LinkedHashSet<>(within);
        if (!further.add(schema.key())) {
            documents.wrong(schema, "is allOf itself; expected schemas that end");
            return own(schema);
        }
        ApiSchema all = own(schema);
        if (schema.has("$dynamicRef")) {
            documents.wrong(schema.get("$dynamicRef"), "is not read; expected $ref");
        }
        List<ApiSchema> parts = parts(schema, further);
        if (!parts.isEmpty()) {
            // What a schema says itself counts after what it refers to.
            parts.add(all);
            all = parts.stream().reduce(ApiSchema::and).orElse(all);
        }
        if (parts.stream().filter(part -> !part.alternatives().isEmpty()).count() > 1) {
            documents.wrong(schema, "has several choices of alternatives together; expected oneOf or anyOf once");
        }
        return new ApiSchema(
                schema,
                all.types(),
                all.nullable(),
                all.properties(),
                all.required(),
                all.additional(),
                all.items(),
                all.alternatives(),
                all.discriminator(),
                all.values(),
                all.rules());
    }

    private List<ApiSchema> parts(ApiNode schema, Set<String> within) {
        List<ApiSchema> parts = new ArrayList<>();
        if (schema.text("$ref") != null) {
            ApiNode target = documents.follow(schema);
            if (!target.isMissing()) {
                parts.add(of(target, within));
            }
        }
        schema.get("allOf").items().forEach(part -> parts.add(of(part, within)));
        return parts;
    }

    private ApiSchema own(ApiNode schema) {
        Set<String> types = types(schema);
        boolean nullable = types.remove("null") || schema.isTrue("nullable");
        List<ApiNode> alternatives = new ArrayList<>();
        for (ApiNode one : schema.get(schema.has("oneOf") ? "oneOf" : "anyOf").items()) {
            if (one.json().size() == 1 && "null".equals(one.text("type"))) {
                nullable = true;
            } else {
                alternatives.add(one);
            }
        }
        List<JsonNode> values = values(schema);
        if (values != null && values.removeIf(JsonNode::isNull)) {
            nullable = true;
        }
        Set<String> required = new LinkedHashSet<>();
        schema.get("required").items().forEach(name -> required.add(name.json().asText()));
        return new ApiSchema(
                schema,
                types,
                nullable,
                schema.get("properties").members(),
                required,
                additional(schema),
                schema.has("prefixItems") || !schema.has("items") ? null : schema.get("items"),
                alternatives,
                schema.has("discriminator") ? schema.get("discriminator") : null,
                values,
                rules(schema));
    }

    private Set<String> types(ApiNode schema) {
        Set<String> types = new LinkedHashSet<>();
        ApiNode type = schema.get("type");
        if (type.json().isTextual()) {
            types.add(type.json().asText());
        }
        type.items().forEach(one -> types.add(one.json().asText()));
        types.removeIf(name -> {
            boolean unknown = !TYPES.contains(name);
            if (unknown) {
                documents.wrong(
                        type, "is \"" + name + "\"; expected one of array, boolean, integer, number, object, string");
            }
            return unknown;
        });
        if (types.isEmpty() && (schema.has("properties") || schema.has("additionalProperties"))) {
            types.add("object");
        } else if (types.isEmpty() && schema.has("items")) {
            types.add("array");
        }
        return types;
    }

    private static @Nullable ApiNode additional(ApiNode schema) {
        return schema.has("additionalProperties")
                ? schema.get("additionalProperties")
                : schema.has("patternProperties")
                        ? new ApiNode(
                                schema.file(), schema.pointer(), com.fasterxml.jackson.databind.node.BooleanNode.TRUE)
                        : null;
    }

    private static @Nullable List<JsonNode> values(ApiNode schema) {
        if (schema.has("const")) {
            return new ArrayList<>(List.of(schema.json().path("const")));
        }
        if (!schema.json().path("enum").isArray()) {
            return null;
        }
        List<JsonNode> values = new ArrayList<>();
        schema.json().path("enum").forEach(values::add);
        return values;
    }

    private static Map<String, JsonNode> rules(ApiNode schema) {
        Map<String, JsonNode> rules = new LinkedHashMap<>();
        RULES.forEach(keyword -> {
            if (schema.json().path(keyword).isValueNode()) {
                rules.put(keyword, schema.json().path(keyword));
            }
        });
        return rules;
    }
}
