package vn.lienthong.hub.agency;

import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import vn.lienthong.hub.canonical.SystemId;

/** Looks for files when it is due and where it may, and tells how it went. */
abstract class FileLooks implements PollingConsumerPollStrategy {
    private final SystemId id;
    private final IntakeStates states;
    private boolean failed;

    FileLooks(SystemId id, IntakeStates states) {
        this.id = id;
        this.states = states;
    }

    /** Whether it may look now; whatever keeps it from that is told by {@link #fail}. */
    abstract boolean mayLook(Endpoint endpoint);

    /** What is told of what Camel threw. */
    abstract Exception told(Exception cause);

    @Override
    public final boolean begin(Consumer consumer, Endpoint endpoint) {
        return states.isDue(id.value()) && mayLook(endpoint);
    }

    @Override
    public final void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
        if (failed) {
            failed = false;
            states.noteSuccess(id);
        }
    }

    @Override
    public final boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) {
        fail(told(cause));
        return false;
    }

    final void fail(Exception why) {
        failed = true;
        states.noteFailure(id, why);
    }
}
