package vn.lienthong.hub.commandline.connectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Supplier;
import vn.lienthong.hub.canonical.Bilingual;

/**
 * Where a command tells what it found: in the reader's language, or as JSON for programs.
 *
 * @param json whether programs read it
 */
record Terminal(PrintWriter out, PrintWriter err, Locale language, boolean json) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    String in(Bilingual text) {
        return text.in(language);
    }

    String in(String vi, String en) {
        return new Bilingual(vi, en).in(language);
    }

    /** Tells an answer: as it is to programs, as a text to people. */
    void tell(JsonNode answer, Supplier<String> text) {
        out.println(json ? written(answer) : text.get());
        out.flush();
    }

    void say(String vi, String en) {
        out.println(in(vi, en));
        out.flush();
    }

    /** Tells why something was not done. */
    void complain(JsonNode problem) {
        if (json) {
            err.println(written(problem));
        } else {
            err.println(problem.path("detail").asText(problem.path("title").asText()));
            if (problem.has("remedy")) {
                err.println("→ " + problem.path("remedy").asText());
            }
            if (problem.has("faults")) {
                err.println(Texts.faults(problem.path("faults")));
            }
        }
        err.flush();
    }

    private static String written(JsonNode answer) {
        try {
            return JSON.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }
}
