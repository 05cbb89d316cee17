package vn.lienthong.hub.connector;

/**
 * What is wanted of a connector.
 *
 * @param definition its last definition without faults
 * @param keptIn where that is kept
 * @param digest tells two contents apart
 * @param lifecycle whether it is to run; never {@link Lifecycle#DRAFT}
 * @param restarts how often somebody had it made anew
 */
public record Wanted(ConnectorDefinition definition, KeptIn keptIn, String digest, Lifecycle lifecycle, long restarts) {

    /** Whether routes made for the other serve this one. */
    public boolean isMadeAs(Wanted other) {
        return digest.equals(other.digest) && keptIn == other.keptIn && restarts == other.restarts;
    }

    boolean isSame(Wanted other) {
        return isMadeAs(other) && lifecycle == other.lifecycle;
    }
}
