package vn.lienthong.hub.submission;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.access.Caller;
import vn.lienthong.hub.canonical.PortalAct;

/**
 * Something that came in through a door to be handed on to an agency. The body of {@code direct:portal-submission}.
 *
 * @param act what was done at the portal
 * @param code the dossier it is about; null for a new one, whose code may be in the body
 * @param agency the agency it is about, where the code alone may not tell; null for none
 * @param body what was sent, a JSON object
 * @param key what makes two sendings the same one
 * @param caller who sends
 * @param language in which the caller reads
 * @param door over what it came: {@code rest}, {@code soap}, {@code queue}
 * @param counted whether the door has counted it against the caller's rate limit
 */
public record Handed(
        PortalAct act,
        @Nullable String code,
        @Nullable String agency,
        JsonNode body,
        @Nullable String key,
        Caller caller,
        Locale language,
        String door,
        boolean counted) {
    /** Prints no personal data. */
    @Override
    public String toString() {
        return "Handed[" + act.key() + " by " + caller.id() + "]";
    }
}
