package vn.lienthong.hub.translation.soap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.translation.schema.SchemaCatalogue;
import vn.lienthong.hub.translation.schema.SchemaNode;
import vn.lienthong.hub.translation.schema.SchemaProblem;
import vn.lienthong.hub.translation.schema.SchemaRefused;

/** The WSDL documents of a contract with all they import, and the components in them. */
final class WsdlDocuments {
    static final String WSDL = "http://schemas.xmlsoap.org/wsdl/";
    private static final Set<String> KINDS = Set.of("message", "portType", "binding", "service");
    private static final Set<String> POLICIES = Set.of(
            "http://schemas.xmlsoap.org/ws/2004/09/policy",
            "http://www.w3.org/2006/07/ws-policy",
            "http://www.w3.org/ns/ws-policy");
    private static final String ID =
            "{http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd}Id";

    /** @param namespace the target namespace of the document it stands in */
    record Component(SchemaNode node, String namespace) {
        QName name() {
            return new QName(namespace, node.get("name", "").strip());
        }
    }

    private final SchemaCatalogue catalogue;
    private final Set<String> read = new HashSet<>();
    private final Map<String, Map<QName, Component>> components = new LinkedHashMap<>();
    private final Map<String, SchemaNode> policies = new HashMap<>();
    private final List<SchemaProblem> problems = new ArrayList<>();

    private WsdlDocuments(SchemaCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** @throws SchemaRefused with every document that is missing or cannot be read */
    static WsdlDocuments read(SchemaCatalogue catalogue, String location) {
        WsdlDocuments documents = new WsdlDocuments(catalogue);
        documents.load(location, null);
        if (!documents.problems.isEmpty()) {
            throw new SchemaRefused(documents.problems);
        }
        return documents;
    }

    private void load(String location, @Nullable SchemaNode asked) {
        if (!read.add(location)) {
            return;
        }
        try {
            byte[] content = catalogue.document(location);
            if (content == null) {
                problems.add(missing(location, asked));
                return;
            }
            SchemaNode root = SchemaNode.read(location, content);
            if (root.name().equals(new QName(WSDL, "definitions"))) {
                definitions(location, root);
            } else if (!root.is("schema") || asked == null) {
                problems.add(new SchemaProblem(
                        location, root.line(), "begins with <" + root.local() + ">; expected a WSDL 1.1 document"));
            }
        } catch (SchemaRefused e) {
            problems.addAll(e.problems());
        } catch (IOException e) {
            throw new UncheckedIOException(location + " cannot be read", e);
        }
    }

    private static SchemaProblem missing(String location, @Nullable SchemaNode asked) {
        return asked == null
                ? new SchemaProblem(location, 0, "is not there; add it")
                : new SchemaProblem(
                        asked.file(),
                        asked.line(),
                        "imports \"" + location + "\", which is not there; add it (nothing is fetched)");
    }

    private void definitions(String location, SchemaNode root) {
        String namespace = root.get("targetNamespace", "").strip();
        for (SchemaNode child : root.children()) {
            if (isPolicy(child, "Policy")) {
                policies.putIfAbsent(child.get(ID, child.get("Name", "")), child);
            }
            if (!child.name().getNamespaceURI().equals(WSDL)) {
                continue;
            }
            if (child.local().equals("import") && child.get("location") != null) {
                follow(location, child);
            } else if (KINDS.contains(child.local())) {
                Component component = new Component(child, namespace);
                components
                        .computeIfAbsent(child.local(), any -> new LinkedHashMap<>())
                        .putIfAbsent(component.name(), component);
            }
        }
    }

    private void follow(String location, SchemaNode imported) {
        String written = imported.get("location", "");
        try {
            load(SchemaCatalogue.resolve(location, written), imported);
        } catch (IllegalArgumentException e) {
            problems.add(new SchemaProblem(
                    imported.file(),
                    imported.line(),
                    "has the location \"" + written + "\"; expected a relative path or an address"));
        }
    }

    /** Whether an element is of WS-Policy. */
    static boolean isPolicy(SchemaNode node, String local) {
        return node.local().equals(local) && POLICIES.contains(node.name().getNamespaceURI());
    }

    /** The policy of that id; null where there is none. */
    @Nullable
    SchemaNode policy(String id) {
        return policies.get(id);
    }

    /** All components of a kind, in the order they were read. */
    List<Component> all(String kind) {
        return List.copyOf(components.getOrDefault(kind, Map.of()).values());
    }

    /**
     * The component that an attribute names.
     *
     * @throws SchemaRefused if there is none
     */
    Component named(String kind, SchemaNode at, String attribute, String namespace) {
        String written = at.get(attribute, "");
        Map<QName, Component> known = components.getOrDefault(kind, Map.of());
        Component found = known.get(name(at, written));
        // Names without a prefix are met where the document's own namespace is meant.
        Component own = found != null ? found : known.get(new QName(namespace, written.strip()));
        if (own == null) {
            String names =
                    known.keySet().stream().map(QName::getLocalPart).sorted().collect(Collectors.joining(", "));
            throw SchemaRefused.at(
                    at,
                    "has " + attribute + " \"" + written + "\", which no document declares; expected "
                            + (names.isEmpty() ? "a declared " + kind : "one of " + names));
        }
        return own;
    }

    /** A name written at a node, such as {@code tns:Order}. */
    static QName name(SchemaNode at, String written) {
        String text = written.strip();
        int colon = text.indexOf(':');
        String prefix = colon < 0 ? "" : text.substring(0, colon);
        return new QName(at.prefixes().getOrDefault(prefix, ""), text.substring(colon + 1));
    }

    /** The first child of that name in a namespace. */
    static @Nullable SchemaNode child(SchemaNode node, String namespace, String local) {
        for (SchemaNode child : node.children()) {
            if (child.name().equals(new QName(namespace, local))) {
                return child;
            }
        }
        return null;
    }

    static List<SchemaNode> children(SchemaNode node, String namespace, String local) {
        return node.children().stream()
                .filter(child -> child.name().equals(new QName(namespace, local)))
                .toList();
    }

    /** What {@code wsdl:documentation} says of a component, on one line; null where it says nothing. */
    static @Nullable String documentation(SchemaNode node) {
        SchemaNode documentation = child(node, WSDL, "documentation");
        if (documentation == null) {
            return null;
        }
        StringBuilder all = new StringBuilder();
        texts(documentation, all);
        String said = all.toString().strip().replaceAll("\\s+", " ");
        return said.isEmpty() ? null : said;
    }

    private static void texts(SchemaNode node, StringBuilder all) {
        all.append(node.text()).append(' ');
        node.children().forEach(child -> texts(child, all));
    }
}
