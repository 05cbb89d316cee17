package vn.lienthong.hub.delivery;

import vn.lienthong.hub.canonical.DossierKey;

/** Something that one destination is to be told: what has changed of a dossier, or a submission. */
public interface Item {
    /** Whose it is. Items of one dossier reach a destination in their order. */
    DossierKey dossier();

    /** How often it failed since the last success or replay, by its own fault. */
    int attempts();

    /** Whether an earlier telling may have arrived without the hub knowing, so that the destination is to be asked first. */
    boolean inDoubt();
}
