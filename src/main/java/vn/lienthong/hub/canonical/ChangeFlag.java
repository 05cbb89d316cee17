package vn.lienthong.hub.canonical;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What was unusual about a change. It is shown, and the change is kept. */
public enum ChangeFlag {
    /** As expected. */
    NONE,
    /** A status that is not expected after the one before it. */
    JUMP,
    /** A step back in the dossier's life, such as from completed to submitted. */
    REGRESSION,
    /** It arrived after a newer change of the same dossier: history only. */
    LATE,
    /** A portal's claim that contradicts what the agency had told before: history only, for the agency decides. */
    OVERRULED,
    /** The agency's word, which contradicts what a portal had claimed before it. */
    OVERRULES;

    /** The key used in answers: {@code jump}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the change joins the history and is told to no portal. */
    public boolean isHistoryOnly() {
        return this == LATE || this == OVERRULED;
    }

    /** Judges a change by the status before it in the dossier's order. */
    public static ChangeFlag of(@Nullable DossierStatus before, DossierStatus now) {
        if (before == null || before == now || before.expectedNext().contains(now)) {
            return NONE;
        }
        return before.endsProcessing() && !now.endsProcessing() || now == DossierStatus.SUBMITTED ? REGRESSION : JUMP;
    }
}
