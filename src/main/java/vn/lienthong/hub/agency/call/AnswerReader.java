package vn.lienthong.hub.agency.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.agency.AgencySettings;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition.Success;
import vn.lienthong.hub.problem.Undeliverable;
import vn.lienthong.hub.translation.JsonRecords;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.XmlTree;

/** Reads a system's answer: its HTTP status, its content, and the verdict that some systems put into it. */
@Component
final class AnswerReader {
    private static final int LONGEST_WORDS = 120;

    private final Limits limits;

    AnswerReader(AgencySettings settings) {
        this.limits = Limits.MESSAGE.ofBytes(settings.largestAnswer().toBytes());
    }

    /** What an answer comes to. */
    sealed interface Verdict {
        record Good(JsonNode tree) implements Verdict {}

        record NotFound() implements Verdict {}

        record SessionEnded() implements Verdict {}
    }

    Verdict read(SystemId system, Message answer, Success success) {
        InputStream body = answer.getBody(InputStream.class);
        try (InputStream content = body == null ? InputStream.nullInputStream() : body) {
            return read(system, answer, content, success);
        } catch (IOException e) {
            throw CallProblems.of(system, e);
        }
    }

    private Verdict read(SystemId system, Message answer, InputStream content, Success success) {
        int status = answer.getHeader(Exchange.HTTP_RESPONSE_CODE, 200, Integer.class);
        if (status == 401) {
            return new Verdict.SessionEnded();
        }
        if (status == 404) {
            return new Verdict.NotFound();
        }
        if (status >= 300 && status < 400) {
            throw CallProblems.redirected(system, status);
        }
        if (status >= 400) {
            throw CallProblems.httpStatus(system, status, retryAfter(answer));
        }
        if (status == 204) {
            return new Verdict.Good(MissingNode.getInstance());
        }
        return judged(system, content(system, answer, content), success);
    }

    /** Judges content by the verdict in it. */
    static Verdict judged(SystemId system, JsonNode tree, Success success) {
        if (success.at() == null) {
            return new Verdict.Good(tree);
        }
        JsonNode told = tree.at(success.at());
        if (told.isMissingNode() || told.isNull()) {
            throw CallProblems.noVerdict(system, success.at());
        }
        String verdict = told.asText();
        if (success.anyOf().contains(verdict)) {
            return new Verdict.Good(tree);
        }
        if (success.notFound().contains(verdict)) {
            return new Verdict.NotFound();
        }
        if (success.expired().contains(verdict)) {
            return new Verdict.SessionEnded();
        }
        String words =
                success.message() == null ? "" : tree.at(success.message()).asText("");
        throw CallProblems.refused(system, shown(verdict), shown(words));
    }

    private JsonNode content(SystemId system, Message answer, InputStream content) {
        String type = answer.getHeader(Exchange.CONTENT_TYPE, "", String.class).toLowerCase(Locale.ROOT);
        try {
            return type.contains("xml") && !type.contains("html")
                    ? XmlTree.read(content, limits)
                    : JsonRecords.read(content, limits);
        } catch (Undeliverable unreadable) {
            throw CallProblems.notContent(system, unreadable.problem());
        } catch (UncheckedIOException e) {
            throw CallProblems.of(system, e);
        }
    }

    private static @Nullable Duration retryAfter(Message answer) {
        String after = answer.getHeader("Retry-After", String.class);
        try {
            return after == null ? null : Duration.ofSeconds(Long.parseLong(after.strip()));
        } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
            // A date, which few send; the hub's own back-off does as well.
            return null;
        }
    }

    /** A system's own words, on one line, with long numbers left out: they may be somebody's. */
    static String shown(String words) {
        String line = words.strip().replaceAll("\\p{Cntrl}", " ").replaceAll("\\d{6,}", "…");
        return line.length() <= LONGEST_WORDS ? line : line.substring(0, LONGEST_WORDS) + "…";
    }
}
