package vn.lienthong.hub.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

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
    ADMINISTER,
    /** Let a connector's new version run that somebody else has registered, where two people are asked for. */
    APPROVE_CONNECTORS;

    /** The key used in settings: {@code look-up}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The right of this key. */
    public static Optional<Right> ofKey(String key) {
        return Arrays.stream(values()).filter(right -> right.key().equals(key)).findFirst();
    }

    static String keys() {
        return Arrays.stream(values()).map(Right::key).collect(Collectors.joining(", "));
    }
}
