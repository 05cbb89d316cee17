package vn.lienthong.hub.translation.schema;

/**
 * One mistake in a set of schemas.
 *
 * @param file the location of the document, as it was asked for
 * @param line counted from 1; 0 where the document as a whole is meant
 * @param message what was found and what would be right
 */
public record SchemaProblem(String file, int line, String message) {
    @Override
    public String toString() {
        return line > 0 ? file + ":" + line + " " + message : file + " " + message;
    }
}
