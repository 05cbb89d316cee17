package vn.lienthong.hub.connector;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

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
public record Fault(String file, int line, int column, String pointer, String message, Hint hint)
        implements Comparable<Fault> {
    private static final Comparator<Fault> BY_PLACE = Comparator.comparing(Fault::file)
            .thenComparingInt(Fault::line)
            .thenComparingInt(Fault::column)
            .thenComparing(Fault::pointer)
            .thenComparing(Fault::message);

    Fault(String file, int line, int column, String pointer, String message) {
        this(file, line, column, pointer, message, Hint.NONE);
    }

    /**
     * What a program may show beside the message.
     *
     * @param found the value found, never where it could be a secret
     * @param expected what would be right
     * @param suggestion what was probably meant
     */
    public record Hint(@Nullable String found, @Nullable String expected, @Nullable String suggestion) {
        static final Hint NONE = new Hint(null, null, null);

        static Hint expecting(String found, String expected) {
            return new Hint(found, expected, null);
        }
    }

    /** A fault of a file as a whole. */
    static Fault ofFile(String file, String message) {
        return new Fault(file, 1, 1, "", message);
    }

    @Override
    public int compareTo(Fault other) {
        return BY_PLACE.compare(this, other);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column + " " + (pointer.isEmpty() ? "" : pointer + " ") + message;
    }
}
