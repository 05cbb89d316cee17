package vn.lienthong.hub.translation.schema;

import com.fasterxml.jackson.core.io.SerializedString;
import org.jspecify.annotations.Nullable;

/** A member of a JSON object that holds elements. */
final class Slot {
    enum Kind {
        /** The element's value, or a list of them. */
        ELEMENT,
        /** An object that names the element which stands there, or a list of them. */
        SUBSTITUTED,
        /** Members of the object that are not declared one by one. */
        ENTRY,
        /** A list of objects that name elements of a wildcard. */
        ANY,
        /** A list of objects that name elements, in the order they stand in, with texts between where content is mixed. */
        CONTENT
    }

    final Kind kind;
    final int index;
    final int min;
    final int max;
    final boolean list;
    /** Whether an empty list is written where no element is. */
    final boolean always;

    final Entries entries;
    final @Nullable ElementPlan element;
    final @Nullable ContentOrder order;
    String json = "";
    private @Nullable SerializedString field;

    Slot(
            Kind kind,
            int index,
            int min,
            int max,
            boolean always,
            Entries entries,
            @Nullable ElementPlan element,
            @Nullable ContentOrder order) {
        this.kind = kind;
        this.index = index;
        this.min = min;
        this.max = max;
        this.list = kind == Kind.ANY || kind == Kind.CONTENT || max > 1;
        this.always = always && list && kind != Kind.ENTRY;
        this.entries = entries;
        this.element = element;
        this.order = order;
    }

    /** Whether it holds one element alone, of this name. */
    boolean isOf(String namespace, String local) {
        return kind == Kind.ELEMENT
                && element != null
                && element.name.getLocalPart().equals(local)
                && element.name.getNamespaceURI().equals(namespace);
    }

    /** Its name, ready to be written many times. */
    SerializedString field() {
        SerializedString known = field;
        if (known == null) {
            known = new SerializedString(json);
            field = known;
        }
        return known;
    }

    /** Whether its values are objects that name an element. */
    boolean named() {
        return kind != Kind.ELEMENT && kind != Kind.ENTRY;
    }

    String told() {
        return switch (kind) {
            case ELEMENT, SUBSTITUTED, ENTRY -> json;
            case ANY -> "any element";
            case CONTENT -> String.join(" or ", entries.byJson().keySet());
        };
    }
}
