package vn.lienthong.hub.connector;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.translation.PatternProbe;

/**
 * A value that is reckoned by a JSONata expression of the item, in which {@code $record} is the whole record. It has at most
 * a second and a limited depth; where it fails there is no value.
 */
final class Formula {
    private static final Logger LOG = LoggerFactory.getLogger(Formula.class);
    private static final long LONGEST_MILLIS = 1_000;
    private static final int DEEPEST = 100;
    private static final JsonMapper PLAIN = JsonMapper.builder().build();

    /** A slash divides behind a value, and begins a regular expression behind anything else. */
    private static final Pattern REGEX =
            Pattern.compile("(?:^|[(,:=\\[{~><&|?;+*%])\\s*/((?:[^/\\\\]|\\\\.)+)/([im]*)");

    private final String written;
    /** The library keeps what it works on in the expression, so each thread has its own. */
    private final ThreadLocal<Jsonata> compiled;

    private Formula(String written) {
        this.written = written;
        this.compiled = ThreadLocal.withInitial(() -> Jsonata.jsonata(written));
    }

    static Formula of(String written) {
        return new Formula(written);
    }

    /** Why a text is no expression, with the place in it; null if it is one. */
    static @Nullable Bilingual wrong(String text) {
        try {
            Jsonata.jsonata(text);
        } catch (JException e) {
            return Bilingual.of(
                    "%s (ở ký tự %s)",
                    "%s (at character %s)", LibraryWords.told(e.getMessage()), Math.max(e.getLocation(), 0) + 1);
        } catch (RuntimeException e) {
            return LibraryWords.told(e.getMessage());
        }
        Matcher regex = REGEX.matcher(text);
        while (regex.find()) {
            Bilingual wrong = wrongPattern(regex.group(1));
            if (wrong != null) {
                return Bilingual.of(
                        "biểu thức chính quy ở ký tự %s: %s",
                        "the regular expression at character %s: %s", regex.start(1) + 1, wrong);
            }
        }
        return null;
    }

    private static @Nullable Bilingual wrongPattern(String pattern) {
        try {
            return PatternProbe.backtracksWithoutEnd(Pattern.compile(pattern)) ? TextFormat.ENDLESS : null;
        } catch (PatternSyntaxException e) {
            return LibraryWords.told(e.getDescription());
        }
    }

    /** The value, as a tree; missing where there is none. */
    JsonNode value(JsonNode record, JsonNode item) {
        try {
            Jsonata expression = compiled.get();
            Jsonata.Frame names = expression.createFrame();
            names.setRuntimeBounds(LONGEST_MILLIS, DEEPEST);
            names.bind("record", plain(record));
            return PLAIN.valueToTree(expression.evaluate(plain(item), names));
        } catch (RuntimeException | StackOverflowError e) {
            LOG.debug("{} gives no value of a record: {}", written, e.getClass().getSimpleName());
            return PLAIN.missingNode();
        }
    }

    private static @Nullable Object plain(JsonNode node) {
        return PLAIN.convertValue(node, new TypeReference<Object>() {});
    }

    @Override
    public String toString() {
        return written;
    }
}
