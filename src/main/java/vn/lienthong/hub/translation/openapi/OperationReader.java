package vn.lienthong.hub.translation.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.translation.openapi.RestOperation.Answer;
import vn.lienthong.hub.translation.openapi.RestOperation.Body;
import vn.lienthong.hub.translation.openapi.RestOperation.Form;
import vn.lienthong.hub.translation.openapi.RestOperation.Parameter;
import vn.lienthong.hub.translation.openapi.RestOperation.Place;

/** Reads operations, and declares the elements of their requests, answers and faults. */
final class OperationReader {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    private final ApiDocuments documents;
    private final XsdTypes types;
    private final String namespace;
    private final XmlNames names = new XmlNames();
    private final Markup elements = new Markup();

    OperationReader(ApiDocuments documents, XsdTypes types, String namespace) {
        this.documents = documents;
        this.types = types;
        this.namespace = namespace;
    }

    String elements() {
        return elements.toString();
    }

    List<RestOperation> read(ApiNode root) {
        List<RestOperation> operations = new ArrayList<>();
        root.get("paths").members().forEach((path, item) -> {
            ApiNode at = documents.follow(item);
            at.members().forEach((method, operation) -> {
                if (METHODS.contains(method)) {
                    operations.add(operation(path, method, at, operation));
                }
            });
        });
        return operations;
    }

    private RestOperation operation(String path, String method, ApiNode item, ApiNode operation) {
        String name = names.free(operation.text("operationId", method + path.replaceAll("[^A-Za-z0-9]+", "-")));
        String responseName = names.free(name + "Response");
        List<ApiNode> given = parameters(item, operation);
        XmlNames members = new XmlNames();
        elements.open("xs:element", "name", name).open("xs:complexType").open("xs:sequence");
        List<Parameter> parameters = new ArrayList<>();
        given.forEach(one -> parameter(one, members, name, parameters));
        checkPath(path, operation, parameters);
        Body body = body(documents.follow(operation.get("requestBody")), members, name);
        elements.close("xs:sequence").close("xs:complexType").close("xs:element");
        Map<String, Answer> answers = answers(operation.get("responses"), name, responseName);
        String description = operation.text("description", operation.text("summary", ""));
        return new RestOperation(
                name,
                method.toUpperCase(Locale.ROOT),
                path,
                description.isEmpty() ? null : description,
                new QName(namespace, name),
                new QName(namespace, responseName),
                parameters,
                body,
                answers);
    }

    private List<ApiNode> parameters(ApiNode item, ApiNode operation) {
        Map<String, ApiNode> all = new LinkedHashMap<>();
        for (ApiNode holder : List.of(item, operation)) {
            for (ApiNode one : holder.get("parameters").items()) {
                ApiNode parameter = documents.follow(one);
                all.put(parameter.text("in", "") + " " + parameter.text("name", ""), parameter);
            }
        }
        return new ArrayList<>(all.values());
    }

    private void parameter(ApiNode at, XmlNames members, String owner, List<Parameter> parameters) {
        String in = at.text("in", "");
        String name = at.text("name", "");
        if (in.equals("cookie") && !at.isTrue("required") || in.equals("header") && isNotOurs(name)) {
            return;
        }
        Place place = in.equals("path")
                ? Place.PATH
                : in.equals("query") ? Place.QUERY : in.equals("header") ? Place.HEADER : null;
        if (place == null) {
            documents.wrong(at, "is a parameter in \"" + in + "\"; expected path, query or header");
            return;
        }
        String usual = place == Place.QUERY ? "form" : "simple";
        if (!at.text("style", usual).equals(usual) || at.has("content")) {
            documents.wrong(at, "is written in another way than style \"" + usual + "\", which alone is served");
        }
        ApiSchema schema = new SchemaFacts(documents).of(at.get("schema"));
        if (schema.types().contains("object") || !schema.alternatives().isEmpty()) {
            documents.wrong(at, "is an object or one of several; expected a value or a list of values");
        }
        String element = members.free(name);
        types.element(
                elements, element, element, at.get("schema"), at.isTrue("required") || place == Place.PATH, owner);
        parameters.add(new Parameter(
                name,
                element,
                place,
                place == Place.QUERY && at.json().path("explode").asBoolean(true)));
    }

    // OpenAPI has these described elsewhere and says that they are to be passed over here.
    private static boolean isNotOurs(String header) {
        return header.equalsIgnoreCase("Accept")
                || header.equalsIgnoreCase("Content-Type")
                || header.equalsIgnoreCase("Authorization");
    }

    private void checkPath(String path, ApiNode operation, List<Parameter> parameters) {
        var braces = java.util.regex.Pattern.compile("\\{([^}]*)\\}").matcher(path);
        while (braces.find()) {
            String name = braces.group(1);
            if (parameters.stream()
                    .noneMatch(one -> one.place() == Place.PATH && one.name().equals(name))) {
                documents.wrong(operation, "has no parameter for {" + name + "} of its path; expected one in path");
            }
        }
    }

    private @Nullable Body body(ApiNode at, XmlNames members, String owner) {
        if (at.isMissing()) {
            return null;
        }
        Content content = content(at);
        if (content == null) {
            return null;
        }
        String element = members.free("body");
        if (!element.equals("body")) {
            documents.wrong(at, "stands beside a parameter called body; expected another name for that");
        }
        declare("body", content, at.isTrue("required"), owner);
        return new Body(content.mediaType, content.form, at.isTrue("required"));
    }

    private record Content(String mediaType, Form form, ApiNode schema) {}

    private @Nullable Content content(ApiNode at) {
        Map<String, ApiNode> all = at.get("content").members();
        for (Map.Entry<String, ApiNode> one : all.entrySet()) {
            if (isJson(one.getKey())) {
                return new Content(one.getKey(), Form.JSON, one.getValue().get("schema"));
            }
        }
        for (Map.Entry<String, ApiNode> one : all.entrySet()) {
            String type = one.getKey();
            if (type.startsWith("multipart/") || type.startsWith("application/x-www-form")) {
                documents.wrong(
                        one.getValue(), "is of " + type + ", which is not served; expected JSON, text or octets");
                return null;
            }
            return new Content(
                    type,
                    type.startsWith("text/") ? Form.TEXT : Form.OCTETS,
                    one.getValue().get("schema"));
        }
        return null;
    }

    private static boolean isJson(String mediaType) {
        String type = mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.equals("application/json") || type.endsWith("+json");
    }

    private void declare(String name, Content content, boolean required, String owner) {
        if (content.form == Form.JSON && !content.schema.isMissing()) {
            types.element(elements, name, name, content.schema, required, owner);
            return;
        }
        String type = content.form == Form.JSON
                ? "t:json-value"
                : content.form == Form.TEXT ? "xs:string" : "xs:base64Binary";
        elements.empty(
                "xs:element",
                "name",
                name,
                "type",
                type,
                "minOccurs",
                required ? null : "0",
                "nillable",
                content.form == Form.JSON ? "true" : null);
    }

    private Map<String, Answer> answers(ApiNode responses, String name, String responseName) {
        Map<String, Answer> answers = new LinkedHashMap<>();
        Map<String, ApiNode> all = responses.members();
        elements.open("xs:element", "name", responseName).open("xs:complexType").open("xs:sequence");
        elements.empty("xs:element", "name", "status", "type", "xs:int");
        List<String> successes =
                all.keySet().stream().filter(status -> status.startsWith("2")).toList();
        for (String status : successes) {
            Content content = content(documents.follow(all.getOrDefault(status, responses)));
            String member = successes.size() == 1 ? "body" : "body-" + status;
            if (content != null) {
                declare(member, content, false, responseName);
            }
            answers.put(
                    status.toUpperCase(Locale.ROOT), new Answer(null, content == null ? null : content.form, member));
        }
        elements.close("xs:sequence").close("xs:complexType").close("xs:element");
        all.forEach((status, response) -> {
            if (!status.startsWith("2") && !status.startsWith("x-")) {
                answers.put(
                        status.length() == 3 ? status.toUpperCase(Locale.ROOT) : status,
                        fault(status, documents.follow(response), name));
            }
        });
        return answers;
    }

    private Answer fault(String status, ApiNode response, String operation) {
        String element = names.free(operation + "Fault" + (status.equals("default") ? "" : status));
        Content content = content(response);
        elements.open("xs:element", "name", element).documentation(response.text("description"), "xs");
        elements.open("xs:complexType").open("xs:sequence").empty("xs:element", "name", "status", "type", "xs:int");
        if (content != null) {
            declare("body", content, false, element);
        }
        elements.close("xs:sequence").close("xs:complexType").close("xs:element");
        return new Answer(new QName(namespace, element), content == null ? null : content.form, "body");
    }
}
