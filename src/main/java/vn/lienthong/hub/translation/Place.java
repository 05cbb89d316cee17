package vn.lienthong.hub.translation;

import java.util.Arrays;
import java.util.List;

/** A place in a document, told as a JSON Pointer. */
final class Place {
    private Place() {}

    /** The pointer's tokens, unescaped; none for the empty pointer, which is the whole document. */
    static List<String> tokens(String pointer) {
        if (pointer.isEmpty()) {
            return List.of();
        }
        if (!pointer.startsWith("/")) {
            throw new IllegalArgumentException(
                    "place was \"" + pointer + "\" but it is a JSON Pointer, such as /Body/HoSo, or empty");
        }
        return Arrays.stream(pointer.substring(1).split("/", -1))
                .map(token -> token.replace("~1", "/").replace("~0", "~"))
                .toList();
    }
}
