package vn.lienthong.hub.simulator;

/** A simulated one-stop system: a {@link Simulator} whose dossiers move. */
public interface AgencySimulator extends Simulator {
    /** Moves one dossier a step, as the agency's day goes on. */
    void step();
}
