package vn.lienthong.hub.commandline.connectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.hub.connector.Fault;
import vn.lienthong.hub.connector.FolderCheck;

/** Commands that try a definition, and the one that registers it. */
final class TryCommands {
    private TryCommands() {}

    @Command(
            name = "validate",
            mixinStandardHelpOptions = true,
            description = {
                "Tell everything that is wrong with a definition, with file, line and column.",
                "A folder is checked on this machine, with no hub; against its neighbours, if it has any."
            })
    static int validate(
            @Mixin HubOptions options,
            @Parameters(paramLabel = "FOLDER|ID") String what,
            @Option(names = "--with-hub", description = "Check the folder against the hub's other connectors.")
                    boolean withHub) {
        Terminal to = options.terminal();
        Given given = Given.of(what, to);
        JsonNode answer = given.folder().isPresent() && !withHub
                ? offline(given.id(), given.folder().get(), to.language())
                : options.client().post("/" + given.id() + "/validate", given.body(to));
        boolean valid = answer.path("valid").asBoolean();
        to.tell(
                answer,
                () -> valid
                        ? "✓ " + given.id() + to.in(": không có lỗi.", ": no faults.") + warnings(answer)
                        : Texts.faults(answer.path("faults")));
        return (valid ? Exit.DONE : Exit.FAULTY).code();
    }

    private static String warnings(JsonNode answer) {
        JsonNode warnings = answer.path("warnings");
        return warnings.isEmpty() ? "" : "\n" + Texts.faults(warnings).replace("✗", "!");
    }

    static JsonNode offline(String id, Path folder, Locale language) {
        List<Fault> faults = FolderCheck.faults(folder, System::getenv);
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", id).put("valid", faults.isEmpty());
        tell(faults, json.putArray("faults"), language);
        tell(
                faults.isEmpty() ? FolderCheck.misfits(folder, System::getenv) : List.of(),
                json.putArray("warnings"),
                language);
        return json;
    }

    private static void tell(List<Fault> faults, ArrayNode told, Locale language) {
        for (Fault fault : faults) {
            told.addObject()
                    .put("file", fault.file())
                    .put("line", fault.line())
                    .put("column", fault.column())
                    .put("pointer", fault.pointer())
                    .put("message", fault.message().in(language));
        }
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description =
                    "Have the hub go the whole way to the system: name, connection, TLS, contract, log-in, one read,"
                            + " its translation, one look-up.")
    static int check(
            @Mixin HubOptions options,
            @Parameters(paramLabel = "FOLDER|ID") String what,
            @Option(names = "--code", paramLabel = "CODE", description = "A dossier to look up.") @Nullable
                    String code) {
        Terminal to = options.terminal();
        Given given = Given.of(what, to);
        String asked = code == null ? "" : "?code=" + HubClient.escaped(code);
        JsonNode answer = options.client().post("/" + given.id() + "/check" + asked, given.body(to));
        to.tell(answer, () -> Texts.check(to, answer));
        return (answer.path("ok").asBoolean() ? Exit.DONE : Exit.FAILED_TRIAL).code();
    }

    @Command(
            name = "dry-run",
            mixinStandardHelpOptions = true,
            description = {
                "Show what a definition makes of a sample, field by field; without a sample, of what the system answers now.",
                "Nothing is kept, and the watermark stays where it is."
            })
    static int dryRun(
            @Mixin HubOptions options,
            @Parameters(paramLabel = "FOLDER|ID") String what,
            @Option(names = "--sample", paramLabel = "FILE", description = "What the system sends or answers.")
                    @Nullable
                    Path sample,
            @Option(names = "--lookup", description = "The sample is a look-up's answer; or do a look-up.")
                    boolean lookup,
            @Option(names = "--code", paramLabel = "CODE", description = "The dossier to look up.") @Nullable
                    String code)
            throws IOException {
        Terminal to = options.terminal();
        Given given = Given.of(what, to);
        ObjectNode asked = JsonNodeFactory.instance.objectNode();
        String as = lookup || code != null ? "lookup" : "intake";
        if (sample != null) {
            asked.put("sample", Files.readString(sample)).put("as", as).put("type", type(sample));
        } else {
            asked.put("live", as).put("code", code == null ? "" : code);
        }
        given.texts(to).ifPresent(texts -> asked.set("files", texts));
        JsonNode answer = options.client().post("/" + given.id() + "/dry-run", HubClient.Body.json(asked));
        to.tell(answer, () -> DryRunText.of(to, answer));
        return (isClean(answer) ? Exit.DONE : Exit.FAILED_TRIAL).code();
    }

    private static boolean isClean(JsonNode run) {
        boolean clean = run.path("placeFound").asBoolean();
        for (JsonNode record : run.path("records")) {
            clean &= record.path("problems").isEmpty();
        }
        return clean;
    }

    private static String type(Path sample) {
        String name = String.valueOf(sample.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".xml") ? "xml" : name.endsWith(".csv") ? "csv" : "json";
    }

    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description = "Register a folder with the hub, or change what is registered. A new connector is a draft.")
    static int apply(
            @Mixin HubOptions options,
            @Parameters(paramLabel = "FOLDER") Path folder,
            @Option(
                            names = {"-m", "--comment"},
                            paramLabel = "TEXT",
                            description = "Why.")
                    @Nullable
                    String comment,
            @Option(names = "--activate", description = "Let it run at once.") boolean activate) {
        Terminal to = options.terminal();
        Given given = Given.of(folder.toString(), to);
        HubClient client = options.client();
        String asked = comment == null ? "" : "?comment=" + HubClient.escaped(comment);
        JsonNode put = client.put("/" + given.id() + asked, given.body(to));
        JsonNode answer = activate ? client.post("/" + given.id() + "/activate", HubClient.Body.none()) : put;
        to.tell(
                answer,
                () -> given.id() + ": " + to.in("phiên bản ", "version ") + Texts.text(answer, "latestVersion") + ", "
                        + Texts.text(answer, "lifecycle"));
        return Exit.DONE.code();
    }
}
