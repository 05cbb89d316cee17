package vn.lienthong.hub.agency.call;

import org.jspecify.annotations.Nullable;

/** A call under way, kept with the exchange: whether it is to be made again, and with which session it was made. */
public final class OngoingCall {
    private final SystemCall call;
    private @Nullable String session;
    private boolean renewed;
    private boolean open = true;

    OngoingCall(SystemCall call) {
        this.call = call;
    }

    /** Whether it is still to be made; read by the route. */
    public boolean isOpen() {
        return open;
    }

    SystemCall call() {
        return call;
    }

    @Nullable
    String session() {
        return session;
    }

    void isMadeWith(@Nullable String shown) {
        session = shown;
        open = false;
    }

    /** Asks for another try with a new session; only once. */
    boolean againWithNewSession() {
        if (renewed || session == null) {
            return false;
        }
        renewed = true;
        open = true;
        return true;
    }
}
