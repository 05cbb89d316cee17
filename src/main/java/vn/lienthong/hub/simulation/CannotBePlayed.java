package vn.lienthong.hub.simulation;

import vn.lienthong.hub.canonical.Bilingual;

/** The system of a connector cannot be played. */
public final class CannotBePlayed extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient Bilingual why;

    CannotBePlayed(Bilingual why) {
        super(why.en());
        this.why = why;
    }

    /** Why, for whoever starts it. */
    public Bilingual why() {
        return why;
    }
}
