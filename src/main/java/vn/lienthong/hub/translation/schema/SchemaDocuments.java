package vn.lienthong.hub.translation.schema;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/** The documents of a set with all they import and include. */
final class SchemaDocuments {
    private static final String WSDL = "http://schemas.xmlsoap.org/wsdl/";
    private final SchemaCatalogue catalogue;
    private final Map<String, List<SchemaPart>> partsOf = new LinkedHashMap<>();
    private final List<SchemaPart> parts = new ArrayList<>();
    private final List<SchemaProblem> problems = new ArrayList<>();
    private final Set<SchemaPart> imported = new LinkedHashSet<>();

    private SchemaDocuments(SchemaCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * The components of the documents, which the JDK has judged as a whole: whoever reads them may rely on the rules of
     * XML Schema 1.0.
     */
    static SchemaComponents read(SchemaCatalogue catalogue, List<String> locations) {
        SchemaDocuments set = new SchemaDocuments(catalogue);
        for (String location : locations) {
            set.load(location, null);
        }
        set.refuseProblems();
        set.checkImports();
        set.refuseProblems();
        set.problems.addAll(new SchemaJudge(set.parts, set.imported, set::included).problems());
        set.refuseProblems();
        return new SchemaComponents(set.imported, set::included);
    }

    private void refuseProblems() {
        if (!problems.isEmpty()) {
            throw new SchemaRefused(problems);
        }
    }

    private List<SchemaPart> load(String location, @Nullable SchemaNode asked) {
        List<SchemaPart> known = partsOf.get(location);
        if (known != null) {
            return known;
        }
        List<SchemaPart> found = new ArrayList<>();
        partsOf.put(location, found);
        byte[] content;
        try {
            content = content(location);
        } catch (IOException e) {
            problems.add(new SchemaProblem(location, 0, "cannot be read: " + e.getMessage()));
            return found;
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
        for (SchemaPart part : List.copyOf(found)) {
            follow(part);
        }
        if (asked == null || asked.name().getNamespaceURI().equals(WSDL)) {
            imported.addAll(found);
        }
        return found;
    }

    private byte @Nullable [] content(String location) throws IOException {
        byte[] given = catalogue.document(location);
        return given == null && location.equals(ExpectedType.NAMESPACE) ? ExpectedType.schema() : given;
    }

    private SchemaPart part(String location, SchemaNode root) {
        SchemaPart part = new SchemaPart(parts.size(), location, root);
        parts.add(part);
        return part;
    }

    private void wsdl(String location, SchemaNode definitions, List<SchemaPart> found) {
        for (SchemaNode child : definitions.children()) {
            if (child.name().equals(new QName(WSDL, "types"))) {
                for (SchemaNode schema : child.children()) {
                    if (schema.is("schema")) {
                        found.add(part(location, schema));
                    }
                }
            } else if (child.name().equals(new QName(WSDL, "import")) && child.get("location") != null) {
                List<SchemaPart> other = load(resolve(location, child, child.get("location", "")), child);
                imported.addAll(other);
            }
        }
    }

    private void follow(SchemaPart part) {
        for (SchemaNode child : part.root().children()) {
            if (child.is("include") || child.is("redefine")) {
                for (SchemaPart other : load(resolve(part.location(), child, child.get("schemaLocation", "")), child)) {
                    if (!other.namespace().isEmpty() && !other.namespace().equals(part.namespace())) {
                        problems.add(new SchemaProblem(
                                child.file(),
                                child.line(),
                                child.local() + "s \"" + other.location() + "\" with the namespace \""
                                        + other.namespace() + "\"; expected \"" + part.namespace()
                                        + "\", or xs:import"));
                    }
                }
            } else if (child.is("import") && child.get("schemaLocation") != null && !XmlAttributes.areMeantBy(child)) {
                String location = resolve(part.location(), child, child.get("schemaLocation", ""));
                List<SchemaPart> other = load(location, child);
                other.stream()
                        .filter(one -> one.namespace().equals(child.get("namespace", "")))
                        .forEach(imported::add);
            }
        }
    }

    private void checkImports() {
        if (parts.isEmpty()) {
            problems.add(new SchemaProblem("", 0, "no schema was named; expected at least one document with one"));
            return;
        }
        for (SchemaPart part : parts) {
            for (SchemaNode child : part.root().children()) {
                if (child.is("import") && !XmlAttributes.areMeantBy(child)) {
                    String wanted = child.get("namespace", "");
                    if (!wanted.equals(SchemaNode.XSD)
                            && !SchemaJudge.IMPORTED_BY_HABIT.contains(wanted)
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

    private List<SchemaPart> included(SchemaPart part, SchemaNode include) {
        String location = resolve(part.location(), include, include.get("schemaLocation", ""));
        return partsOf.getOrDefault(location, List.of());
    }
}
