package vn.lienthong.hub.canonical;

import java.util.Locale;

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

    /** The text for a reader's language: English where that is asked for, Vietnamese for everybody else. */
    public String in(Locale language) {
        return language.getLanguage().equals("en") ? en : vi;
    }
}
