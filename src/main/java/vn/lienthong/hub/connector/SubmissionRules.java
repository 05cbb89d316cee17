package vn.lienthong.hub.connector;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** What the part {@code submission} has to keep that no schema can say. */
record SubmissionRules(Path folder, YamlFile connector) {
    private static final String PART = "/submission";

    void check() {
        if (connector.at(PART).isMissingNode()) {
            return;
        }
        String kind = connector.at(PART + "/kind").asText("");
        if (connector.at("/agency").isMissingNode()) {
            connector.faultAtKey(PART, "needs /agency, which says whose dossiers these are");
        }
        if ((kind.equals("rest") || kind.equals("soap"))
                && connector.at("/address").isMissingNode()) {
            connector.faultAtKey(PART, "needs /address, where the system is reached");
        }
        boolean brings = connector.at(PART + "/attachments").asText("").equals("bytes");
        boolean uploads = !connector.at(PART + "/upload").isMissingNode();
        if (kind.equals("rest") && brings != uploads) {
            connector.faultAt(
                    PART + (brings ? "/attachments" : "/upload"),
                    brings
                            ? "is bytes, which needs upload: the request that brings one attachment"
                            : "is not used, for attachments are offered by link; set attachments: bytes");
        }
        connector
                .at(PART + "/procedures")
                .fieldNames()
                .forEachRemaining(code -> formIsGood(PART + "/procedures/" + YamlReader.escaped(code) + "/form"));
    }

    private void formIsGood(String pointer) {
        String name = connector.at(pointer).asText("");
        if (name.isEmpty()) {
            return;
        }
        try {
            Path file = folder.resolve(name).normalize();
            if (!file.startsWith(folder.normalize()) || !Files.isRegularFile(file)) {
                connector.faultAt(
                        pointer,
                        "is " + FoundValue.quoted(name) + "; expected a JSON Schema, a file in the connector's folder");
                return;
            }
            SchemaRegistry.withDefaultDialect(Dialects.getDraft202012())
                    .getSchema(Files.readString(file), InputFormat.JSON)
                    .initializeValidators();
        } catch (InvalidPathException e) {
            connector.faultAt(pointer, "is " + FoundValue.quoted(name) + "; expected a file in the connector's folder");
        } catch (IOException | RuntimeException e) {
            connector.faultAt(
                    pointer, "is no JSON Schema of 2020-12: " + FoundValue.line(String.valueOf(e.getMessage())));
        }
    }
}
