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
    LATE;

    /** The key used in answers: {@code jump}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Judges a change by the status before it in the dossier's order. */
    public static ChangeFlag of(@Nullable DossierStatus before, DossierStatus now) {
        if (before == null || before == now || before.expectedNext().contains(now)) {
            return NONE;
        }
        return before.endsProcessing() && !now.endsProcessing() || now == DossierStatus.SUBMITTED ? REGRESSION : JUMP;
    }
}
