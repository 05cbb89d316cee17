package vn.lienthong.hub.translation.schema;

import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/** A declared element. */
final class ElementPlan {
    final QName name;
    final boolean nillable;
    final boolean isAbstract;
    /** What an empty element stands for. */
    final @Nullable String otherwise;

    final boolean fixed;
    final @Nullable String documentation;
    /** The member it is in JSON, where its own name is not that. */
    @Nullable
    String member;

    /** The value by which it is told among others. */
    @Nullable
    String toldBy;

    JsonHints.Form form = JsonHints.Form.PLAIN;
    /** What the schema says that its octets are, such as {@code image/png}. */
    @Nullable
    String mediaType;

    /** Its tag in documents whose root declares its prefix, once there was one. */
    @Nullable
    Tag tag;

    private TypePlan type = ComplexType.ANYTHING;

    ElementPlan(
            QName name,
            boolean nillable,
            boolean isAbstract,
            @Nullable String otherwise,
            boolean fixed,
            @Nullable String documentation) {
        this.name = name;
        this.nillable = nillable;
        this.isAbstract = isAbstract;
        this.otherwise = otherwise;
        this.fixed = fixed;
        this.documentation = documentation;
    }

    /** An element of which nothing is known: any content, and nothing of it is typed. */
    static ElementPlan undeclared(QName name) {
        return new ElementPlan(name, true, false, null, false, null);
    }

    TypePlan type() {
        return type;
    }

    // Not in the constructor, because an element may stand within its own type.
    void type(TypePlan found) {
        type = found;
    }
}
