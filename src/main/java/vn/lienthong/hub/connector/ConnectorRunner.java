package vn.lienthong.hub.connector;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import vn.lienthong.hub.canonical.SystemId;

/** Whoever makes connectors run. */
public interface ConnectorRunner {
    /**
     * Told that what is wanted of these connectors has changed. For each, it lets what is under way end, puts what is wanted
     * in force by {@link LiveConnectors#putInForce}, and makes that run. Returns at once.
     *
     * @return ends when each was tried, whether or not it runs
     */
    CompletableFuture<Void> follow(Collection<SystemId> changed);
}
