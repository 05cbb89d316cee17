package vn.lienthong.hub.translation.schema;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.jspecify.annotations.Nullable;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Asks the JDK whether a set of schemas is right. It gets the documents under names of their own, so that it reads no
 * others.
 */
final class SchemaJudge implements ErrorHandler {
    /** Tools import these whether or not they use them; where they do, the JDK says what cannot be resolved. */
    static final Set<String> IMPORTED_BY_HABIT = Set.of(
            "http://schemas.xmlsoap.org/soap/encoding/", "http://schemas.xmlsoap.org/wsdl/", ExpectedType.NAMESPACE);

    private static final String XML = "memory:/xml";
    private final Collection<SchemaPart> imported;
    private final SchemaComponents.Included included;
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, String> files = new HashMap<>();
    private final Map<String, String> byNamespace = new LinkedHashMap<>();
    private final Map<String, String> references = new HashMap<>();
    private final List<SchemaProblem> problems = new ArrayList<>();

    SchemaJudge(Collection<SchemaPart> parts, Collection<SchemaPart> imported, SchemaComponents.Included included) {
        this.imported = imported;
        this.included = included;
        for (SchemaPart part : imported) {
            byNamespace.computeIfAbsent(part.namespace(), ns -> "memory:/namespace/" + byNamespace.size());
        }
        references.putAll(byNamespace);
        IMPORTED_BY_HABIT.forEach(this::bear);
        parts.forEach(this::rewrite);
        byNamespace.forEach(this::gather);
        texts.put(XML, XmlAttributes.SCHEMA);
    }

    private void bear(String namespace) {
        String systemId = "memory:/empty/" + references.size();
        if (references.putIfAbsent(namespace, systemId) == null) {
            texts.put(
                    systemId, "<xs:schema xmlns:xs=\"" + SchemaNode.XSD + "\" targetNamespace=\"" + namespace + "\"/>");
        }
    }

    private void rewrite(SchemaPart part) {
        SchemaText text = new SchemaText();
        part.root().write(text, node -> reference(part, node));
        texts.put(part.systemId(), text.toString());
        files.put(part.systemId(), part.location());
    }

    private @Nullable String reference(SchemaPart part, SchemaNode node) {
        if (node.is("import")) {
            return XmlAttributes.areMeantBy(node) ? XML : references.get(node.get("namespace", ""));
        }
        List<SchemaPart> others = node.is("include") || node.is("redefine") ? included.by(part, node) : List.of();
        return others.isEmpty() ? null : others.get(0).systemId();
    }

    /** The JDK reads one document for a namespace, so there is one that includes them all. */
    private void gather(String namespace, String systemId) {
        SchemaText all = new SchemaText().raw("<xs:schema xmlns:xs=\"" + SchemaNode.XSD + "\"");
        all.attribute("targetNamespace", namespace.isEmpty() ? null : namespace).raw(">");
        imported.stream().filter(part -> part.namespace().equals(namespace)).forEach(part -> all.raw("<xs:include")
                .attribute("schemaLocation", part.systemId())
                .raw("/>"));
        texts.put(systemId, all.raw("</xs:schema>").toString());
    }

    private String everything() {
        SchemaText all = new SchemaText();
        all.raw("<xs:schema xmlns:xs=\"" + SchemaNode.XSD + "\" targetNamespace=\"urn:all\">");
        byNamespace.forEach((namespace, systemId) -> all.raw("<xs:import")
                .attribute("schemaLocation", systemId)
                .attribute("namespace", namespace.isEmpty() ? null : namespace)
                .raw("/>"));
        return all.raw("</xs:schema>").toString();
    }

    /** What is wrong; nothing where all is right. */
    List<SchemaProblem> problems() {
        try {
            SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "memory");
            factory.setResourceResolver((type, namespace, publicId, systemId, base) ->
                    new HeldInput(systemId, texts.getOrDefault(systemId == null ? "" : systemId, "")));
            factory.setErrorHandler(this);
            factory.newSchema(new StreamSource(new StringReader(everything()), "memory:/all"));
        } catch (SAXException e) {
            if (problems.isEmpty()) {
                String first = files.values().stream().findFirst().orElse("");
                problems.add(new SchemaProblem(first, 0, String.valueOf(e.getMessage())));
            }
        }
        return problems;
    }

    @Override
    public void warning(SAXParseException e) {
        // The JDK warns of imports it meets twice, which circular ones always are.
    }

    @Override
    public void error(SAXParseException e) {
        String file = files.getOrDefault(e.getSystemId() == null ? "" : e.getSystemId(), "");
        problems.add(new SchemaProblem(file, Math.max(e.getLineNumber(), 0), String.valueOf(e.getMessage())));
    }

    @Override
    public void fatalError(SAXParseException e) {
        error(e);
    }
}
