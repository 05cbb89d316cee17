package vn.lienthong.hub.connector;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.Fault.Hint;

/** What a definition has to keep that no schema can say: about the folder, and from one part to another. */
final class DefinitionRules {
    private static final Set<String> KINDS_THAT_ASK = Set.of("rest-poll", "soap-poll");

    private final Path folder;
    private final KeptIn keptIn;
    private final YamlFile connector;
    private final @Nullable YamlFile mapping;

    DefinitionRules(Path folder, KeptIn keptIn, YamlFile connector, @Nullable YamlFile mapping) {
        this.folder = folder;
        this.keptIn = keptIn;
        this.connector = connector;
        this.mapping = mapping;
    }

    void check() {
        idIsTheFoldersName();
        somethingIsDone();
        partsAreThere();
        contractsAreThere();
        new CertificateFiles(folder, connector).check();
        new CallPlaces(connector).check();
        if (!connector.hasFaults()) {
            new FacadeRules(folder, connector).check();
            new SoapFacadeRules(folder, connector).check();
            new SoapPushRules(folder, connector).check();
            new SubmissionRules(folder, connector).check();
        }
        if (mapping != null) {
            tableIsThere(mapping);
        }
    }

    private void idIsTheFoldersName() {
        String id = connector.at("/id").asText("");
        String name = String.valueOf(folder.getFileName());
        if (connector.at("/id").isTextual() && !id.equals(name)) {
            String expected = keptIn == KeptIn.FOLDER ? "the folder's name" : "the id it is registered under";
            connector.faultAt(
                    "/id",
                    "is " + FoundValue.quoted(id) + "; expected " + expected + ", " + FoundValue.quoted(name),
                    Hint.expecting(FoundValue.quoted(id), name));
        }
    }

    private void somethingIsDone() {
        if (connector.tree().isObject()
                && Stream.of("/intake", "/lookup", "/delivery", "/facade", "/submission")
                        .noneMatch(this::has)) {
            connector.faultAt(
                    "", "has nothing to do; expected at least one of intake, lookup, delivery, facade, submission");
        }
    }

    private void partsAreThere() {
        for (String part : List.of("intake", "lookup")) {
            if (has("/" + part) && mapping == null) {
                connector.faultAtKey(
                        "/" + part, "needs a mapping.yaml beside this file, which says how records are read");
            }
            if (has("/" + part) && !has("/agency")) {
                connector.faultAtKey("/" + part, "needs /agency, which says whose dossiers these are");
            }
        }
        if (connector.at("/intake/kind").asText().equals("database-poll")
                && !connector.at("/credentials/kind").asText("none").matches("none|basic")) {
            connector.faultAtKey("/credentials", "are of another kind than a database takes; expected basic or none");
        }
        if (has("/intake/sftp") && has("/intake/sftp/password") == has("/intake/sftp/key")) {
            connector.faultAtKey("/intake/sftp", "needs either a password or a key");
        }
        if (has("/tls") && has("/delivery")) {
            connector.faultAtKey("/tls", "is not used for deliveries, which trust whom Java trusts; leave it out");
        }
        if (!has("/address")) {
            if (KINDS_THAT_ASK.contains(connector.at("/intake/kind").asText())) {
                connector.faultAtKey("/intake", "needs /address, where the system is asked");
            }
            boolean fetches = connector.at("/lookup/kind").asText().equals("queue");
            for (String part : List.of("lookup", "delivery", "facade")) {
                if (has("/" + part) && (part.equals("facade") || !fetches)) {
                    connector.faultAtKey("/" + part, "needs /address, where the system is reached");
                }
            }
        }
    }

    private void contractsAreThere() {
        boolean relative = !connector.at("/contract/from").asText("://").contains("://");
        if (relative && !has("/address")) {
            connector.faultAt("/contract/from", "is a path; expected /address too, or a whole address");
        }
        List<String> files = new ArrayList<>(List.of(
                "/contract/file",
                "/intake/contract",
                "/intake/list/contract",
                "/lookup/call/contract",
                "/facade/contract"));
        connector
                .at("/facade/documents")
                .fieldNames()
                .forEachRemaining(address -> files.add("/facade/documents/" + YamlReader.escaped(address)));
        for (String act : List.of("submit", "supplement", "withdraw", "pay")) {
            files.add("/submission/" + act + "/call/contract");
        }
        for (String pointer : files) {
            String contract = connector.at(pointer).asText("");
            if (connector.at(pointer).isTextual() && !contract.isEmpty() && !isInFolder(contract)) {
                connector.faultAt(
                        pointer, "is " + FoundValue.quoted(contract) + "; expected a file in the connector's folder");
            }
        }
    }

    private boolean isInFolder(String file) {
        try {
            Path resolved = folder.resolve(file).normalize();
            return resolved.startsWith(folder.normalize()) && Files.isRegularFile(resolved);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static void tableIsThere(YamlFile mapping) {
        String table = mapping.at("/changes/status/table").asText("statuses");
        if (mapping.at("/changes/status").isMissingNode()
                || !mapping.at("/tables").isObject()) {
            return;
        }
        if (!mapping.at("/tables").has(table)) {
            List<String> tables = new ArrayList<>();
            mapping.at("/tables").fieldNames().forEachRemaining(tables::add);
            mapping.faultAt(
                    "/changes/status/table",
                    "is " + FoundValue.quoted(table) + "; expected a table under tables: " + String.join(", ", tables));
        }
    }

    private boolean has(String pointer) {
        return !connector.at(pointer).isMissingNode();
    }
}
