package vn.lienthong.hub.submission;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.delivery.DeliveryWakeUps;
import vn.lienthong.hub.status.FeedListener;

/** Wakes an agency's delivery when the change that tells of a submission has come to the status store. */
@Component
final class SubmissionWakeUps implements FeedListener {
    private final DeliveryWakeUps deliveries;
    private final Set<SystemId> expected = ConcurrentHashMap.newKeySet();

    SubmissionWakeUps(DeliveryWakeUps deliveries) {
        this.deliveries = deliveries;
    }

    /** A change that tells of a submission to this system is about to come. */
    void expect(SystemId system) {
        expected.add(system);
    }

    /** A wake-up too many finds nothing, and the deliveries' own watch makes up for one too few. */
    @Override
    public void grew(long position, Set<SystemId> destinations) {
        for (SystemId system : expected) {
            expected.remove(system);
            deliveries.wake(system);
        }
    }
}
