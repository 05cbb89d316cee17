package vn.lienthong.hub.translation.schema;

import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * A declared attribute.
 *
 * @param otherwise its default or fixed value
 */
record AttributePlan(
        QName name,
        SimpleType type,
        boolean required,
        @Nullable String otherwise,
        boolean fixed,
        @Nullable String documentation) {}
