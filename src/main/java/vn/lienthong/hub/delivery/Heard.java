package vn.lienthong.hub.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.problem.Problem;

/** What came of a call about one item. */
public sealed interface Heard {
    /** The destination has it. */
    record Taken() implements Heard {}

    /** This call went well, and the item needs another one. */
    record Then(Call next) implements Heard {}

    /** The destination refuses the item, until somebody mends something. */
    record Refused(Problem problem) implements Heard {}

    /** The destination is there and may take the item later; this counts as an attempt of the item. */
    record NotNow(Problem problem) implements Heard {}

    /**
     * The destination is down, too slow, or not itself: this says nothing about the item.
     *
     * @param patience the time the destination asked for, or null
     * @param mayStillArrive whether the call may be under way in the destination yet
     */
    record Away(Problem problem, @Nullable Duration patience, boolean mayStillArrive) implements Heard {}
}
