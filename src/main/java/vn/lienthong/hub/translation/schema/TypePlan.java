package vn.lienthong.hub.translation.schema;

import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/** What an element holds. */
sealed interface TypePlan permits SimpleType, ComplexType {
    /** Null for a type declared in place. */
    @Nullable
    QName qname();

    /** Null for the root of all types. */
    @Nullable
    TypePlan base();

    boolean isAbstract();

    /** Whether this is the other type or derived from it in any number of steps. */
    default boolean isA(TypePlan other) {
        if (other instanceof ComplexType complex && complex.isAnything()) {
            return true;
        }
        for (TypePlan type = this; type != null; type = type.base()) {
            if (type == other) {
                return true;
            }
        }
        return other instanceof SimpleType union && union.members().stream().anyMatch(this::isA);
    }
}
