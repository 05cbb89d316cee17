package vn.lienthong.hub.delivery;

import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.DossierKey;

/** Something that one destination is to be told: what has changed of a dossier, or a submission. */
public interface Item {
    /** Whose it is. Items of one dossier reach a destination in their order. */
    DossierKey dossier();

    /** How often it failed since the last success or replay, by its own fault. */
    int attempts();

    /** Whether an earlier telling may have arrived without the hub knowing, so that the destination is to be asked first. */
    boolean inDoubt();

    /** The change on whose way the tries are noted, where they are noted by that; null where the item's outbox knows better. */
    default @Nullable String changeId() {
        return null;
    }
}
