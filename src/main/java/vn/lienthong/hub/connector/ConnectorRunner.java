package vn.lienthong.hub.connector;

import java.util.concurrent.CompletableFuture;
import vn.lienthong.hub.canonical.SystemId;

/** Whoever makes connectors run. */
public interface ConnectorRunner {
    /**
     * Told that what is wanted of a connector has changed. It lets what is under way end, puts what is wanted in force by
     * {@link LiveConnectors#putInForce}, and makes that run. Returns at once.
     *
     * @return ends when that was tried, whether or not it runs
     */
    CompletableFuture<Void> follow(SystemId changed);
}
