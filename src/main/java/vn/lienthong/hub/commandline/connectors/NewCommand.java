package vn.lienthong.hub.commandline.connectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.draft.Draft;

/** Drafts a connector's folder from a contract, and tells what is left to decide. */
@Command(
        name = "new",
        mixinStandardHelpOptions = true,
        description = {
            "Draft a connector's folder from a WSDL or an OpenAPI document.",
            "It lists the operations, guesses which tells changes and which answers a look-up, guesses the mapping from"
                    + " names, and marks what is left to decide. No hub is needed."
        })
final class NewCommand implements Callable<Integer> {
    @Mixin
    private HubOptions options = new HubOptions();

    @Parameters(paramLabel = "ID", description = "The connector's id, such as tax-office.")
    private String id = "";

    @ArgGroup(multiplicity = "1")
    private Source source = new Source();

    @Option(names = "--agency", paramLabel = "AGENCY", description = "The agency's id, such as H27.09.")
    private @Nullable String agency;

    @Option(names = "--service", paramLabel = "NAME", description = "Which of a WSDL's services, if it has several.")
    private @Nullable String service;

    @Option(
            names = "--into",
            paramLabel = "FOLDER",
            description = "Where the connector's folder is made. Default: connectors if that is there, else here.")
    private @Nullable Path into;

    private static final class Source {
        @Option(names = "--wsdl", paramLabel = "URL|FILE", description = "The WSDL 1.1 contract.")
        private @Nullable String wsdl;

        @Option(names = "--openapi", paramLabel = "URL|FILE", description = "The OpenAPI 3 document.")
        private @Nullable String openApi;
    }

    @Override
    public Integer call() {
        Terminal to = options.terminal();
        SystemId system = SystemId.parse(id)
                .orElseThrow(() -> Stopped.by(
                        Exit.USAGE,
                        to,
                        new Bilingual(id + " không phải mã kết nối.", id + " is no connector's id."),
                        new Bilingual(
                                "Dùng 2 đến 40 chữ thường, số và dấu gạch nối, như tax-office.",
                                "Use 2 to 40 lower-case letters, digits and single hyphens, such as tax-office.")));
        boolean openApi = source.openApi != null;
        String place = openApi ? String.valueOf(source.openApi) : String.valueOf(source.wsdl);
        Draft draft = Draft.of(new Draft.Order(place, openApi, system, service, agency, to.language()));
        Path folder = (into != null ? into : usual()).resolve(id);
        draft.writeTo(folder);
        JsonNode checked = TryCommands.offline(id, folder, to.language());
        to.tell(json(draft, folder, checked), () -> text(to, draft, folder, checked));
        return (checked.path("valid").asBoolean() ? Exit.DONE : Exit.FAULTY).code();
    }

    private static Path usual() {
        Path connectors = Path.of("connectors");
        return java.nio.file.Files.isDirectory(connectors) ? connectors : Path.of("");
    }

    private static String text(Terminal to, Draft draft, Path folder, JsonNode checked) {
        Table operations = new Table(to.in("THAO TÁC", "OPERATION"), to.in("DÙNG LÀM", "TAKEN FOR"), "");
        draft.operations()
                .forEach(one -> operations.row(
                        one.name(),
                        switch (one.use()) {
                            case "intake" -> to.in("danh sách thay đổi", "list of changes");
                            case "lookup" -> to.in("tra cứu một hồ sơ", "look-up of one dossier");
                            default -> "-";
                        },
                        one.about()));
        StringJoiner lines = new StringJoiner("\n").add(operations.text()).add("");
        lines.add(to.in("Đã ghi vào ", "Written to ") + folder.toString().replace('\\', '/') + ":");
        draft.files().keySet().forEach(file -> lines.add("  " + file));
        lines.add("").add(to.in("Còn phải quyết định (DECIDE trong tệp):", "Left to decide (DECIDE in the files):"));
        draft.decisions().forEach(decision -> lines.add("  • " + to.in(decision)));
        lines.add("")
                .add(
                        checked.path("valid").asBoolean()
                                ? "✓ " + to.in("Bản nháp không có lỗi.", "The draft has no faults.")
                                : Texts.faults(checked.path("faults")));
        return lines.toString();
    }

    private static JsonNode json(Draft draft, Path folder, JsonNode checked) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("folder", folder.toString());
        ArrayNode operations = json.putArray("operations");
        draft.operations()
                .forEach(one -> operations.addObject().put("name", one.name()).put("use", one.use()));
        ArrayNode files = json.putArray("files");
        draft.files().keySet().forEach(files::add);
        ArrayNode decisions = json.putArray("decisions");
        draft.decisions().forEach(one -> decisions.add(one.en()));
        json.put("valid", checked.path("valid").asBoolean());
        return json.set("faults", checked.path("faults"));
    }
}
