package vn.lienthong.hub.deadletter;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import vn.lienthong.hub.deadletter.DeadLetters.DeadLetter;
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

    /** With the content too: as {@code text} if it is UTF-8, else in {@code base64}. */
    static ObjectNode whole(DeadLetter letter, Locale language) {
        ObjectNode json = summary(letter, language);
        byte[] content = letter.original().content();
        ObjectNode original = json.withObject("/original").put("cut", letter.isCut());
        try {
            original.put(
                    "text",
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(content))
                            .toString());
        } catch (CharacterCodingException e) {
            original.put("base64", Base64.getEncoder().encodeToString(content));
        }
        return json;
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
