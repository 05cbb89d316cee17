package vn.lienthong.hub.agency;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The group of the message that this thread handles now. */
@Component
final class PresentGroup implements MessageGroup {
    private final ThreadLocal<@Nullable WorkGroup> present = new ThreadLocal<>();

    @Override
    public void add(Work work) {
        WorkGroup group = present.get();
        if (group == null) {
            work.begin().run();
        } else {
            group.add(work);
        }
    }

    /** What this thread handles until it is told otherwise leaves its work with the group; null is for none. */
    void set(@Nullable WorkGroup group) {
        if (group == null) {
            present.remove();
        } else {
            present.set(group);
        }
    }
}
