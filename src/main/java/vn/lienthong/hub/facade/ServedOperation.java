package vn.lienthong.hub.facade;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.Facade;
import vn.lienthong.hub.translation.soap.SoapOperation;

/**
 * An operation and where it is served.
 *
 * @param path the segments below the facade; a name in braces stands for a member of the input
 * @param takesParts whether its input may hold octets, which may come as parts of their own
 */
record ServedOperation(SoapOperation operation, Facade.Method method, List<String> path, boolean takesParts) {
    ServedOperation {
        path = List.copyOf(path);
    }

    static ServedOperation of(SoapOperation operation, Facade.@Nullable Operation declared) {
        String path = declared == null || declared.path() == null ? "/" + operation.name() : declared.path();
        return new ServedOperation(
                operation,
                declared == null ? Facade.Method.POST : declared.method(),
                List.of(path.substring(1).split("/")),
                !operation.inputAttachments().isEmpty()
                        || operation.input() != null && operation.input().mayHoldOctets());
    }

    /** Such as {@code /dossiers/{number}}. */
    String written() {
        return "/" + String.join("/", path);
    }

    static boolean isPlace(String segment) {
        return segment.startsWith("{");
    }

    /** The member that a place names. */
    static String member(String place) {
        return place.substring(1, place.length() - 1);
    }

    boolean matches(List<String> asked) {
        if (asked.size() != path.size()) {
            return false;
        }
        for (int i = 0; i < path.size(); i++) {
            boolean fits =
                    isPlace(path.get(i)) ? !asked.get(i).isEmpty() : path.get(i).equals(asked.get(i));
            if (!fits) {
                return false;
            }
        }
        return true;
    }
}
