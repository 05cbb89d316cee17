package vn.lienthong.hub.connector;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes the facade of a {@code connector.yaml} that has no faults. The defaults are those of its schema. */
final class FacadeReader {
    private FacadeReader() {}

    /** @param folder where its contracts are */
    static Facade read(Members facade, Path folder) {
        return switch (facade.kind()) {
            case "rest" -> rest(facade, folder);
            case "soap" -> soap(facade, folder);
            default ->
                throw new IllegalArgumentException(
                        "kind \"" + facade.kind() + "\" passed the schema but is not known here");
        };
    }

    private static Facade rest(Members facade, Path folder) {
        Map<String, Path> documents = new LinkedHashMap<>();
        facade.in("documents")
                .node()
                .fields()
                .forEachRemaining(document -> documents.put(
                        document.getKey(), folder.resolve(document.getValue().asText())));
        List<Facade.Operation> operations = new ArrayList<>();
        facade.in("operations").node().forEach(operation -> operations.add(operation(new Members(operation))));
        return new Facade.Rest(
                folder.resolve(facade.text("contract")),
                documents,
                facade.textOrNull("service"),
                facade.textOrNull("port"),
                facade.textOrNull("path"),
                Facade.Strictness.valueOf(facade.text("strictness", "strict").toUpperCase(Locale.ROOT)),
                facade.duration("deadline", "PT30S"),
                facade.whole("at-once", 16),
                facade.truth("addressing", false),
                Facade.Mtom.valueOf(facade.text("mtom", "contract").toUpperCase(Locale.ROOT)),
                facade.textOrNull("header"),
                facade.texts("only"),
                operations);
    }

    private static Facade soap(Members facade, Path folder) {
        return new Facade.Soap(
                folder.resolve(facade.text("contract")),
                facade.textOrNull("namespace"),
                facade.textOrNull("path"),
                Facade.Strictness.valueOf(facade.text("strictness", "lenient").toUpperCase(Locale.ROOT)),
                facade.duration("deadline", "PT30S"),
                facade.ifThere("username-token", CredentialsReader::token),
                facade.ifThere("signature", signature -> signature(signature, folder)));
    }

    static Facade.Signature signature(Members signature, Path folder) {
        String certificate = signature.textOrNull("certificate");
        return new Facade.Signature(
                folder.resolve(signature.text("authorities")),
                signature.texts("subjects"),
                certificate == null ? null : folder.resolve(certificate),
                signature.ifThere("key", CredentialsReader::secret));
    }

    static Facade.Operation operation(Members operation) {
        return new Facade.Operation(
                operation.text("name"), Facade.Method.valueOf(operation.text("method")), operation.textOrNull("path"));
    }
}
