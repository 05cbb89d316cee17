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
            connector.faultAtKey(
                    PART,
                    "cần /agency, nói hồ sơ là của cơ quan nào",
                    "needs /agency, which says whose dossiers these are");
        }
        if ((kind.equals("rest") || kind.equals("soap"))
                && connector.at("/address").isMissingNode()) {
            connector.faultAtKey(PART, "cần /address, nơi gọi hệ thống", "needs /address, where the system is reached");
        }
        boolean brings = connector.at(PART + "/attachments").asText("").equals("bytes");
        boolean uploads = !connector.at(PART + "/upload").isMissingNode();
        if (kind.equals("rest") && brings != uploads) {
            connector.faultAt(
                    PART + (brings ? "/attachments" : "/upload"),
                    brings
                            ? "là bytes, cần upload: yêu cầu mang đi một tệp đính kèm"
                            : "không dùng đến, vì tệp đính kèm được đưa bằng liên kết; đặt attachments: bytes",
                    brings
                            ? "is bytes, which needs upload: the request that brings one attachment"
                            : "is not used, for attachments are offered by link; set attachments: bytes");
        }
        if (kind.equals("soap")
                && brings
                && connector.at("/credentials/kind").asText("").equals("x509-signature")) {
            // A signature over a reference to a part says nothing of the part.
            connector.faultAt(
                    PART + "/attachments",
                    "là bytes, không đi cùng credentials x509-signature; đặt attachments: link",
                    "is bytes, which does not go with credentials of x509-signature; set attachments: link");
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
                        "là %s; cần một JSON Schema, là tệp trong thư mục của kết nối",
                        "is %s; expected a JSON Schema, a file in the connector's folder",
                        FoundValue.quoted(name));
                return;
            }
            SchemaRegistry.withDefaultDialect(Dialects.getDraft202012())
                    .getSchema(Files.readString(file), InputFormat.JSON)
                    .initializeValidators();
        } catch (InvalidPathException e) {
            connector.faultAt(
                    pointer,
                    "là %s; cần một tệp trong thư mục của kết nối",
                    "is %s; expected a file in the connector's folder",
                    FoundValue.quoted(name));
        } catch (IOException | RuntimeException e) {
            connector.faultAt(
                    pointer,
                    "không phải JSON Schema bản 2020-12: %s",
                    "is no JSON Schema of 2020-12: %s",
                    LibraryWords.told(FoundValue.line(String.valueOf(e.getMessage()))));
        }
    }
}
