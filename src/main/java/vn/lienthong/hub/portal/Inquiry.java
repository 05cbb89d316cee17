package vn.lienthong.hub.portal;

import java.time.Instant;
import java.util.Locale;
import vn.lienthong.hub.access.Caller;
import vn.lienthong.hub.access.Right;
import vn.lienthong.hub.canonical.StatusLookup;

/**
 * A look-up as it came in through a door.
 *
 * @param lookup what is asked
 * @param caller who asks
 * @param language in which the answer is read
 * @param door over what it came: {@code rest}, {@code soap}, {@code queue}
 * @param counted whether the door has already counted it against the caller's rate limit
 * @param answerBy when the caller is to have an answer at the latest, whatever the agencies do
 */
public record Inquiry(
        StatusLookup lookup, Caller caller, Locale language, String door, boolean counted, Instant answerBy) {
    boolean seesPersonalData() {
        return caller.may(Right.SEE_PERSONAL_DATA);
    }
}
