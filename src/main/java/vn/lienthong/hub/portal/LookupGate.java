package vn.lienthong.hub.portal;

import java.time.Duration;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.access.Access;
import vn.lienthong.hub.access.Right;
import vn.lienthong.hub.problem.TryAgainLater;
import vn.lienthong.hub.problem.Undeliverable;

/** Lets a look-up in if its caller may ask, and may ask now. */
@Component("lookupGate")
public final class LookupGate {
    private final Access access;

    LookupGate(Access access) {
        this.access = access;
    }

    /**
     * @throws Undeliverable if the caller has no right to look dossiers up
     * @throws TryAgainLater if it has asked too often
     */
    public void check(Inquiry inquiry) {
        if (!inquiry.caller().may(Right.LOOK_UP)) {
            throw new Undeliverable(LookupRefusals.mayNotLookUp(inquiry.caller().id()));
        }
        long wait = inquiry.counted() ? 0 : access.waitBeforeNext(inquiry.caller(), 1);
        if (wait > 0) {
            throw new TryAgainLater(LookupRefusals.tooManyLookups(wait), Duration.ofMillis(wait), null);
        }
    }
}
