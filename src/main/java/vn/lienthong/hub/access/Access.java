package vn.lienthong.hub.access;

import java.util.Optional;

/** The one place that says who a caller is and what it may do, for HTTP, SOAP, the broker's protocols and the pages. */
public interface Access {
    /** The client whose key this is. */
    Optional<Caller> byKey(String key);

    /** The client of this id and key, or the person of this login and password. */
    Optional<Caller> byNameAndSecret(String name, String secret);

    /** The client or person of this name, already authenticated by a door. */
    Optional<Caller> byName(String name);

    /**
     * Counts one act against the caller's rate limit.
     *
     * @return zero, or how many milliseconds to wait before trying again
     */
    long waitBeforeNext(Caller caller, int weight);
}
