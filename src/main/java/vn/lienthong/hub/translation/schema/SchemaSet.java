package vn.lienthong.hub.translation.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.namespace.QName;

/**
 * A set of XML Schemas, read and compiled once and then shared by any number of threads.
 *
 * <pre>{@code
 * SchemaSet schemas = SchemaSet.read(SchemaCatalogue.directory(folder), "order.xsd");
 * ElementTranslation order = schemas.element(new QName("urn:shop", "order"));
 * order.toJson(xml, json, Strictness.STRICT, Limits.MESSAGE);
 * }</pre>
 */
public final class SchemaSet {
    private final Plan plan;

    private SchemaSet(Plan plan) {
        this.plan = plan;
    }

    /**
     * Reads schemas, or the schemas in WSDL 1.1 documents, with all they import and include from the catalogue.
     *
     * @param locations where to begin; locations in documents are relative to the document they stand in
     * @throws SchemaRefused with everything that is wrong, by file and line
     */
    public static SchemaSet read(SchemaCatalogue catalogue, String... locations) {
        return new SchemaSet(new Plan(new PlanCompiler(SchemaDocuments.read(catalogue, List.of(locations)))));
    }

    /** The elements that may be the root of a document. */
    public Set<QName> elements() {
        return Set.copyOf(plan.elements.keySet());
    }

    /**
     * The JSON Schemas (2020-12) of several elements, which share the definitions of their types.
     *
     * @param references where the definitions will stand, such as {@code #/components/schemas/}
     */
    public JsonDefinitions jsonSchemas(Collection<QName> names, String references) {
        Map<QName, ElementPlan> wanted = new LinkedHashMap<>();
        for (QName name : names) {
            wanted.put(name, element(name).plan());
        }
        Map<QName, ObjectNode> own = new LinkedHashMap<>();
        ObjectNode types = JsonSchemas.of(plan, wanted, references, own);
        return new JsonDefinitions(own, types);
    }

    /**
     * JSON Schemas that refer to each other.
     *
     * @param elements by element
     * @param types what those refer to, by names of letters, digits, dots, hyphens and underscores
     */
    public record JsonDefinitions(Map<QName, ObjectNode> elements, ObjectNode types) {}

    /**
     * How documents of an element are translated.
     *
     * @throws IllegalArgumentException if no schema of the set declares it
     */
    public ElementTranslation element(QName name) {
        ElementPlan element = plan.elements.get(name);
        if (element == null) {
            throw new IllegalArgumentException("element was " + name + "; expected one of " + plan.elements.keySet());
        }
        return new ElementTranslation(plan, element);
    }
}
