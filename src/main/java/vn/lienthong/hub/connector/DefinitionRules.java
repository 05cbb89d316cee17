package vn.lienthong.hub.connector;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.connector.Fault.Hint;

/** What a definition has to keep that no schema can say: about the folder, and from one part to another. */
final class DefinitionRules {
    private static final Set<String> KINDS_THAT_ASK = Set.of("rest-poll", "soap-poll");

    /** The kinds of credentials that stand in a request's address or headers. */
    private static final List<String> SHOWN_TO_ALL = List.of("basic", "api-key", "bearer", "oauth2");

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
        new CallPlaces(connector, mapping != null && mapping.tree().has("write")).check();
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
            Bilingual expected = keptIn == KeptIn.FOLDER
                    ? new Bilingual("tên của thư mục", "the folder's name")
                    : new Bilingual("mã mà nó được đăng ký", "the id it is registered under");
            Bilingual found = Bilingual.same(FoundValue.quoted(id));
            connector.faultAt(
                    "/id",
                    Bilingual.of(
                            "là %s; cần %s, %s", "is %s; expected %s, %s", found, expected, FoundValue.quoted(name)),
                    Hint.expecting(found, Bilingual.same(name)));
        }
    }

    private void somethingIsDone() {
        if (connector.tree().isObject()
                && Stream.of("/intake", "/lookup", "/delivery", "/facade", "/submission")
                        .noneMatch(this::has)) {
            connector.faultAt(
                    "",
                    "không có việc gì để làm; cần ít nhất một trong: intake, lookup, delivery, facade, submission",
                    "has nothing to do; expected at least one of intake, lookup, delivery, facade, submission");
        }
    }

    private void partsAreThere() {
        for (String part : List.of("intake", "lookup")) {
            if (has("/" + part) && mapping == null) {
                connector.faultAtKey(
                        "/" + part,
                        "cần tệp mapping.yaml bên cạnh tệp này, nói cách đọc bản ghi",
                        "needs a mapping.yaml beside this file, which says how records are read");
            }
            if (has("/" + part) && !has("/agency")) {
                connector.faultAtKey(
                        "/" + part,
                        "cần /agency, nói hồ sơ là của cơ quan nào",
                        "needs /agency, which says whose dossiers these are");
            }
        }
        if (connector.at("/intake/kind").asText().equals("database-poll")
                && !connector.at("/credentials/kind").asText("none").matches("none|basic")) {
            connector.faultAtKey(
                    "/credentials",
                    "thuộc loại mà cơ sở dữ liệu không nhận; cần basic hoặc none",
                    "are of another kind than a database takes; expected basic or none");
        }
        if (has("/intake/sftp") && has("/intake/sftp/password") == has("/intake/sftp/key")) {
            connector.faultAtKey(
                    "/intake/sftp", "cần hoặc password hoặc key, không cả hai", "needs either a password or a key");
        }
        if (has("/tls") && has("/delivery")) {
            connector.faultAtKey(
                    "/tls",
                    "không dùng cho việc gửi đi, vốn tin những gì Java tin; hãy bỏ đi",
                    "is not used for deliveries, which trust whom Java trusts; leave it out");
        }
        if (!has("/address")) {
            if (KINDS_THAT_ASK.contains(connector.at("/intake/kind").asText())) {
                connector.faultAtKey(
                        "/intake", "cần /address, nơi hỏi hệ thống", "needs /address, where the system is asked");
            }
            boolean fetches = connector.at("/lookup/kind").asText().equals("queue");
            for (String part : List.of("lookup", "delivery", "facade")) {
                if (has("/" + part) && (part.equals("facade") || !fetches)) {
                    connector.faultAtKey(
                            "/" + part,
                            "cần /address, nơi gọi hệ thống",
                            "needs /address, where the system is reached");
                }
            }
        }
    }

    private void contractsAreThere() {
        boolean relative = !connector.at("/contract/from").asText("://").contains("://");
        if (relative && !has("/address")) {
            connector.faultAt(
                    "/contract/from",
                    "là đường dẫn; cần thêm /address, hoặc một địa chỉ đầy đủ",
                    "is a path; expected /address too, or a whole address");
        }
        contractIsFetchedWithThem();
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
                        pointer,
                        "là %s; cần một tệp trong thư mục của kết nối",
                        "is %s; expected a file in the connector's folder",
                        FoundValue.quoted(contract));
            }
        }
    }

    private void contractIsFetchedWithThem() {
        if (!connector.at("/contract/credentials").asBoolean()) {
            return;
        }
        String from = connector.at("/contract/from").asText("");
        String kind = connector.at("/credentials/kind").asText("none");
        if (from.isEmpty()
                || from.contains("://")
                        && !isBelow(from, connector.at("/address").asText(""))) {
            connector.faultAt(
                    "/contract/credentials",
                    "là true, nhưng thông tin đăng nhập chỉ được trình ở địa chỉ của chính kết nối; cần một đường dẫn ở"
                            + " /contract/from, hoặc false",
                    "is true, but credentials are shown at the connector's own address only; expected a path in"
                            + " /contract/from, or false");
        } else if (!SHOWN_TO_ALL.contains(kind)) {
            connector.faultAt(
                    "/contract/credentials",
                    "là true, nhưng thông tin đăng nhập loại %s không trình được trong yêu cầu như vậy; cần một trong: %s,"
                            + " hoặc false",
                    "is true, but credentials of the kind %s are not shown in such a request; expected one of %s, or false",
                    FoundValue.quoted(kind),
                    String.join(", ", SHOWN_TO_ALL));
        }
    }

    private static boolean isBelow(String from, String address) {
        return !address.isEmpty() && (from.equals(address) || from.startsWith(address + "/"));
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
                    "là %s; cần một bảng dưới tables: %s",
                    "is %s; expected a table under tables: %s",
                    FoundValue.quoted(table),
                    String.join(", ", tables));
        }
    }

    private boolean has(String pointer) {
        return !connector.at(pointer).isMissingNode();
    }
}
