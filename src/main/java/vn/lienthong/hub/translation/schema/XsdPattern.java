package vn.lienthong.hub.translation.schema;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.translation.PatternProbe;

/** A regular expression of XML Schema, which is not quite one of Java. */
final class XsdPattern {
    private static final String NAME_START = "\\p{L}\\p{Nl}_:";
    private static final String NAME = NAME_START + "\\p{M}\\p{Nd}.\u00B7\\-";
    private static final Pattern SHARED =
            Pattern.compile("(?:[^\\\\^$\\[\\]]|\\\\[dns.\\-+*?(){}|]|\\[[^\\[\\]\\\\&^]+])*");

    private XsdPattern() {}

    /** Matches whole values. */
    static Pattern compile(SchemaNode at, String xsd) {
        try {
            Pattern pattern = Pattern.compile(java(xsd));
            if (PatternProbe.backtracksWithoutEnd(pattern)) {
                throw SchemaRefused.at(
                        at,
                        "has the pattern \"" + xsd
                                + "\", which backtracks without end on some values; write it so that it"
                                + " can match in one way only");
            }
            return pattern;
        } catch (PatternSyntaxException e) {
            throw SchemaRefused.at(
                    at, "has the pattern \"" + xsd + "\", which cannot be read; write it in simpler terms");
        }
    }

    /** The same for JSON Schema, or null where it cannot be told alike in both. */
    static @Nullable String ecma(String xsd) {
        return SHARED.matcher(xsd).matches() && !xsd.contains(".") ? "^(?:" + xsd + ")$" : null;
    }

    static String java(String xsd) {
        StringBuilder java = new StringBuilder(xsd.length() + 16);
        int inClass = 0;
        for (int i = 0; i < xsd.length(); i++) {
            char c = xsd.charAt(i);
            if (c == '\\' && i + 1 < xsd.length()) {
                i = escape(xsd, i + 1, inClass > 0, java);
            } else if (c == '[') {
                inClass++;
                java.append('[');
            } else if (c == ']') {
                inClass--;
                java.append(']');
            } else if (inClass > 0 && c == '-' && i + 1 < xsd.length() && xsd.charAt(i + 1) == '[') {
                // A class without another: [a-z-[aeiou]].
                java.append("&&[^");
                inClass++;
                i += xsd.startsWith("^", i + 2) ? 2 : 1;
                if (xsd.charAt(i) == '^') {
                    java.setLength(java.length() - 1);
                }
            } else if (inClass > 0 && c == '&') {
                java.append("\\&");
            } else if (inClass == 0 && (c == '^' || c == '$')) {
                java.append('\\').append(c);
            } else if (inClass == 0 && c == '.') {
                java.append("[^\\n\\r]");
            } else {
                java.append(c);
            }
        }
        return java.toString();
    }

    private static int escape(String xsd, int at, boolean inClass, StringBuilder java) {
        char c = xsd.charAt(at);
        switch (c) {
            case 'i' -> java.append(inClass ? NAME_START : "[" + NAME_START + "]");
            case 'I' -> java.append("[^" + NAME_START + "]");
            case 'c' -> java.append(inClass ? NAME : "[" + NAME + "]");
            case 'C' -> java.append("[^" + NAME + "]");
            case 'd' -> java.append("\\p{Nd}");
            case 'D' -> java.append("\\P{Nd}");
            case 's' -> java.append(inClass ? " \\t\\n\\r" : "[ \\t\\n\\r]");
            case 'S' -> java.append("[^ \\t\\n\\r]");
            case 'w' -> java.append("[^\\p{P}\\p{Z}\\p{C}]");
            case 'W' -> java.append("[\\p{P}\\p{Z}\\p{C}]");
            case 'p', 'P' -> {
                int end = xsd.indexOf('}', at);
                if (end < 0) {
                    throw new PatternSyntaxException("no end of the category", xsd, at);
                }
                String category = xsd.substring(at + 2, end);
                java.append('\\').append(c).append('{');
                java.append(category.startsWith("Is") ? "In" + category.substring(2) : category)
                        .append('}');
                return end;
            }
            default -> java.append('\\').append(c);
        }
        return at;
    }
}
