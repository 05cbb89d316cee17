package vn.lienthong.hub.translation.schema;

import org.jspecify.annotations.Nullable;

/**
 * A document that its schema does not allow, or that goes beyond a limit. What was already written stays written, so
 * whoever answers with the outcome waits for the end before it says that all went well.
 */
public final class Untranslatable extends IllegalArgumentException {
    private static final long serialVersionUID = 1;
    private static final int QUOTED = 40;

    /** What kind of mistake it is. */
    public enum Kind {
        /** Not XML or JSON, or a part of it that is refused whatever the schema says. */
        MALFORMED,
        /** Well-formed, and not what the schema allows. */
        INVALID,
        /** Larger, longer or deeper than allowed. */
        TOO_LARGE
    }

    private final Kind kind;
    private final String path;
    private final String withoutValue;

    private Untranslatable(Kind kind, String path, String message, String withoutValue) {
        super(message);
        this.kind = kind;
        this.path = path;
        this.withoutValue = withoutValue;
    }

    static Untranslatable value(String path, String value, String expected) {
        String quoted = value.length() > QUOTED ? value.substring(0, QUOTED) + "…" : value;
        return new Untranslatable(
                Kind.INVALID,
                path,
                path + " is \"" + quoted + "\"; expected " + expected,
                path + " has a wrong value; expected " + expected);
    }

    /** A document whose elements or members are not as they should be; {@code found} is told and is no secret. */
    public static Untranslatable structure(String path, String found, @Nullable String expected) {
        String message = path + " " + found + (expected == null ? "" : "; expected " + expected);
        return new Untranslatable(Kind.INVALID, path, message, message);
    }

    /** A document that is refused whatever the schema says. */
    public static Untranslatable malformed(String path, String found) {
        return new Untranslatable(Kind.MALFORMED, path, path + " " + found, path + " " + found);
    }

    /** A document beyond a limit. */
    public static Untranslatable tooLarge(String path, String found) {
        return new Untranslatable(Kind.TOO_LARGE, path, path + " " + found, path + " " + found);
    }

    public Kind kind() {
        return kind;
    }

    /** Where in the document, by element names and places counted from 1, such as {@code /order/line[3]/qty}. */
    public String path() {
        return path;
    }

    /** The message without the value that was found, for a log. */
    public String withoutValue() {
        return withoutValue;
    }
}
