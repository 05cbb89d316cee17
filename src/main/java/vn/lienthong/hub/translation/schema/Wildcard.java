package vn.lienthong.hub.translation.schema;

import java.util.List;
import java.util.function.Predicate;

/**
 * Elements or attributes known by their namespace alone.
 *
 * @param admits whether a namespace, empty for none, is meant
 * @param strict whether they must be declared in the set
 * @param skip whether they are left untyped even where they are declared
 */
record Wildcard(Predicate<String> admits, boolean strict, boolean skip) {
    static final Wildcard ANYTHING = new Wildcard(namespace -> true, false, false);

    static Wildcard of(SchemaNode node, String targetNamespace) {
        String process = node.get("processContents", "strict").strip();
        return new Wildcard(
                admits(node.get("namespace", "##any").strip(), targetNamespace),
                process.equals("strict"),
                process.equals("skip"));
    }

    private static Predicate<String> admits(String written, String target) {
        if (written.equals("##any")) {
            return namespace -> true;
        }
        if (written.equals("##other")) {
            return namespace -> !namespace.isEmpty() && !namespace.equals(target);
        }
        List<String> named = List.of(written.split("\\s+")).stream()
                .map(one -> one.equals("##targetNamespace") ? target : one.equals("##local") ? "" : one)
                .toList();
        return named::contains;
    }

    Wildcard or(Wildcard other) {
        return new Wildcard(admits.or(other.admits), strict && other.strict, skip && other.skip);
    }

    Wildcard and(Wildcard other) {
        return new Wildcard(admits.and(other.admits), strict, skip);
    }
}
