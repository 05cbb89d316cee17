package vn.lienthong.hub.translation.schema;

import org.jspecify.annotations.Nullable;

/** XML text that keeps lines. */
final class SchemaText {
    private final StringBuilder text = new StringBuilder();
    private int line = 1;

    void toLine(int wanted) {
        for (; line < wanted; line++) {
            text.append('\n');
        }
    }

    SchemaText raw(String more) {
        text.append(more);
        return this;
    }

    SchemaText escaped(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '"' -> text.append("&quot;");
                case '\t' -> text.append("&#9;");
                case '\n' -> text.append("&#10;");
                case '\r' -> text.append("&#13;");
                default -> text.append(c);
            }
        }
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** Nothing at all for null. */
    SchemaText attribute(String name, @Nullable String value) {
        return value == null
                ? this
                : raw(" ").raw(name).raw("=\"").escaped(value).raw("\"");
    }
}
