package vn.lienthong.hub.console;

import java.text.Collator;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.status.Hop;

/** What pages say in place of the ids that answers for programs hold. */
@Component
class Wording {
    private static final String STAGE = "stage.";
    private static final Pattern LETTER = Pattern.compile("(#\\d+) ([a-z-]+), (.+)");
    private static final Pattern CLOSED = Pattern.compile("(#\\d+) ([a-z]+)");
    private static final String FAILED = "failed: ";

    private final MessageSource messages;

    Wording(MessageSource messages) {
        this.messages = messages;
    }

    String say(String key, Locale language, Object... words) {
        // A number would be grouped: letter 1.234.
        Object[] shown = Arrays.stream(words).map(String::valueOf).toArray();
        return messages.getMessage(key, shown, language);
    }

    /** A step's name; its id where somebody has made a step of his own. */
    String stage(String id, Locale language) {
        return saidOr(STAGE + id, id, language);
    }

    /** The names of all steps that have one, by their ids, in the order of the names. */
    Map<String, String> stages(Locale language) {
        Map<String, String> names = new LinkedHashMap<>();
        ResourceBundle.getBundle("messages", Locale.ROOT).keySet().stream()
                .filter(key -> key.startsWith(STAGE))
                .map(key -> key.substring(STAGE.length()))
                .sorted(Comparator.comparing(id -> stage(id, language), Collator.getInstance(language)))
                .forEach(id -> names.put(id, stage(id, language)));
        return names;
    }

    Map<String, String> kinds(Locale language) {
        Map<String, String> kinds = new LinkedHashMap<>();
        for (ProblemKind kind : ProblemKind.values()) {
            kinds.put(kind.key(), kind.title().in(language));
        }
        return kinds;
    }

    /** What is told of a hop besides what happened. */
    @Nullable
    String detail(Hop hop, Locale language) {
        String detail = hop.detail();
        if (detail == null) {
            return null;
        }
        return switch (hop.kind()) {
            case LOOKED_UP -> saidOr("hop.looked-up." + detail, detail, language);
            case DEAD_LETTERED -> letter(detail, language);
            case DEAD_LETTER_CLOSED -> closed(detail, language);
            case RECEIVED,
                    ACCEPTED,
                    PUBLISHED,
                    REPEATED,
                    DELIVERED,
                    REFUSED_FOR_NOW,
                    GIVEN_UP,
                    HELD_BACK,
                    WAITING,
                    LINKED -> kind(detail, language).orElse(detail);
        };
    }

    private String letter(String detail, Locale language) {
        Matcher told = LETTER.matcher(detail);
        return told.matches()
                ? told.group(1) + " " + kind(told.group(2), language).orElse(told.group(2)) + ", "
                        + stage(told.group(3), language)
                : detail;
    }

    private String closed(String detail, Locale language) {
        Matcher told = CLOSED.matcher(detail);
        return told.matches()
                ? told.group(1) + " " + saidOr("deadLetters.state." + told.group(2), told.group(2), language)
                : detail;
    }

    private static Optional<String> kind(String key, Locale language) {
        return Arrays.stream(ProblemKind.values())
                .filter(kind -> kind.key().equals(key))
                .findFirst()
                .map(kind -> kind.title().in(language));
    }

    /** How a repair went, as reports hold it. */
    @Nullable
    String repaired(@Nullable String how, Locale language) {
        if (how == null || !how.startsWith(FAILED)) {
            return how == null ? null : saidOr("repaired." + how.replace(' ', '-'), how, language);
        }
        String why = how.substring(FAILED.length());
        return say(
                "repaired.failed",
                language,
                kind(why, language).orElseGet(() -> saidOr("repaired." + why.replace(' ', '-'), why, language)));
    }

    private String saidOr(String key, String otherwise, Locale language) {
        return String.valueOf(messages.getMessage(key, null, otherwise, language));
    }
}
