package vn.lienthong.hub.deadletter;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vn.lienthong.hub.deadletter.DeadLetters.DeadLetter;
import vn.lienthong.hub.deadletter.DeadLetters.Version;
import vn.lienthong.hub.door.ProblemJson;

/** Dead letters as administrators get them. */
final class DeadLetterJson {
    private DeadLetterJson() {}

    static ObjectNode listed(List<DeadLetter> letters, long open, Locale language) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var array = json.putArray("deadLetters");
        letters.forEach(letter -> array.add(summary(letter, language)));
        return json.put("open", open);
    }

    /** Everything but the original's content. */
    static ObjectNode summary(DeadLetter letter, Locale language) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", letter.id())
                .put("connector", letter.connector().value())
                .put("state", key(letter.state()))
                .put("times", letter.times())
                .put("firstAt", letter.firstAt().toString())
                .put("lastAt", letter.lastAt().toString());
        if (letter.dossierNo() != null) {
            json.put("dossierNo", letter.dossierNo());
        }
        json.set("problem", ProblemJson.of(letter.problem(), language));
        json.putObject("original")
                .put("form", key(letter.original().form()))
                .put("contentType", letter.original().contentType())
                .put("size", letter.originalSize());
        return json;
    }

    /** With the content too: as {@code text} if it is UTF-8, else in {@code base64}; and what was made of it. */
    static ObjectNode whole(DeadLetter letter, Optional<String> translated, List<Version> versions, Locale language) {
        ObjectNode json = summary(letter, language);
        putContent(
                json.withObject("/original").put("cut", letter.isCut()),
                letter.original().content());
        translated.ifPresent(text -> json.put("translated", text));
        if (!versions.isEmpty()) {
            var edited = json.putArray("versions");
            versions.forEach(version -> putContent(
                    edited.addObject()
                            .put("version", version.number())
                            .put("by", version.by())
                            .put("at", version.at().toString()),
                    version.content()));
        }
        return json;
    }

    /** With the content as those see it who may not see personal data. */
    static ObjectNode veiled(DeadLetter letter, Optional<String> translated, Locale language) {
        ObjectNode json = summary(letter, language);
        if (!letter.isCut()) {
            Veil.over(letter.original().content())
                    .ifPresent(text -> json.withObject("/original").put("veiled", text));
        }
        translated
                .flatMap(text -> Veil.over(text.getBytes(StandardCharsets.UTF_8)))
                .ifPresent(text -> json.put("translatedVeiled", text));
        return json;
    }

    private static void putContent(ObjectNode json, byte[] content) {
        try {
            json.put(
                    "text",
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(content))
                            .toString());
        } catch (CharacterCodingException e) {
            json.put("base64", Base64.getEncoder().encodeToString(content));
        }
    }

    static ObjectNode outcome(Replay.Outcome outcome, Locale language) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (outcome instanceof Replay.Outcome.StillFails fails) {
            var problems = json.put("outcome", outcome.key()).putArray("problems");
            fails.problems().forEach(problem -> problems.add(ProblemJson.of(problem, language)));
            return json;
        }
        return json.put("outcome", outcome.key());
    }

    private static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
