package vn.lienthong.hub.retention;

/** Something to do after things were taken away, such as giving their space back. */
public interface Tidying {
    /**
     * Does some of it, in one short step.
     *
     * @return whether there is more to do
     */
    boolean tidySome();
}
