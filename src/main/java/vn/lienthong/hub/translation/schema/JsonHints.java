package vn.lienthong.hub.translation.schema;

import org.jspecify.annotations.Nullable;

/**
 * Attributes in a schema that say what its JSON looks like where the rules alone would give another. XML Schema lets
 * everyone add attributes of a namespace of their own, and whoever does not know these passes over them.
 */
public final class JsonHints {
    /** The namespace of the hints. */
    public static final String NAMESPACE = "urn:lienthong:json";

    private JsonHints() {}

    /** What stands for a component in JSON. */
    enum Form {
        /** What the rules say. */
        PLAIN,
        /** Of a type with one element that repeats: the array of its values. */
        LIST,
        /** Of a type that is a choice of elements: the value of whichever is there. */
        EITHER,
        /** Of an element with a key and a value: a member of the object it stands in. */
        ENTRY,
        /** Of a type of numbers: always a number, whatever digits a reader may lose. */
        NUMBER,
        /** Of a type of texts: the JSON that the text is. */
        JSON
    }

    static Form form(SchemaNode node) {
        String as = hint(node, "as");
        return as == null ? Form.PLAIN : Form.valueOf(as.toUpperCase(java.util.Locale.ROOT));
    }

    /** The name of an element's member. */
    static @Nullable String name(SchemaNode node) {
        return hint(node, "name");
    }

    /** Of a type that is either: the member whose value tells which. */
    static @Nullable String told(SchemaNode node) {
        return hint(node, "told-by");
    }

    /** Of an element in a type that is either: the value by which it is told. */
    static @Nullable String by(SchemaNode node) {
        return hint(node, "by");
    }

    private static @Nullable String hint(SchemaNode node, String name) {
        return node.get("{" + NAMESPACE + "}" + name);
    }
}
