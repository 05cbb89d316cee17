package vn.lienthong.hub.commandline.connectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.hub.canonical.Bilingual;

/** Commands that make a connector of the hub run, rest, go back or read from elsewhere. */
final class SteerCommands {
    private SteerCommands() {}

    @Command(
            name = "activate",
            mixinStandardHelpOptions = true,
            description = "Let a draft, or a version that waits for approval, run.")
    static int activate(@Mixin HubOptions options, @Parameters(paramLabel = "ID") String id) {
        return act(options, id, "activate");
    }

    @Command(
            name = "pause",
            mixinStandardHelpOptions = true,
            description = "Let it rest: pushes are refused, nothing is asked or told, what waits is kept.")
    static int pause(@Mixin HubOptions options, @Parameters(paramLabel = "ID") String id) {
        return act(options, id, "pause");
    }

    @Command(name = "resume", mixinStandardHelpOptions = true, description = "Let it go on after pause or stop.")
    static int resume(@Mixin HubOptions options, @Parameters(paramLabel = "ID") String id) {
        return act(options, id, "resume");
    }

    @Command(
            name = "stop",
            mixinStandardHelpOptions = true,
            description = "Like pause, and its routes are taken away until resume.")
    static int stop(@Mixin HubOptions options, @Parameters(paramLabel = "ID") String id) {
        return act(options, id, "stop");
    }

    @Command(name = "restart", mixinStandardHelpOptions = true, description = "Make its routes anew and log in again.")
    static int restart(@Mixin HubOptions options, @Parameters(paramLabel = "ID") String id) {
        return act(options, id, "restart");
    }

    private static int act(HubOptions options, String id, String verb) {
        Terminal to = options.terminal();
        JsonNode status = options.client().post("/" + id + "/" + verb, HubClient.Body.none());
        to.tell(
                status,
                () -> id + ": " + Texts.text(status, "lifecycle") + ", "
                        + Texts.text(status, "conditionName", "condition"));
        return Exit.DONE.code();
    }

    @Command(
            name = "rollback",
            mixinStandardHelpOptions = true,
            description = "Register an older version's files as the latest version.")
    static int rollBack(
            @Mixin HubOptions options,
            @Parameters(paramLabel = "ID") String id,
            @Parameters(paramLabel = "VERSION") long version) {
        Terminal to = options.terminal();
        JsonNode answer = options.client()
                .post(
                        "/" + id + "/rollback",
                        HubClient.Body.json(
                                JsonNodeFactory.instance.objectNode().put("version", version)));
        to.tell(
                answer,
                () -> id + ": " + to.in("phiên bản ", "version ") + Texts.text(answer, "latestVersion")
                        + to.in(" mang nội dung của phiên bản ", " has the content of version ") + version);
        return Exit.DONE.code();
    }

    @Command(
            name = "delete",
            mixinStandardHelpOptions = true,
            description = "Remove a connector that is kept by the hub; refused while something waits for it.")
    static int delete(
            @Mixin HubOptions options,
            @Parameters(paramLabel = "ID") String id,
            @Option(names = "--force", description = "Move what waits to the dead letters.") boolean force) {
        Terminal to = options.terminal();
        options.client().delete("/" + id + (force ? "?force=true" : ""));
        to.tell(JsonNodeFactory.instance.objectNode().put("deleted", id), () -> to.in("Đã xoá ", "Deleted ") + id);
        return Exit.DONE.code();
    }

    @Command(
            name = "watermark",
            mixinStandardHelpOptions = true,
            description = "Show how far the system has been read, or, while the connector is paused, move it.")
    static int watermark(
            @Mixin HubOptions options,
            @Parameters(paramLabel = "ID") String id,
            @Parameters(paramLabel = "VALUE", arity = "0..1", description = "Where to read from.") @Nullable
                    String value,
            @Option(names = "--beginning", description = "Read from the beginning again.") boolean beginning) {
        Terminal to = options.terminal();
        if (beginning && value != null) {
            throw Stopped.by(
                    Exit.USAGE,
                    to,
                    new Bilingual("Chỉ một trong hai: VALUE hoặc --beginning.", "Only one of VALUE and --beginning."),
                    new Bilingual("Bỏ bớt một.", "Leave one out."));
        }
        ObjectNode asked = JsonNodeFactory.instance.objectNode().put("value", value);
        JsonNode answer = beginning || value != null
                ? options.client().put("/" + id + "/watermark", HubClient.Body.json(asked))
                : options.client().get("/" + id + "/watermark");
        to.tell(
                answer,
                () -> answer.path("value").isNull()
                        ? to.in("từ đầu", "the beginning")
                        : answer.path("value").asText());
        return Exit.DONE.code();
    }

    @Command(
            name = "resync",
            mixinStandardHelpOptions = true,
            description =
                    "Read a system again: one dossier, a window of watermarks, or all. See how far it is with status.")
    static int resync(
            @Mixin HubOptions options,
            @Parameters(paramLabel = "ID") String id,
            @Option(names = "--dossier", paramLabel = "CODE", description = "One dossier.") @Nullable String dossier,
            @Option(names = "--from", paramLabel = "WATERMARK", description = "Where to begin.") @Nullable String from,
            @Option(names = "--to", paramLabel = "WATERMARK", description = "Where to end.") @Nullable String to,
            @Option(names = "--all", description = "From the beginning.") boolean all,
            @Option(names = "--per-second", paramLabel = "N", description = "The most records in a second.") @Nullable
                    Integer perSecond,
            @Option(names = "--stop", description = "End the one that is under way.") boolean stop) {
        Terminal terminal = options.terminal();
        if (stop) {
            options.client().delete("/" + id + "/resync");
            terminal.say("Đã dừng.", "Stopped.");
            return Exit.DONE.code();
        }
        ObjectNode asked = JsonNodeFactory.instance.objectNode();
        if (dossier != null) {
            asked.put("dossier", dossier);
        }
        if (all) {
            asked.put("all", true);
        }
        if (from != null) {
            asked.put("from", from);
        }
        if (to != null) {
            asked.put("to", to);
        }
        if (perSecond != null) {
            asked.put("perSecond", perSecond);
        }
        JsonNode answer = options.client().post("/" + id + "/resync", HubClient.Body.json(asked));
        terminal.tell(
                answer,
                () -> answer.has("changes")
                        ? terminal.in("Số thay đổi: ", "Changes: ") + Texts.text(answer, "changes")
                        : Texts.resync(terminal, answer));
        return Exit.DONE.code();
    }
}
