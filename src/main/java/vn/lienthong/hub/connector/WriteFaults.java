package vn.lienthong.hub.connector;

import vn.lienthong.hub.canonical.Bilingual;

/** Takes what stands in the way of writing by a mapping. */
@FunctionalInterface
interface WriteFaults {
    /** What a mapping without faults is compiled with. */
    WriteFaults NONE_EXPECTED = (pointer, message) -> {
        throw new IllegalStateException("a fault of the mapping was let through: " + pointer + " " + message.en());
    };

    /** @param pointer a JSON Pointer into {@code mapping.yaml} */
    void at(String pointer, Bilingual message);

    /** @param pointer a JSON Pointer into {@code mapping.yaml} */
    default void at(String pointer, String vi, String en, Object... parts) {
        at(pointer, Bilingual.of(vi, en, parts));
    }
}
