package vn.lienthong.hub.agency;

/** The messages that one consumer acknowledges together. */
@FunctionalInterface
interface MessageGroup {
    /**
     * Has the rest of a message's work done before the message is acknowledged: at once, or together with that of the messages
     * that came after it.
     */
    void add(Runnable rest);
}
