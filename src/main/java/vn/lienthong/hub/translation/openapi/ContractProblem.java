package vn.lienthong.hub.translation.openapi;

/**
 * Something in an OpenAPI document that is wrong or cannot be served.
 *
 * @param file the document it is in
 * @param pointer the place, as a JSON Pointer
 * @param message what was found and what would be right
 */
public record ContractProblem(String file, String pointer, String message) {
    @Override
    public String toString() {
        return file + "#" + pointer + " " + message;
    }
}
