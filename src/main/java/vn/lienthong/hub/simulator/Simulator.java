package vn.lienthong.hub.simulator;

import java.net.URI;

/** One simulated system: a server on loopback, until it is closed. */
public interface Simulator extends AutoCloseable {
    /** The id of the connector made for it. */
    String id();

    /** Where it listens. */
    URI address();

    /** As {@code POST /control/faults}. */
    void misbehave(Faults faults);

    @Override
    void close();
}
