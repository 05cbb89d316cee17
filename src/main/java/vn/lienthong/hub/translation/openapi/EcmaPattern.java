package vn.lienthong.hub.translation.openapi;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A regular expression of JSON Schema, in XML Schema's spelling. */
final class EcmaPattern {
    private static final String QUANTIFIER = "(?:[*+?]|\\{[0-9]+(?:,[0-9]*)?\\})(?![?+*])";
    /** What means the same in both. */
    private static final Pattern COMMON =
            Pattern.compile("(?:[^\\\\^$\\[\\]{}()|.*+?&\\-]|-|&|\\\\[.\\-+*?(){}|\\[\\]^\\\\]|\\[0-9\\]|"
                    + "\\[\\^?(?:[A-Za-z0-9_ .,:;/@#!%=]|-(?=\\])|[A-Z]-[A-Z]|[a-z]-[a-z]|[0-9]-[0-9]|\\\\[.\\-+*?(){}|\\[\\]^\\\\])+\\]|"
                    + "[(|)]|" + QUANTIFIER + ")*");

    private EcmaPattern() {}

    /** Null for a pattern that cannot be told alike in both. */
    static @Nullable String xsd(String ecma) {
        String body = ecma.replace("\\d", "[0-9]")
                .replace("\\w", "[A-Za-z0-9_]")
                .replace("(?:", "(")
                .replace("\\/", "/");
        boolean start = body.startsWith("^");
        boolean end = body.endsWith("$") && !body.endsWith("\\$");
        String core = body.substring(start ? 1 : 0, Math.max(start ? 1 : 0, body.length() - (end ? 1 : 0)));
        boolean anchorsOnePart = (start || end) && core.contains("|");
        if (anchorsOnePart || !COMMON.matcher(core).matches() || core.startsWith("[[") || !compiles(core)) {
            return null;
        }
        // XML Schema's patterns are always of the whole text.
        return (start ? "" : "[\\s\\S]*") + (start && end ? core : "(" + core + ")") + (end ? "" : "[\\s\\S]*");
    }

    private static boolean compiles(String pattern) {
        try {
            Pattern.compile(pattern);
            return true;
        } catch (java.util.regex.PatternSyntaxException e) {
            return false;
        }
    }
}
