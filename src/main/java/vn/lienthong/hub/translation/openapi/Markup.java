package vn.lienthong.hub.translation.openapi;

import org.jspecify.annotations.Nullable;

/** XML as it is written, in lines. */
final class Markup {
    private final StringBuilder text = new StringBuilder();

    /** A start tag; attributes that are null are left out. */
    Markup open(String tag, @Nullable String... attributes) {
        return tag(tag, attributes).raw(">\n");
    }

    Markup close(String tag) {
        return raw("</" + tag + ">\n");
    }

    Markup empty(String tag, @Nullable String... attributes) {
        return tag(tag, attributes).raw("/>\n");
    }

    private Markup tag(String tag, @Nullable String... attributes) {
        raw("<" + tag);
        for (int i = 0; i < attributes.length; i += 2) {
            String value = attributes[i + 1];
            if (value != null) {
                raw(" " + attributes[i] + "=\"").escaped(value).raw("\"");
            }
        }
        return this;
    }

    Markup documentation(@Nullable String words, String prefix) {
        if (words == null || words.isBlank()) {
            return this;
        }
        boolean schema = prefix.equals("xs");
        raw(schema ? "<xs:annotation>" : "").raw("<" + prefix + ":documentation>");
        escaped(words.strip()).raw("</" + prefix + ":documentation>");
        return raw(schema ? "</xs:annotation>\n" : "\n");
    }

    Markup raw(String more) {
        text.append(more);
        return this;
    }

    Markup text(String words) {
        return escaped(words);
    }

    private Markup escaped(String value) {
        value.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '"' -> text.append("&quot;");
                case '\n', '\t', '\r' -> text.append("&#").append(c).append(';');
                default -> text.appendCodePoint(isAllowed(c) ? c : 0xFFFD);
            }
        });
        return this;
    }

    private static boolean isAllowed(int c) {
        return c >= ' ' && c != 0xFFFE && c != 0xFFFF && (c < 0xD800 || c > 0xDFFF);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
