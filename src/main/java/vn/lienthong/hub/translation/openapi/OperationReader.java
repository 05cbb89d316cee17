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
import vn.lienthong.hub.translation.openapi.RestOperation.Field;
import vn.lienthong.hub.translation.openapi.RestOperation.Form;
import vn.lienthong.hub.translation.openapi.RestOperation.Parameter;
import vn.lienthong.hub.translation.openapi.RestOperation.Place;

/** Reads operations, and declares the elements of their requests, answers and faults. */
final class OperationReader {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    private static final Map<String, Place> PLACES =
            Map.of("path", Place.PATH, "query", Place.QUERY, "header", Place.HEADER, "cookie", Place.COOKIE);
    private static final Map<Place, List<String>> STYLES = Map.of(
            Place.PATH, List.of("simple", "label", "matrix"),
            Place.QUERY, List.of("form", "spaceDelimited", "pipeDelimited", "deepObject"),
            Place.HEADER, List.of("simple"),
            Place.COOKIE, List.of("form"));

    private final ApiDocuments documents;
    private final XsdTypes types;
    private final String namespace;
    private final FormSchemas forms;
    private final XmlNames names = new XmlNames();
    private final Markup elements = new Markup();

    OperationReader(ApiDocuments documents, XsdTypes types, String namespace) {
        this.documents = documents;
        this.types = types;
        this.namespace = namespace;
        this.forms = new FormSchemas(documents, types);
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
        if (in.equals("header") && isNotOurs(name)) {
            return;
        }
        Place place = PLACES.get(in);
        if (place == null) {
            documents.wrong(at, "is a parameter in \"" + in + "\"; expected path, query, header or cookie");
            return;
        }
        boolean hasContent = at.has("content");
        String usual = place == Place.QUERY || place == Place.COOKIE ? "form" : "simple";
        String style = hasContent ? "json" : at.text("style", usual);
        boolean repeated = at.json().path("explode").asBoolean(style.equals("form"));
        ApiNode schema = hasContent ? jsonOf(at) : at.get("schema");
        if (!hasContent) {
            checkStyle(at, place, style, new SchemaFacts(documents).of(schema));
        }
        String element = members.free(name);
        types.element(elements, element, element, schema, at.isTrue("required") || place == Place.PATH, owner);
        parameters.add(new Parameter(name, element, place, style, repeated));
    }

    private ApiNode jsonOf(ApiNode at) {
        for (Map.Entry<String, ApiNode> one : at.get("content").members().entrySet()) {
            if (isJson(one.getKey())) {
                return one.getValue().get("schema");
            }
        }
        documents.wrong(at.get("content"), "is not JSON; expected application/json for a parameter's content");
        return at.get("schema");
    }

    private void checkStyle(ApiNode at, Place place, String style, ApiSchema schema) {
        List<String> allowed = STYLES.getOrDefault(place, List.of());
        if (!allowed.contains(style)) {
            documents.wrong(
                    at,
                    "is of style \"" + style + "\" in a " + place.name().toLowerCase(Locale.ROOT) + "; expected "
                            + String.join(" or ", allowed));
        }
        boolean object = schema.types().contains("object");
        if (style.equals("deepObject") && !object) {
            documents.wrong(at, "is of style \"deepObject\" and no object; expected an object or another style");
        }
        if (!schema.alternatives().isEmpty()) {
            documents.wrong(at, "is one of several; expected a value, a list of values or an object of them");
        }
        schema.properties().forEach((member, property) -> {
            ApiSchema facts = new SchemaFacts(documents).of(property);
            boolean deep = facts.types().contains("object")
                    || facts.items() != null
                            && new SchemaFacts(documents)
                                    .of(facts.items())
                                    .types()
                                    .contains("object");
            if (deep) {
                documents.wrong(property, "is an object within a parameter, which no style writes; expected a value");
            }
        });
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
        Content content = content(at, true);
        if (content == null) {
            return null;
        }
        String element = members.free("body");
        if (!element.equals("body")) {
            documents.wrong(at, "stands beside a parameter called body; expected another name for that");
        }
        boolean isForm = content.form == Form.FIELDS || content.form == Form.PARTS;
        List<Field> fields = isForm ? forms.fields(content.media, content.form == Form.PARTS) : List.of();
        if (content.form == Form.PARTS) {
            forms.declare(elements, content.schema(), fields, at.isTrue("required"), owner);
        } else {
            declare("body", content, at.isTrue("required"), owner);
        }
        return new Body(content.mediaType, content.form, at.isTrue("required"), fields);
    }

    private record Content(String mediaType, Form form, ApiNode media) {
        ApiNode schema() {
            return media.get("schema");
        }
    }

    private @Nullable Content content(ApiNode at, boolean isRequest) {
        Map<String, ApiNode> all = at.get("content").members();
        for (Map.Entry<String, ApiNode> one : all.entrySet()) {
            if (isJson(one.getKey())) {
                return new Content(one.getKey(), Form.JSON, one.getValue());
            }
        }
        for (Map.Entry<String, ApiNode> one : all.entrySet()) {
            String type = one.getKey();
            if (isRequest && type.equals("multipart/form-data")) {
                return new Content(type, Form.PARTS, one.getValue());
            }
            if (isRequest && type.startsWith("application/x-www-form")) {
                return new Content(type, Form.FIELDS, one.getValue());
            }
            if (type.startsWith("multipart/") || type.startsWith("application/x-www-form")) {
                documents.wrong(
                        one.getValue(), "is of " + type + ", which is not served; expected JSON, text or octets");
                return null;
            }
            return new Content(type, type.startsWith("text/") ? Form.TEXT : Form.OCTETS, one.getValue());
        }
        return null;
    }

    private static boolean isJson(String mediaType) {
        String type = mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.equals("application/json") || type.endsWith("+json");
    }

    private void declare(String name, Content content, boolean required, String owner) {
        boolean isTyped = content.form == Form.JSON || content.form == Form.FIELDS;
        if (isTyped && !content.schema().isMissing()) {
            types.element(elements, name, name, content.schema(), required, owner);
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
            Content content = content(documents.follow(all.getOrDefault(status, responses)), false);
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
        Content content = content(response, false);
        elements.open("xs:element", "name", element).documentation(response.text("description"), "xs");
        elements.open("xs:complexType").open("xs:sequence").empty("xs:element", "name", "status", "type", "xs:int");
        if (content != null) {
            declare("body", content, false, element);
        }
        elements.close("xs:sequence").close("xs:complexType").close("xs:element");
        return new Answer(new QName(namespace, element), content == null ? null : content.form, "body");
    }
}
