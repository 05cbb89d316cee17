package vn.lienthong.hub.portal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.DossierState;
import vn.lienthong.hub.canonical.StatusAnswer;
import vn.lienthong.hub.door.ProblemJson;
import vn.lienthong.hub.problem.Problem;

/** The canonical answer as JSON, in one pass: for every door that speaks JSON. */
@Component
final class AnswerJson {
    static final String CONTENT_TYPE = "application/json";

    private static final JsonFactory JSON = new JsonFactory();
    private static final int TAG_BYTES = 12;

    private final AnswerWriter writer;

    AnswerJson(AnswerWriter writer) {
        this.writer = writer;
    }

    Reply of(Inquiry inquiry, StatusAnswer answer) {
        if (answer instanceof StatusAnswer.Current current) {
            return of(inquiry, current.state(), current.source(), false);
        }
        if (answer instanceof StatusAnswer.LastKnown last) {
            return of(inquiry, last.state(), StatusAnswer.Source.HUB, true);
        }
        return of(LookupRefusals.noSuchDossier(inquiry.lookup()), inquiry.language());
    }

    Reply of(Problem problem, Locale language) {
        return new Reply(
                problem.kind().httpStatus(),
                ProblemJson.CONTENT_TYPE,
                ProblemJson.bytes(ProblemJson.of(problem, language)),
                null);
    }

    private Reply of(Inquiry inquiry, DossierState state, StatusAnswer.Source source, boolean stale) {
        var body = new ByteArrayOutputStream(2048);
        try (JsonGenerator json = JSON.createGenerator(body)) {
            var scribe = new JsonScribe(json);
            json.writeStartObject();
            writer.writeFreshness(inquiry, state, source, scribe);
            json.flush();
            int freshnessEnds = body.size();
            writer.writeContent(inquiry, state, stale, scribe);
            json.writeEndObject();
            json.flush();
            byte[] bytes = body.toByteArray();
            return new Reply(200, CONTENT_TYPE, bytes, tagOf(bytes, freshnessEnds));
        } catch (IOException e) {
            throw new UncheckedIOException("an answer could not be written to memory", e);
        }
    }

    // Weak: an answer that was confirmed a second later says the same, and differs in asOf.
    private static String tagOf(byte[] answer, int from) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(answer, from, answer.length - from);
            return "W/\"" + HexFormat.of().formatHex(digest.digest(), 0, TAG_BYTES) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
