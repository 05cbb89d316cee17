package vn.lienthong.hub.trail;

import java.time.Instant;

/** Who asked or was told what, and when. */
public interface Trail {
    /** Notes an act; never blocks the act itself, and is on disk within a second. */
    void note(Act act);

    /**
     * One act.
     *
     * @param actor the client or person
     * @param verb what was done, such as {@code look-up}
     * @param subject on what, such as a dossier's code
     * @param outcome how it went, such as {@code current} or a problem's key
     * @param door over what, such as {@code rest} or {@code amqp}
     */
    record Act(Instant at, String actor, String verb, String subject, String outcome, String door) {}
}
