package vn.lienthong.hub.connector;

import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Bilingual;

/**
 * A mistake in a definition, at its place.
 *
 * @param file the file, as it is told to people: {@code connectors/tax-office/connector.yaml}
 * @param line from 1
 * @param column from 1
 * @param pointer a JSON Pointer to the value; empty for the file as a whole
 * @param message what was found and what would be right
 * @param hint the same in parts, as far as they are known
 */
public record Fault(String file, int line, int column, String pointer, Bilingual message, Hint hint)
        implements Comparable<Fault> {
    private static final Comparator<Fault> BY_PLACE = Comparator.comparing(Fault::file)
            .thenComparingInt(Fault::line)
            .thenComparingInt(Fault::column)
            .thenComparing(Fault::pointer)
            .thenComparing(fault -> fault.message().en());

    Fault(String file, int line, int column, String pointer, Bilingual message) {
        this(file, line, column, pointer, message, Hint.NONE);
    }

    Fault(Place at, Bilingual message, Hint hint) {
        this(at.file(), at.line(), at.column(), at.pointer(), message, hint);
    }

    /** Where a fault is, or may be. */
    public record Place(String file, int line, int column, String pointer) {}

    /**
     * What a program may show beside the message.
     *
     * @param found the value found, never where it could be a secret
     * @param expected what would be right
     * @param suggestion what was probably meant
     */
    public record Hint(@Nullable Bilingual found, @Nullable Bilingual expected, @Nullable Bilingual suggestion) {
        static final Hint NONE = new Hint(null, null, null);

        static Hint expecting(Bilingual found, Bilingual expected) {
            return new Hint(found, expected, null);
        }

        /** A word in whose place another was probably meant. */
        static Hint insteadOf(String found, @Nullable Bilingual suggestion) {
            return new Hint(found.isBlank() ? null : Bilingual.same(found), null, suggestion);
        }
    }

    /** A fault of a file as a whole. */
    static Fault ofFile(String file, String vi, String en, Object... parts) {
        return ofFile(file, Bilingual.of(vi, en, parts));
    }

    static Fault ofFile(String file, Bilingual message) {
        return new Fault(file, 1, 1, "", message);
    }

    @Override
    public int compareTo(Fault other) {
        return BY_PLACE.compare(this, other);
    }

    /** The fault on one line, with its place before it. */
    public Bilingual told() {
        String place = file + ":" + line + ":" + column + " " + (pointer.isEmpty() ? "" : pointer + " ");
        return new Bilingual(place + message.vi(), place + message.en());
    }

    /** The same for a reader. */
    public String in(Locale language) {
        return told().in(language);
    }

    /** In English, for logs. */
    @Override
    public String toString() {
        return in(Locale.ENGLISH);
    }
}
