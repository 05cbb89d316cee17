package vn.lienthong.hub.canonical;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;

/**
 * A text people read, in Vietnamese and in English.
 *
 * @param vi the Vietnamese text
 * @param en the English text
 */
public record Bilingual(String vi, String en) {
    public Bilingual {
        if (vi.isBlank() || en.isBlank()) {
            throw new IllegalArgumentException("a text was blank in one language: vi \"" + vi + "\", en \"" + en
                    + "\"; both languages are shown to people");
        }
    }

    /**
     * Both texts, with what belongs at their places {@code %s} put in.
     *
     * @param parts in their order; one that is bilingual itself is put in in the text's language
     */
    public static Bilingual of(String vi, String en, Object... parts) {
        return new Bilingual(filled(vi, parts, Bilingual::vi), filled(en, parts, Bilingual::en));
    }

    /** A text that is the same in every language, such as a name. */
    public static Bilingual same(String text) {
        return new Bilingual(text, text);
    }

    private static String filled(String text, Object[] parts, Function<Bilingual, String> language) {
        return parts.length == 0
                ? text
                : String.format(
                        Locale.ROOT,
                        text,
                        Arrays.stream(parts)
                                .map(part -> part instanceof Bilingual told ? language.apply(told) : part)
                                .toArray());
    }

    /** The text for a reader's language: English where that is asked for, Vietnamese for everybody else. */
    public String in(Locale language) {
        return language.getLanguage().equals("en") ? en : vi;
    }
}
