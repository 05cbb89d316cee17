package vn.lienthong.hub.delivery;

import java.util.Optional;
import org.apache.camel.Message;

/**
 * What follows one wake-up of a destination: says which call comes next, and hears what came of it, until nothing is due.
 * One thread runs it.
 */
public interface Round {
    /** The next call to make; none when the round is over. */
    Optional<? extends Call> next();

    /** The call given last was answered: the message is as the route's step left it, its body perhaps a stream. */
    void hear(Message answer);

    /** The call given last failed below the protocol. */
    void hearNothing(Exception failure);

    /** Whether the round ended for other reasons than that nothing was due, so that another is to follow at once. */
    boolean moreIsDue();
}
