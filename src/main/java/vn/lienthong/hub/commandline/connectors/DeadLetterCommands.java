package vn.lienthong.hub.commandline.connectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.lienthong.hub.canonical.Bilingual;

/** Commands about what could not go through. */
final class DeadLetterCommands {
    private static final String LETTERS = "/api/v1/dead-letters";

    private DeadLetterCommands() {}

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Dead letters, newest first.")
    static int list(
            @Mixin HubOptions options,
            @Mixin LetterSelection which,
            @Option(
                            names = "--state",
                            paramLabel = "STATE",
                            defaultValue = "open",
                            description = "open, replayed, discarded or any. Default: ${DEFAULT-VALUE}.")
                    String state,
            @Option(names = "--before", paramLabel = "ID", description = "Go on below this id.") @Nullable Long before,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "50",
                            description = "How many at most. Default: ${DEFAULT-VALUE}.")
                    int limit) {
        Terminal to = options.terminal();
        StringJoiner query =
                which.query().add("state=" + HubClient.escaped(state)).add("limit=" + limit);
        if (before != null) {
            query.add("before=" + before);
        }
        JsonNode answer = options.client(LETTERS).get(query.toString());
        to.tell(answer, () -> LetterTexts.list(to, answer));
        return Exit.DONE.code();
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "One of them: its problem, its original and what the hub makes of that now.")
    static int show(@Mixin HubOptions options, @Parameters(paramLabel = "ID") long id) {
        Terminal to = options.terminal();
        JsonNode answer = options.client(LETTERS).get("/" + id);
        to.tell(answer, () -> LetterTexts.one(to, answer));
        return Exit.DONE.code();
    }

    @Command(
            name = "preview",
            mixinStandardHelpOptions = true,
            description = "Count what would come of a replay. Nothing is sent.")
    static int preview(
            @Mixin HubOptions options,
            @Mixin LetterSelection which,
            @Parameters(paramLabel = "ID", arity = "0..*") @Nullable List<Long> ids) {
        Terminal to = options.terminal();
        JsonNode answer = options.client(LETTERS).post("/replays/preview", HubClient.Body.json(which.json(ids)));
        to.tell(answer, () -> LetterTexts.preview(to, answer));
        return Exit.DONE.code();
    }

    @Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            description =
                    "Replay some by their ids, or all of a connector, stage, problem, dossier or time, at a bounded rate.")
    static int replay(
            @Mixin HubOptions options,
            @Mixin LetterSelection which,
            @Parameters(paramLabel = "ID", arity = "0..*") @Nullable List<Long> ids,
            @Option(
                            names = "--per-second",
                            paramLabel = "N",
                            defaultValue = "20",
                            description = "The most letters a second. Default: ${DEFAULT-VALUE}.")
                    int perSecond) {
        Terminal to = options.terminal();
        HubClient client = options.client(LETTERS);
        if (ids != null && ids.size() == 1) {
            JsonNode answer = client.post("/" + ids.get(0) + "/replay", HubClient.Body.none());
            return outcome(to, answer);
        }
        JsonNode answer =
                client.post("/replays", HubClient.Body.json(which.json(ids).put("perSecond", perSecond)));
        to.tell(answer, () -> LetterTexts.run(to, answer));
        return Exit.DONE.code();
    }

    @Command(
            name = "replays",
            mixinStandardHelpOptions = true,
            description = "The latest replays, or how far one of them has come.")
    static int replays(
            @Mixin HubOptions options,
            @Parameters(paramLabel = "REPLAY", arity = "0..1") @Nullable Long id,
            @Option(names = "--stop", description = "End it.") boolean stop) {
        Terminal to = options.terminal();
        HubClient client = options.client(LETTERS);
        if (id == null) {
            JsonNode answer = client.get("/replays");
            to.tell(answer, () -> LetterTexts.runs(to, answer.path("replays")));
            return Exit.DONE.code();
        }
        JsonNode answer =
                stop ? client.post("/replays/" + id + "/stop", HubClient.Body.none()) : client.get("/replays/" + id);
        to.tell(answer, () -> LetterTexts.run(to, answer));
        return Exit.DONE.code();
    }

    @Command(
            name = "resend",
            mixinStandardHelpOptions = true,
            description = "Send one with an edited original; both versions are kept.")
    static int resend(
            @Mixin HubOptions options,
            @Parameters(paramLabel = "ID") long id,
            @Option(
                            names = "--file",
                            paramLabel = "FILE",
                            required = true,
                            description = "The edited original, in UTF-8.")
                    Path file) {
        Terminal to = options.terminal();
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Stopped.by(
                    Exit.USAGE,
                    to,
                    new Bilingual("Không đọc được tệp " + file + ".", "The file " + file + " cannot be read."),
                    new Bilingual(
                            "Kiểm tra đường dẫn; tệp phải là UTF-8.", "Check the path; the file has to be UTF-8."));
        }
        JsonNode body = JsonNodeFactory.instance.objectNode().put("text", text);
        return outcome(to, options.client(LETTERS).post("/" + id + "/resend", HubClient.Body.json(body)));
    }

    @Command(name = "discard", mixinStandardHelpOptions = true, description = "Give one up.")
    static int discard(@Mixin HubOptions options, @Parameters(paramLabel = "ID") long id) {
        Terminal to = options.terminal();
        JsonNode answer = options.client(LETTERS).post("/" + id + "/discard", HubClient.Body.none());
        to.tell(answer, () -> id + ": " + Texts.text(answer, "state"));
        return Exit.DONE.code();
    }

    private static int outcome(Terminal to, JsonNode answer) {
        to.tell(answer, () -> LetterTexts.outcome(answer));
        return answer.path("outcome").asText().equals("still-fails") ? Exit.FAILED_TRIAL.code() : Exit.DONE.code();
    }
}
