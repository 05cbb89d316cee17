package vn.lienthong.hub.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.status.Hop;
import vn.lienthong.hub.status.Timelines;
import vn.lienthong.hub.trail.Trail;

/** Notes what came of each try in the trail, and on the way of the dossier. */
@Component
final class NotedDeliveries implements DeliveryNotes {
    private final Timelines timelines;
    private final Trail trail;

    NotedDeliveries(Timelines timelines, Trail trail) {
        this.timelines = timelines;
        this.trail = trail;
    }

    @Override
    public void note(SystemId destination, Item item, What what, @Nullable String detail, Instant at) {
        String number = item.dossier().sourceDossierNo();
        if (item instanceof DossierChanges changes) {
            timelines.told(
                    Hop.Kind.valueOf(what.name()),
                    destination,
                    item.dossier(),
                    changes.pending().position(),
                    detail,
                    at);
            number += " " + changes.pending().position();
        }
        String changeId = item.changeId();
        if (changeId != null) {
            timelines.toldOf(
                    Hop.Kind.valueOf(what.name()),
                    destination,
                    item.dossier(),
                    changeId,
                    item.attempts() + 1,
                    detail,
                    at);
            number += " " + changeId;
        }
        // A destination that is away was told nothing.
        if (what != What.HELD_BACK) {
            trail.note(new Trail.Act(at, "hub", "deliver", number, what.key(), destination.value()));
        }
    }
}
