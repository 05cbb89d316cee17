package vn.lienthong.hub.operations;

import java.time.Clock;
import javax.management.ObjectName;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.access.Caller;
import vn.lienthong.hub.trail.Trail;

/** Notes that people logged in, and what they steered over Jolokia, which Hawtio speaks. */
@Component
class PeopleTrail {
    private final Trail trail;
    private final Clock clock;

    PeopleTrail(Trail trail, Clock clock) {
        this.trail = trail;
        this.clock = clock;
    }

    @EventListener
    void loggedIn(InteractiveAuthenticationSuccessEvent event) {
        note(nameOf(event.getAuthentication()), "log-in", "hub", "done", "pages");
    }

    /** @param what an operation, or an attribute that is to be set */
    void steered(ObjectName name, String what, boolean allowed) {
        String by = nameOf(SecurityContextHolder.getContext().getAuthentication());
        note(by, "steer", name.getCanonicalName() + " " + what, allowed ? "allowed" : "forbidden", "jolokia");
    }

    private void note(String by, String verb, String subject, String outcome, String door) {
        trail.note(new Trail.Act(clock.instant(), by, verb, subject, outcome, door));
    }

    private static String nameOf(@org.jspecify.annotations.Nullable Authentication known) {
        return known != null && known.getPrincipal() instanceof Caller caller ? caller.id() : "?";
    }
}
