package vn.lienthong.hub.connector;

import java.util.Comparator;

/**
 * A mistake in a definition, at its place.
 *
 * @param file the file, as it is told to people: {@code connectors/tax-office/connector.yaml}
 * @param line from 1
 * @param column from 1
 * @param pointer a JSON Pointer to the value; empty for the file as a whole
 * @param message what was found and what would be right
 */
record Fault(String file, int line, int column, String pointer, String message) implements Comparable<Fault> {
    private static final Comparator<Fault> BY_PLACE = Comparator.comparing(Fault::file)
            .thenComparingInt(Fault::line)
            .thenComparingInt(Fault::column)
            .thenComparing(Fault::pointer)
            .thenComparing(Fault::message);

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
