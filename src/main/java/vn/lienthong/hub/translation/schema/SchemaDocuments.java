package vn.lienthong.hub.translation.schema;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.jspecify.annotations.Nullable;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * The documents of a set with all they import and include, and the global components in them. The JDK judges the set as
 * a whole first, so whoever reads the components may rely on the rules of XML Schema 1.0.
 */
final class SchemaDocuments {
    private static final String WSDL = "http://schemas.xmlsoap.org/wsdl/";
    /** Tools import these whether or not they use them; where they do, the JDK says what cannot be resolved. */
    private static final Set<String> IMPORTED_BY_HABIT =
            Set.of("http://schemas.xmlsoap.org/soap/encoding/", "http://schemas.xmlsoap.org/wsdl/");

    private static final String XML_ATTRIBUTES =
            """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/XML/1998/namespace">
              <xs:attribute name="lang" type="xs:string"/>
              <xs:attribute name="base" type="xs:anyURI"/>
              <xs:attribute name="id" type="xs:ID"/>
              <xs:attribute name="space"><xs:simpleType><xs:restriction base="xs:NCName">
                <xs:enumeration value="default"/><xs:enumeration value="preserve"/></xs:restriction></xs:simpleType></xs:attribute>
              <xs:attributeGroup name="specialAttrs">
                <xs:attribute ref="xml:base"/><xs:attribute ref="xml:lang"/><xs:attribute ref="xml:space"/>
                <xs:attribute ref="xml:id"/>
              </xs:attributeGroup>
            </xs:schema>
            """;

    /** One schema element in one namespace; a document without a namespace is in as many as include it. */
    record Document(SchemaNode root, String namespace, boolean chameleon) {
        boolean qualified(String attribute) {
            return root.get(attribute, "unqualified").strip().equals("qualified");
        }

        /** A name written in this document, such as {@code tns:Money}. */
        QName name(SchemaNode at, String written) {
            String text = written.strip();
            int colon = text.indexOf(':');
            String prefix = colon < 0 ? "" : text.substring(0, colon);
            String namespace = at.prefixes().getOrDefault(prefix, "");
            // An included document without a namespace speaks of its includer's components without a prefix.
            return new QName(namespace.isEmpty() && chameleon ? this.namespace : namespace, text.substring(colon + 1));
        }
    }

    /** A named component. */
    record Global(SchemaNode node, Document document) {}

    /** A schema element as it stands in a file; a WSDL may hold several. */
    private record Part(int id, String location, SchemaNode root) {
        String namespace() {
            return root.get("targetNamespace", "");
        }
    }

    private final SchemaCatalogue catalogue;
    private final Map<String, List<Part>> partsOf = new LinkedHashMap<>();
    private final List<Part> parts = new ArrayList<>();
    private final List<SchemaProblem> problems = new ArrayList<>();
    private final Set<Part> imported = new LinkedHashSet<>();
    private final Map<Part, Map<String, Document>> documents = new HashMap<>();
    private final Map<String, Map<QName, Global>> globals = new LinkedHashMap<>();

    private SchemaDocuments(SchemaCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    static SchemaDocuments read(SchemaCatalogue catalogue, List<String> locations) {
        SchemaDocuments set = new SchemaDocuments(catalogue);
        for (String location : locations) {
            set.load(location, null);
        }
        set.refuseProblems();
        set.checkImports();
        set.refuseProblems();
        set.judge();
        set.refuseProblems();
        set.imported.forEach(part -> set.declare(part, part.namespace()));
        return set;
    }

    private void refuseProblems() {
        if (!problems.isEmpty()) {
            throw new SchemaRefused(problems);
        }
    }

    /** The components of a kind, such as {@code element}, by name, in the order they were read. */
    Map<QName, Global> globals(String kind) {
        return globals.getOrDefault(kind, Map.of());
    }

    private List<Part> load(String location, @Nullable SchemaNode asked) {
        List<Part> known = partsOf.get(location);
        if (known != null) {
            return known;
        }
        List<Part> found = new ArrayList<>();
        partsOf.put(location, found);
        byte[] content;
        try {
            content = catalogue.document(location);
        } catch (IOException e) {
            throw new UncheckedIOException(location + " cannot be read", e);
        }
        if (content == null) {
            problems.add(
                    asked == null
                            ? new SchemaProblem(location, 0, "is not in the catalogue; add it")
                            : new SchemaProblem(
                                    asked.file(),
                                    asked.line(),
                                    asked.local() + " names \"" + location
                                            + "\", which the catalogue does not hold; add it (nothing is fetched)"));
            return found;
        }
        SchemaNode root;
        try {
            root = SchemaNode.read(location, content);
        } catch (SchemaRefused e) {
            problems.addAll(e.problems());
            return found;
        }
        if (root.is("schema")) {
            found.add(part(location, root));
        } else if (root.name().equals(new QName(WSDL, "definitions"))) {
            wsdl(location, root, found);
        } else {
            problems.add(new SchemaProblem(
                    location,
                    root.line(),
                    "begins with <" + root.local() + ">; expected an XML Schema or a WSDL 1.1 document"));
        }
        for (Part part : List.copyOf(found)) {
            follow(part);
        }
        if (asked == null || asked.name().getNamespaceURI().equals(WSDL)) {
            imported.addAll(found);
        }
        return found;
    }

    private Part part(String location, SchemaNode root) {
        Part part = new Part(parts.size(), location, root);
        parts.add(part);
        return part;
    }

    private void wsdl(String location, SchemaNode definitions, List<Part> found) {
        for (SchemaNode child : definitions.children()) {
            if (child.name().equals(new QName(WSDL, "types"))) {
                for (SchemaNode schema : child.children()) {
                    if (schema.is("schema")) {
                        found.add(part(location, schema));
                    }
                }
            } else if (child.name().equals(new QName(WSDL, "import")) && child.get("location") != null) {
                List<Part> other = load(resolve(location, child, child.get("location", "")), child);
                imported.addAll(other);
            }
        }
    }

    private void follow(Part part) {
        for (SchemaNode child : part.root.children()) {
            if (child.is("redefine")) {
                problems.add(new SchemaProblem(
                        child.file(),
                        child.line(),
                        "uses xs:redefine, which is not read; expected xs:include and types derived by another name"));
            } else if (child.is("include")) {
                for (Part other : load(resolve(part.location, child, child.get("schemaLocation", "")), child)) {
                    if (!other.namespace().isEmpty() && !other.namespace().equals(part.namespace())) {
                        problems.add(new SchemaProblem(
                                child.file(),
                                child.line(),
                                "includes \"" + other.location + "\" with the namespace \"" + other.namespace()
                                        + "\"; expected \"" + part.namespace() + "\", or xs:import"));
                    }
                }
            } else if (child.is("import") && child.get("schemaLocation") != null && !isXml(child)) {
                String location = resolve(part.location, child, child.get("schemaLocation", ""));
                List<Part> other = load(location, child);
                other.stream()
                        .filter(one -> one.namespace().equals(child.get("namespace", "")))
                        .forEach(imported::add);
            }
        }
    }

    private static boolean isXml(SchemaNode node) {
        return node.get("namespace", "").equals(XMLConstants.XML_NS_URI);
    }

    private void checkImports() {
        if (parts.isEmpty()) {
            problems.add(new SchemaProblem("", 0, "no schema was named; expected at least one document with one"));
            return;
        }
        for (Part part : parts) {
            for (SchemaNode child : part.root.children()) {
                if (child.is("import") && !isXml(child)) {
                    String wanted = child.get("namespace", "");
                    if (!wanted.equals(SchemaNode.XSD)
                            && !IMPORTED_BY_HABIT.contains(wanted)
                            && imported.stream()
                                    .noneMatch(one -> one.namespace().equals(wanted))) {
                        problems.add(
                                new SchemaProblem(
                                        child.file(),
                                        child.line(),
                                        "imports the namespace \"" + wanted
                                                + "\", which no document of the set has; add one, or name it by schemaLocation"));
                    }
                }
            }
        }
    }

    private String resolve(String base, SchemaNode node, String location) {
        try {
            return SchemaCatalogue.resolve(base, location);
        } catch (IllegalArgumentException e) {
            problems.add(new SchemaProblem(
                    node.file(),
                    node.line(),
                    "has the location \"" + location + "\"; expected a relative path or an address"));
            return location;
        }
    }

    private void judge() {
        Map<String, String> texts = new LinkedHashMap<>();
        Map<String, String> files = new HashMap<>();
        Map<String, String> byNamespace = new LinkedHashMap<>();
        for (Part part : imported) {
            byNamespace.computeIfAbsent(part.namespace(), ns -> "memory:/namespace/" + byNamespace.size());
        }
        Map<String, String> references = new HashMap<>(byNamespace);
        for (String habit : IMPORTED_BY_HABIT) {
            if (references.putIfAbsent(habit, "memory:/empty/" + references.size()) == null) {
                texts.put(
                        String.valueOf(references.get(habit)),
                        "<xs:schema xmlns:xs=\"" + SchemaNode.XSD + "\" targetNamespace=\"" + habit + "\"/>");
            }
        }
        for (Part part : parts) {
            SchemaNode.Text text = new SchemaNode.Text();
            part.root.write(text, node -> reference(part, node, references));
            texts.put(systemId(part), text.toString());
            files.put(systemId(part), part.location);
        }
        StringBuilder all =
                new StringBuilder("<xs:schema xmlns:xs=\"" + SchemaNode.XSD + "\" targetNamespace=\"urn:all\">");
        byNamespace.forEach((namespace, id) -> {
            SchemaNode.Text driver = new SchemaNode.Text();
            driver.raw("<xs:schema xmlns:xs=\"" + SchemaNode.XSD + "\"");
            if (!namespace.isEmpty()) {
                driver.raw(" targetNamespace=\"").escaped(namespace).raw("\"");
            }
            driver.raw(">");
            imported.stream()
                    .filter(part -> part.namespace().equals(namespace))
                    .forEach(part -> driver.raw("<xs:include schemaLocation=\"" + systemId(part) + "\"/>"));
            texts.put(id, driver.raw("</xs:schema>").toString());
            SchemaNode.Text one = new SchemaNode.Text().raw("<xs:import schemaLocation=\"" + id + "\"");
            all.append(
                            namespace.isEmpty()
                                    ? one
                                    : one.raw(" namespace=\"")
                                            .escaped(namespace)
                                            .raw("\""))
                    .append("/>");
        });
        texts.put("memory:/xml", XML_ATTRIBUTES);
        judge(all.append("</xs:schema>").toString(), texts, files);
    }

    private static String systemId(Part part) {
        return "memory:/document/" + part.id;
    }

    private @Nullable String reference(Part part, SchemaNode node, Map<String, String> byNamespace) {
        if (node.is("import")) {
            return isXml(node) ? "memory:/xml" : byNamespace.get(node.get("namespace", ""));
        }
        if (node.is("include")) {
            List<Part> included =
                    partsOf.getOrDefault(resolve(part.location, node, node.get("schemaLocation", "")), List.of());
            return included.isEmpty() ? null : systemId(included.get(0));
        }
        return null;
    }

    private void judge(String all, Map<String, String> texts, Map<String, String> files) {
        try {
            SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "memory");
            factory.setResourceResolver((type, namespace, publicId, systemId, base) ->
                    new HeldInput(systemId, texts.getOrDefault(systemId == null ? "" : systemId, "")));
            factory.setErrorHandler(new ErrorHandler() {
                @Override
                public void warning(SAXParseException e) {
                    // The JDK warns of imports it meets twice, which circular ones always are.
                }

                @Override
                public void error(SAXParseException e) {
                    String file = files.getOrDefault(e.getSystemId() == null ? "" : e.getSystemId(), "");
                    problems.add(
                            new SchemaProblem(file, Math.max(e.getLineNumber(), 0), String.valueOf(e.getMessage())));
                }

                @Override
                public void fatalError(SAXParseException e) {
                    error(e);
                }
            });
            factory.newSchema(new StreamSource(new StringReader(all), "memory:/all"));
        } catch (SAXException e) {
            if (problems.isEmpty()) {
                problems.add(new SchemaProblem(parts.get(0).location, 0, String.valueOf(e.getMessage())));
            }
        }
    }

    private void declare(Part part, String namespace) {
        Map<String, Document> known = documents.computeIfAbsent(part, p -> new HashMap<>());
        if (known.containsKey(namespace)) {
            return;
        }
        Document document = new Document(part.root, namespace, part.namespace().isEmpty() && !namespace.isEmpty());
        known.put(namespace, document);
        for (SchemaNode child : part.root.children()) {
            if (child.is("include")) {
                String location = resolve(part.location, child, child.get("schemaLocation", ""));
                partsOf.getOrDefault(location, List.of()).forEach(other -> declare(other, namespace));
            } else if (child.name().getNamespaceURI().equals(SchemaNode.XSD) && child.get("name") != null) {
                String kind = child.local().endsWith("Type") ? "type" : child.local();
                globals.computeIfAbsent(kind, k -> new LinkedHashMap<>())
                        .putIfAbsent(new QName(namespace, child.get("name", "").strip()), new Global(child, document));
            } else if (child.is("import") && isXml(child)) {
                xmlAttributes();
            }
        }
    }

    private void xmlAttributes() {
        SchemaNode root = SchemaNode.read("xml.xsd", XML_ATTRIBUTES.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Document document = new Document(root, XMLConstants.XML_NS_URI, false);
        for (SchemaNode child : root.children()) {
            globals.computeIfAbsent(child.local(), k -> new LinkedHashMap<>())
                    .putIfAbsent(
                            new QName(XMLConstants.XML_NS_URI, child.get("name", "")), new Global(child, document));
        }
    }
}
