package vn.lienthong.hub.facade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.door.ProblemJson;
import vn.lienthong.hub.translation.schema.ElementTranslation;
import vn.lienthong.hub.translation.schema.SchemaSet;
import vn.lienthong.hub.translation.soap.InputMembers;
import vn.lienthong.hub.translation.soap.SoapAttachment;
import vn.lienthong.hub.translation.soap.SoapOperation;
import vn.lienthong.hub.translation.soap.SoapPort;

/** Writes the OpenAPI 3.1 document of a facade, from the same plan as its translations. */
final class FacadeOpenApi {
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
    private static final String SCHEMAS = "#/components/schemas/";
    private static final String JSON = "application/json";
    private static final String PROBLEM = "Problem";

    private final ConnectorDefinition connector;
    private final SoapPort port;
    private final List<ServedOperation> operations;
    private final Map<QName, String> elements = new LinkedHashMap<>();
    private final ObjectNode schemas = NODES.objectNode();

    FacadeOpenApi(ConnectorDefinition connector, SoapPort port, List<ServedOperation> operations) {
        this.connector = connector;
        this.port = port;
        this.operations = operations;
    }

    byte[] bytes() {
        declare();
        ObjectNode document = NODES.objectNode().put("openapi", "3.1.0");
        ObjectNode info = document.putObject("info");
        info.put("title", connector.name().en() + " (" + port.service() + ")");
        info.put("version", "1");
        if (port.documentation() != null) {
            info.put("description", port.documentation());
        }
        document.putArray("servers").addObject().put("url", "/facade/rest/" + connector.id());
        document.putArray("security")
                .add(requirement("apiKey"))
                .add(requirement("bearer"))
                .add(requirement("basic"));
        document.set("paths", paths());
        ObjectNode components = document.putObject("components");
        components.set("schemas", schemas);
        components.set("securitySchemes", securitySchemes());
        return ProblemJson.bytes(document);
    }

    private static ObjectNode requirement(String scheme) {
        ObjectNode requirement = NODES.objectNode();
        requirement.putArray(scheme);
        return requirement;
    }

    private static ObjectNode securitySchemes() {
        ObjectNode schemes = NODES.objectNode();
        schemes.putObject("apiKey").put("type", "apiKey").put("in", "header").put("name", "X-API-Key");
        schemes.putObject("bearer").put("type", "http").put("scheme", "bearer").put("description", "The same key");
        schemes.putObject("basic").put("type", "http").put("scheme", "basic").put("description", "Client id and key");
        return schemes;
    }

    private void declare() {
        SchemaSet set = port.schemas();
        if (set != null) {
            SchemaSet.JsonDefinitions definitions = set.jsonSchemas(used(), SCHEMAS);
            schemas.setAll(definitions.types());
            Set<String> taken = new HashSet<>();
            definitions.types().fieldNames().forEachRemaining(taken::add);
            definitions.elements().forEach((name, schema) -> {
                // An element that is nothing but its type needs no second name.
                String type = schema.path("$ref").asText();
                if (schema.size() == 1 && !type.isEmpty()) {
                    elements.put(name, type.substring(SCHEMAS.length()));
                    return;
                }
                String free = free(name.getLocalPart(), taken);
                elements.put(name, free);
                schemas.set(free, schema);
            });
        }
        schemas.set(PROBLEM, FacadeProblemSchema.problem());
    }

    private List<QName> used() {
        return port.operations().stream()
                .flatMap(one -> Stream.of(
                                Stream.of(one.input(), one.output()),
                                one.faults().stream(),
                                one.inputHeaders().stream(),
                                one.outputHeaders().stream())
                        .flatMap(elements -> elements))
                .flatMap(Stream::ofNullable)
                .map(ElementTranslation::name)
                .distinct()
                .toList();
    }

    private static String free(String local, Set<String> taken) {
        String name = local.replaceAll("[^A-Za-z0-9._-]", "_");
        String free = name;
        for (int i = 2; !taken.add(free) || free.equals(PROBLEM); i++) {
            free = name + "-element" + (i == 2 ? "" : "-" + i);
        }
        return free;
    }

    private ObjectNode paths() {
        Map<String, ObjectNode> paths = new TreeMap<>();
        for (ServedOperation served : operations) {
            paths.computeIfAbsent(served.written(), any -> NODES.objectNode())
                    .set(served.method().name().toLowerCase(java.util.Locale.ROOT), operation(served));
        }
        ObjectNode all = NODES.objectNode();
        paths.forEach(all::set);
        return all;
    }

    private ObjectNode operation(ServedOperation served) {
        SoapOperation operation = served.operation();
        ObjectNode json = NODES.objectNode().put("operationId", operation.name());
        if (operation.documentation() != null) {
            json.put("description", operation.documentation());
        }
        ArrayNode parameters = served.method().takesParameters() ? parameters(served) : NODES.arrayNode();
        operation.inputHeaders().forEach(header -> parameters.add(header(header, true)));
        if (!parameters.isEmpty()) {
            json.set("parameters", parameters);
        }
        if (!served.method().takesParameters() && operation.takesInput()) {
            ObjectNode body = json.putObject("requestBody").put("required", true);
            ObjectNode content = body.putObject("content");
            content.set(JSON, content(operation.input(), operation.inputAttachments()));
            if (served.takesParts()) {
                content.set(
                        "multipart/form-data",
                        AttachmentSchemas.parts(content.path(JSON).path("schema")));
            }
        }
        ObjectNode responses = json.putObject("responses");
        responses.set(operation.oneWay() ? "202" : !operation.givesOutput() ? "204" : "200", answer(operation));
        responses.set("default", problem(operation));
        return json;
    }

    private ObjectNode answer(SoapOperation operation) {
        ElementTranslation output = operation.output();
        ObjectNode answer = NODES.objectNode();
        answer.put("description", operation.oneWay() ? "Handed over; no answer comes." : "The system's answer.");
        if (!operation.outputHeaders().isEmpty()) {
            ObjectNode headers = answer.putObject("headers");
            operation
                    .outputHeaders()
                    .forEach(one -> headers.set(FacadeHeaders.name(one.name().getLocalPart()), header(one, false)));
        }
        if (operation.givesOutput()) {
            answer.putObject("content").set(JSON, content(output, operation.outputAttachments()));
        }
        return answer;
    }

    private ObjectNode header(ElementTranslation element, boolean asParameter) {
        ObjectNode header = NODES.objectNode();
        String local = element.name().getLocalPart();
        if (asParameter) {
            header.put("name", FacadeHeaders.name(local)).put("in", "header");
        }
        header.put("description", "The element " + local + " of the envelope's header, as JSON on one line.");
        header.putObject("content").set(JSON, content(element, List.of()));
        return header;
    }

    private ObjectNode content(@Nullable ElementTranslation element, List<SoapAttachment> beside) {
        ObjectNode content = NODES.objectNode();
        JsonNode example = element == null ? null : element.example();
        if (!beside.isEmpty()) {
            content.set("schema", AttachmentSchemas.schema(element == null ? null : reference(element), beside));
            content.set("example", AttachmentSchemas.example(example, beside));
            return content;
        }
        content.set("schema", reference(element));
        if (example != null) {
            content.set("example", example);
        }
        return content;
    }

    private ObjectNode problem(SoapOperation operation) {
        ObjectNode answer = NODES.objectNode();
        String faults = operation.faults().stream()
                .map(fault -> fault.name().getLocalPart())
                .collect(Collectors.joining(", "));
        answer.put("description", "A problem." + (faults.isEmpty() ? "" : " Declared faults: " + faults + "."));
        ObjectNode schema =
                answer.putObject("content").putObject(ProblemJson.CONTENT_TYPE).putObject("schema");
        if (operation.faults().isEmpty()) {
            schema.put("$ref", SCHEMAS + PROBLEM);
        } else {
            ArrayNode both = schema.putArray("allOf");
            both.addObject().put("$ref", SCHEMAS + PROBLEM);
            ObjectNode details = FacadeProblemSchema.details(both.addObject());
            operation.faults().forEach(fault -> details.set(fault.name().getLocalPart(), reference(fault)));
        }
        return answer;
    }

    private ArrayNode parameters(ServedOperation served) {
        List<String> places = new ArrayList<>();
        served.path().stream()
                .filter(ServedOperation::isPlace)
                .map(ServedOperation::member)
                .forEach(places::add);
        ArrayNode parameters = NODES.arrayNode();
        InputMembers.of(served.operation()).forEach((name, schema) -> {
            boolean inPath = places.contains(name);
            ObjectNode parameter = parameters.addObject().put("name", name).put("in", inPath ? "path" : "query");
            if (inPath) {
                parameter.put("required", true);
            }
            parameter.set("schema", schema);
        });
        return parameters;
    }

    private ObjectNode reference(@Nullable ElementTranslation element) {
        return NODES.objectNode().put("$ref", SCHEMAS + (element == null ? "" : elements.get(element.name())));
    }
}
