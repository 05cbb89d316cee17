package vn.lienthong.hub.agency;

/** The messages that one consumer acknowledges together. */
@FunctionalInterface
interface MessageGroup {
    /**
     * Has a message's work done before the message is acknowledged: at once, or together with that of the messages that came
     * after it.
     */
    void add(Work work);

    /** Work that is begun, and finished once all of its group is begun, so that many share a commit. */
    @FunctionalInterface
    interface Work {
        /** @return what finishes it */
        Runnable begin();
    }
}
