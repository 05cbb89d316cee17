package vn.lienthong.hub.access;

/** What a caller may do. Pushing changes is granted system by system: see {@link Caller#mayPushFor}. */
public enum Right {
    /** Look a dossier up by its code: status, dates and agency, names and ids masked. */
    LOOK_UP,
    /** See personal data, officers' names and notes in answers. */
    SEE_PERSONAL_DATA,
    /** Read the change feed. */
    SUBSCRIBE,
    /** See the administrators' pages, metrics, Hawtio. */
    VIEW,
    /** Change things: replay, pause, Hawtio's operations. */
    ADMINISTER
}
