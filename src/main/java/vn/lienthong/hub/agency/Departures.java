package vn.lienthong.hub.agency;

import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.LiveConnectors;

/** Forgets how connectors did that are no longer there: another that takes their id later begins with nothing. */
@Component
final class Departures {
    Departures(LiveConnectors connectors, ChangeRate rate, IntakeStates intakes, LookupStates lookups) {
        connectors.whenChanged(() -> {
            Predicate<SystemId> isThere = id -> connectors.find(id).isPresent();
            rate.keepOnly(isThere);
            intakes.keepOnly(isThere);
            lookups.keepOnly(isThere);
        });
    }
}
