package vn.lienthong.hub.connector;

/** Takes what stands in the way of writing by a mapping. */
@FunctionalInterface
interface WriteFaults {
    /** What a mapping without faults is compiled with. */
    WriteFaults NONE_EXPECTED = (pointer, message) -> {
        throw new IllegalStateException("a fault of the mapping was let through: " + pointer + " " + message);
    };

    /** @param pointer a JSON Pointer into {@code mapping.yaml} */
    void at(String pointer, String message);
}
