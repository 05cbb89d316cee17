package vn.lienthong.hub.translation.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.translation.openapi.ContentReader.Content;
import vn.lienthong.hub.translation.openapi.RestOperation.Answer;
import vn.lienthong.hub.translation.openapi.RestOperation.Body;
import vn.lienthong.hub.translation.openapi.RestOperation.Field;
import vn.lienthong.hub.translation.openapi.RestOperation.Form;
import vn.lienthong.hub.translation.openapi.RestOperation.Parameter;

/** Reads operations, and declares the elements of their requests, answers and faults. */
final class OperationReader {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    private final ApiDocuments documents;
    private final String namespace;
    private final FormSchemas forms;
    private final XmlNames names = new XmlNames();
    private final Markup elements = new Markup();
    private final ParameterReader parameters;
    private final ContentReader contents;

    OperationReader(ApiDocuments documents, XsdTypes types, String namespace) {
        this.documents = documents;
        this.namespace = namespace;
        this.forms = new FormSchemas(documents, types);
        this.parameters = new ParameterReader(documents, types, elements);
        this.contents = new ContentReader(documents, types, elements);
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
        XmlNames members = new XmlNames();
        elements.open("xs:element", "name", name).open("xs:complexType").open("xs:sequence");
        List<Parameter> parameters = this.parameters.read(path, item, operation, members, name);
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

    private @Nullable Body body(ApiNode at, XmlNames members, String owner) {
        if (at.isMissing()) {
            return null;
        }
        Content content = contents.read(at, true);
        if (content == null) {
            return null;
        }
        String element = members.free("body");
        if (!element.equals("body")) {
            documents.wrong(at, "stands beside a parameter called body; expected another name for that");
        }
        boolean isForm = content.form() == Form.FIELDS || content.form() == Form.PARTS;
        List<Field> fields = isForm ? forms.fields(content.media(), content.form() == Form.PARTS) : List.of();
        if (content.form() == Form.PARTS) {
            forms.declare(elements, content.schema(), fields, at.isTrue("required"), owner);
        } else {
            contents.declare("body", content, at.isTrue("required"), owner);
        }
        return new Body(content.mediaType(), content.form(), at.isTrue("required"), fields);
    }

    private Map<String, Answer> answers(ApiNode responses, String name, String responseName) {
        Map<String, Answer> answers = new LinkedHashMap<>();
        Map<String, ApiNode> all = responses.members();
        elements.open("xs:element", "name", responseName).open("xs:complexType").open("xs:sequence");
        elements.empty("xs:element", "name", "status", "type", "xs:int");
        List<String> successes =
                all.keySet().stream().filter(status -> status.startsWith("2")).toList();
        for (String status : successes) {
            Content content = contents.read(documents.follow(all.getOrDefault(status, responses)), false);
            String member = successes.size() == 1 ? "body" : "body-" + status;
            if (content != null) {
                contents.declare(member, content, false, responseName);
            }
            answers.put(
                    status.toUpperCase(Locale.ROOT), new Answer(null, content == null ? null : content.form(), member));
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
        Content content = contents.read(response, false);
        elements.open("xs:element", "name", element).documentation(response.text("description"), "xs");
        elements.open("xs:complexType").open("xs:sequence").empty("xs:element", "name", "status", "type", "xs:int");
        if (content != null) {
            contents.declare("body", content, false, element);
        }
        elements.close("xs:sequence").close("xs:complexType").close("xs:element");
        return new Answer(new QName(namespace, element), content == null ? null : content.form(), "body");
    }
}
