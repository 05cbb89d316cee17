package vn.lienthong.hub.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vn.lienthong.hub.canonical.Bilingual;

/** What is left for a person to decide, marked where it stands and listed together. */
final class Decisions {
    private static final String MARK = "DECIDE";

    private final Locale language;
    private final List<Bilingual> all = new ArrayList<>();

    Decisions(Locale language) {
        this.language = language;
    }

    /** Notes a decision; returns the comment that marks its place. */
    String mark(String place, String vi, String en) {
        all.add(new Bilingual(place + ": " + vi, place + ": " + en));
        return "# " + MARK + ": " + new Bilingual(vi, en).in(language);
    }

    /** A comment that asks for nothing. */
    String comment(String vi, String en) {
        return "# " + new Bilingual(vi, en).in(language);
    }

    List<Bilingual> all() {
        return List.copyOf(all);
    }
}
