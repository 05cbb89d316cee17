package vn.lienthong.bench.campaign;

import java.util.Random;

/** One way in which something fails, and is well again. */
interface Trouble {
    /** As the table names it, such as {@code hub killed}. */
    String name();

    /** Whether it can be made on this machine; some need a tool or a right. */
    default boolean isPossible() {
        return true;
    }

    /** Makes it, lets it last, and mends it. */
    void strike(Random dice) throws Exception;
}
