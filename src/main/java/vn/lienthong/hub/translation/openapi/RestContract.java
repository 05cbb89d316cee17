package vn.lienthong.hub.translation.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.translation.schema.ElementTranslation;
import vn.lienthong.hub.translation.schema.JsonHints;
import vn.lienthong.hub.translation.schema.SchemaCatalogue;
import vn.lienthong.hub.translation.schema.SchemaSet;

/** What an OpenAPI document says, as a SOAP service: its operations, its XML Schema and its WSDL. */
public final class RestContract {
    private static final String SCHEMA = "types.xsd";

    private final String namespace;
    private final String xsd;
    private final String title;
    private final @Nullable String server;
    private final Map<QName, RestOperation> operations = new LinkedHashMap<>();
    private final SchemaSet schemas;

    private RestContract(ApiNode root, String namespace, List<RestOperation> operations, String xsd) {
        this.namespace = namespace;
        this.xsd = xsd;
        this.title = root.get("info").text("title", "Service");
        List<ApiNode> servers = root.get("servers").items();
        this.server = servers.isEmpty() ? null : servers.get(0).text("url");
        operations.forEach(operation -> this.operations.put(operation.request(), operation));
        this.schemas = SchemaSet.read(SchemaCatalogue.of(Map.of(SCHEMA, xsd.getBytes(StandardCharsets.UTF_8))), SCHEMA);
    }

    /**
     * Reads an OpenAPI document of 3.0 or 3.1, in YAML or JSON, with all it refers to in the catalogue.
     *
     * @param namespace of the service that is made of it
     * @throws ContractRefused with everything that is wrong or cannot be served
     */
    public static RestContract read(SchemaCatalogue catalogue, String location, String namespace) {
        ApiDocuments documents = new ApiDocuments(catalogue);
        ApiNode root = documents.file(location, new ApiNode(location, "", JsonNodeFactory.instance.objectNode()));
        documents.refuseProblems();
        String version = root.text("openapi", "");
        if (!version.startsWith("3.0") && !version.startsWith("3.1")) {
            documents.wrong(root.get("openapi"), "is \"" + version + "\"; expected 3.0 or 3.1");
            documents.refuseProblems();
        }
        XsdTypes types = new XsdTypes(documents);
        OperationReader reader = new OperationReader(documents, types, namespace);
        List<RestOperation> operations = reader.read(root);
        if (operations.isEmpty()) {
            documents.wrong(root.get("paths"), "has no operation; expected at least one");
        }
        String declared = types.declared();
        documents.refuseProblems();
        return new RestContract(root, namespace, operations, schema(namespace, declared + reader.elements()));
    }

    private static String schema(String namespace, String declarations) {
        return new Markup()
                .open(
                        "xs:schema",
                        "xmlns:xs",
                        "http://www.w3.org/2001/XMLSchema",
                        "xmlns:t",
                        namespace,
                        "xmlns:json",
                        JsonHints.NAMESPACE,
                        "targetNamespace",
                        namespace,
                        "elementFormDefault",
                        "qualified")
                .raw(declarations)
                .close("xs:schema")
                .toString();
    }

    /** Those of the document, by the elements of their requests. */
    public Map<QName, RestOperation> operations() {
        return java.util.Collections.unmodifiableMap(operations);
    }

    public String namespace() {
        return namespace;
    }

    /** The first address at which the document says that the service is; null where it says none. */
    public @Nullable String server() {
        return server;
    }

    /** The XML Schema of all requests, answers and faults. */
    public String xsd() {
        return xsd;
    }

    /** The WSDL 1.1, with the schema in it and ports of SOAP 1.1 and 1.2 at one address. */
    public String wsdl(String address) {
        return new WsdlText(title, namespace, xsd, operations.values()).at(address);
    }

    public ElementTranslation element(QName name) {
        return schemas.element(name);
    }
}
