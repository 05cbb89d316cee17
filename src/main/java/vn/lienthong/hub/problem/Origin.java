package vn.lienthong.hub.problem;

import java.util.Locale;

/** Whose side a problem is on, and so who can mend it. */
public enum Origin {
    /** The portal, or whichever client asked. */
    PORTAL,
    /** The hub itself, or a definition in it. */
    HUB,
    /** The agency's system. */
    AGENCY;

    /** The key used in answers: {@code agency}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
