package vn.lienthong.hub.broker;

/** Whether anybody would hear what is sent to a topic. */
@FunctionalInterface
public interface Audience {
    /**
     * Whether a queue is bound to the topic, by its name or by a pattern: a subscriber's that listens, or that will come back.
     * True also where it cannot be known.
     */
    boolean isThere(String topic);
}
