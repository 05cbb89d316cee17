package vn.lienthong.hub.facade;

import java.time.Clock;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.access.Caller;
import vn.lienthong.hub.trail.Trail;

/** Notes who called which operation through which facade, and how that went. */
@Component
final class FacadeTrail {
    private final Trail trail;
    private final Clock clock;

    FacadeTrail(Trail trail, Clock clock) {
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * @param subject such as {@code tax-office/GetTaxes}
     * @param outcome {@code answered} or a problem's key
     * @param door such as {@code facade-rest}
     */
    void note(String subject, String outcome, String door) {
        trail.note(new Trail.Act(clock.instant(), actor(), "use-facade", subject, outcome, door));
    }

    private static String actor() {
        Authentication shown = SecurityContextHolder.getContext().getAuthentication();
        return shown != null && shown.getPrincipal() instanceof Caller caller ? caller.id() : "?";
    }
}
