package vn.lienthong.hub.status;

import java.util.Set;
import vn.lienthong.hub.canonical.SystemId;

/**
 * Is told that the feed has grown, so that it need not ask all the time. Any Spring bean of this type is told.
 *
 * <p>A hint, not a promise: it is lost if the hub dies between the commit and the call, so a listener also looks at
 * {@link StatusStore#changesAfter} and {@link DeliveryLedger#take} when it starts and now and then. Calls come from the
 * threads that accept changes, at the same time and not always in the order of positions; they must be quick, and
 * what they throw is logged and harms nobody.
 */
@FunctionalInterface
public interface FeedListener {
    /**
     * Called after the commit.
     *
     * @param position the highest position that is new in the feed
     * @param destinations for which dossiers have become due; empty for a late change
     */
    void grew(long position, Set<SystemId> destinations);
}
