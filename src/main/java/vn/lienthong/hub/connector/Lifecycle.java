package vn.lienthong.hub.connector;

import java.util.Locale;
import vn.lienthong.hub.canonical.Bilingual;

/** Whether a connector is to run. What hinders one that is to run is another matter. */
public enum Lifecycle {
    /** Registered, and never run so far: it is not among the hub's {@link Connectors}. */
    DRAFT("Bản nháp", "Draft"),
    /** It is to run. */
    ACTIVE("Hoạt động", "Active"),
    /**
     * It rests for a while: nothing is taken from its system, asked of it or told to it, and what is to be told waits. Its
     * routes and sessions are kept.
     */
    PAUSED("Tạm dừng", "Paused"),
    /** As paused, until somebody starts it again: its routes and sessions are given up. */
    STOPPED("Đã dừng", "Stopped");

    private final Bilingual title;

    Lifecycle(String vi, String en) {
        this.title = new Bilingual(vi, en);
    }

    public Bilingual title() {
        return title;
    }

    /** The key used in answers and in the database: {@code active}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Lifecycle ofKey(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
