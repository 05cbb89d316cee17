package vn.lienthong.hub.delivery;

import org.apache.camel.Message;

/** One call to a destination. */
public interface Call {
    /** The id of the route's step that makes it, such as {@code tell-progress}: the property {@code step} of the exchange. */
    String step();

    /** Makes the message what the step sends: its body and its headers. It has no headers before. */
    void layOut(Message message);
}
