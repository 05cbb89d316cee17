package vn.lienthong.hub.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.translation.schema.ElementTranslation;
import vn.lienthong.hub.translation.schema.SchemaCatalogue;
import vn.lienthong.hub.translation.schema.SchemaProblem;
import vn.lienthong.hub.translation.schema.SchemaRefused;
import vn.lienthong.hub.translation.soap.SoapContract;
import vn.lienthong.hub.translation.soap.SoapOperation;
import vn.lienthong.hub.translation.soap.SoapPort;

/**
 * What a contract says of its operations.
 *
 * @param operations by name: a SOAP operation's own, or {@code GET /dossiers/{code}}
 */
public record ContractShape(SortedMap<String, Operation> operations) {
    public ContractShape {
        operations = new TreeMap<>(operations);
    }

    /**
     * One operation.
     *
     * @param action the SOAPAction; empty for REST
     * @param element the element of a SOAP question; empty for REST
     */
    public record Operation(String action, String element, Shape question, Shape answer) {}

    /**
     * Reads a contract: a WSDL where it looks like XML, else an OpenAPI 3 document.
     *
     * @throws IllegalArgumentException saying why it cannot be read
     */
    public static ContractShape read(SchemaCatalogue catalogue, String main) {
        byte[] content = content(catalogue, main);
        String start = new String(content, 0, Math.min(content.length, 200), StandardCharsets.UTF_8);
        return start.stripLeading().replace("\uFEFF", "").startsWith("<") ? wsdl(catalogue, main) : openApi(content);
    }

    private static byte[] content(SchemaCatalogue catalogue, String main) {
        try {
            byte[] content = catalogue.document(main);
            if (content == null) {
                throw new IllegalArgumentException(main + " is not there");
            }
            return content;
        } catch (IOException e) {
            throw new IllegalArgumentException(main + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static ContractShape wsdl(SchemaCatalogue catalogue, String main) {
        try {
            SoapPort port = SoapContract.read(catalogue, main).port(null, null);
            SortedMap<String, Operation> operations = new TreeMap<>();
            for (SoapOperation operation : port.operations()) {
                operations.put(
                        operation.name(),
                        new Operation(
                                operation.action(),
                                operation.input() == null
                                        ? ""
                                        : operation.input().name().getLocalPart(),
                                shape(operation.input()),
                                shape(operation.output())));
            }
            return new ContractShape(operations);
        } catch (SchemaRefused refused) {
            throw new IllegalArgumentException(
                    refused.problems().stream().map(SchemaProblem::toString).collect(Collectors.joining("; ")),
                    refused);
        }
    }

    private static Shape shape(@Nullable ElementTranslation element) {
        if (element == null) {
            return Shape.ANYTHING;
        }
        ObjectNode schema = element.jsonSchema();
        return Shape.of(schema, schema);
    }

    private static ContractShape openApi(byte[] content) {
        JsonNode document;
        try {
            document = new YAMLMapper().readTree(new String(content, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("it is neither XML nor YAML nor JSON: " + e.getOriginalMessage(), e);
        }
        if (document == null || !document.path("openapi").asText().startsWith("3.")) {
            throw new IllegalArgumentException("it is no WSDL and no OpenAPI 3 document");
        }
        SortedMap<String, Operation> operations = new TreeMap<>();
        document.path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue().fields().forEachRemaining(method -> {
                    if (method.getKey().matches("get|post|put|delete|patch")) {
                        operations.put(
                                method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                new Operation(
                                        "",
                                        "",
                                        Shape.of(document, json(document, method.getValue(), "requestBody")),
                                        Shape.of(document, answer(document, method.getValue()))));
                    }
                }));
        return new ContractShape(operations);
    }

    private static JsonNode answer(JsonNode document, JsonNode operation) {
        for (String status : new String[] {"200", "2XX", "203", "default"}) {
            if (operation.path("responses").has(status)) {
                return json(document, operation.path("responses"), status);
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    private static JsonNode json(JsonNode document, JsonNode within, String name) {
        JsonNode told = within.path(name);
        for (int hops = 0; told.path("$ref").asText("").startsWith("#/") && hops < 9; hops++) {
            told = document.at(told.path("$ref").asText().substring(1));
        }
        for (var type : told.path("content").properties()) {
            if (type.getKey().contains("json") || type.getKey().equals("*/*")) {
                return type.getValue().path("schema");
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    /** The SOAP operation of an action or, where none has it, of the question's element. */
    public Optional<Operation> soap(String action, String element) {
        return operations.values().stream()
                .filter(operation -> !action.isEmpty() && operation.action.equals(action))
                .findFirst()
                .or(() -> operations.values().stream()
                        .filter(operation -> operation.element.equals(element))
                        .findFirst());
    }

    /**
     * The REST operation of a request.
     *
     * @param path with or without what the contract has in its servers' addresses, and with a query or none
     */
    public Optional<Operation> rest(String method, String path) {
        String[] asked = path.replaceFirst("[?#].*", "").split("/");
        return operations.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(method.toUpperCase(Locale.ROOT) + " "))
                .filter(entry ->
                        isOf(asked, entry.getKey().replaceFirst("^\\S+ ", "").split("/")))
                .max(java.util.Comparator.comparing(entry -> literals(entry.getKey())))
                .map(java.util.Map.Entry::getValue);
    }

    private static long literals(String path) {
        return java.util.Arrays.stream(path.split("/"))
                .filter(part -> !part.contains("{"))
                .count();
    }

    private static boolean isOf(String[] asked, String[] declared) {
        // The first part is what stands before the first slash.
        for (int i = 1; i < declared.length; i++) {
            int at = asked.length - declared.length + i;
            if (at < 1 || !declared[i].contains("{") && !declared[i].equals(asked[at])) {
                return false;
            }
        }
        return true;
    }
}
