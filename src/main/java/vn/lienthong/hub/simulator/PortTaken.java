package vn.lienthong.hub.simulator;

/** A simulator's port is in use by something else. */
public final class PortTaken extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    PortTaken(String simulator, int port, Throwable cause) {
        super(
                "simulator " + simulator + " cannot listen on port " + port
                        + ", which is taken: free it, or set lienthong.simulators.ports." + simulator
                        + " to another port (0 takes any free one)",
                cause);
    }
}
