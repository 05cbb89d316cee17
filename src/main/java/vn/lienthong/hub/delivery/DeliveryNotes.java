package vn.lienthong.hub.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.SystemId;

/** Where it is noted, for people who ask later, what came of each try to tell something. */
@FunctionalInterface
public interface DeliveryNotes {
    DeliveryNotes NONE = (destination, item, what, detail, at) -> {};

    /**
     * Notes it without waiting. To be called before the outbox is told the same, for that counts the try.
     *
     * @param detail a problem in a line, without personal data
     */
    void note(SystemId destination, Item item, What what, @Nullable String detail, Instant at);

    /** What came of a try. */
    enum What {
        DELIVERED,
        REFUSED_FOR_NOW,
        GIVEN_UP,
        HELD_BACK;

        /** As the trail writes it. */
        String key() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }
}
