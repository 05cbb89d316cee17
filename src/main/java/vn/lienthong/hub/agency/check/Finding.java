package vn.lienthong.hub.agency.check;

import vn.lienthong.hub.canonical.Bilingual;

/** What a step that did not fail came to. */
sealed interface Finding {
    Bilingual text();

    record Good(Bilingual text) implements Finding {}

    /** There was nothing to do. */
    record Nothing(Bilingual text) implements Finding {}

    static Finding good(String vi, String en) {
        return new Good(new Bilingual(vi, en));
    }

    static Finding nothing(String vi, String en) {
        return new Nothing(new Bilingual(vi, en));
    }
}
