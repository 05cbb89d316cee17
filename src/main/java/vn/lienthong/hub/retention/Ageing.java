package vn.lienthong.hub.retention;

import java.time.Instant;

/** Something that grows with time, and of which what is old enough can be taken away. Each module tells of its own. */
public interface Ageing {
    /** Its name in the settings, below {@code lienthong.retention}, and in metrics: {@code dead-letters}. */
    String name();

    /**
     * Takes some away, in one short transaction.
     *
     * @param before what was done with before this may go
     * @param most how many rows or files at most
     * @return how many went; fewer than {@code most} means that no more are old enough
     */
    int removeSome(Instant before, int most);
}
