package vn.lienthong.hub.translation;

/**
 * How much of a foreign content is read before it is refused.
 *
 * @param depth the deepest nesting
 * @param attributes the most attributes of one XML element
 * @param textLength the longest single value, in characters
 * @param values the most elements, members and items of one tree
 * @param bytes the whole content, in bytes
 */
public record Limits(int depth, int attributes, int textLength, int values, long bytes) {
    /** For a message that is held in memory as a whole: 16 MiB. */
    public static final Limits MESSAGE = new Limits(100, 100, 1_000_000, 500_000, 16L << 20);

    /** For a file that is read record by record: 4 GiB, each record within the limits of a message. */
    public static final Limits FILE = new Limits(100, 100, 1_000_000, 500_000, 4L << 30);

    /** These limits with another total, in bytes. */
    public Limits ofBytes(long total) {
        return new Limits(depth, attributes, textLength, values, total);
    }
}
