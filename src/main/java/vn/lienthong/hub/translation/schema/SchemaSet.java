package vn.lienthong.hub.translation.schema;

import java.util.List;
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
