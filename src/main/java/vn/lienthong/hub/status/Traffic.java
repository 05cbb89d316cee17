package vn.lienthong.hub.status;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which changes destinations are told first. */
public enum Traffic {
    /** What just happened goes first. */
    LIVE,
    /** What a system is asked for again, or is replayed, is told as far as there is time for it. */
    AGAIN;

    /** As messages name it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Messages that do not say it are live. */
    public static Traffic of(@Nullable String key) {
        return AGAIN.key().equals(key) ? AGAIN : LIVE;
    }

    /** As the ledger's rows keep it. */
    int lane() {
        return ordinal();
    }
}
