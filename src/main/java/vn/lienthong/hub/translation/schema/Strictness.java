package vn.lienthong.hub.translation.schema;

/** What becomes of what a schema does not know. */
public enum Strictness {
    /** It is refused, and so is a content model that is not kept. */
    STRICT,
    /**
     * Elements, attributes and members nobody declared are dropped and counted, elements may stand in another order, be
     * missing or be too few, numbers and booleans may be written as strings and the other way round. Values of a wrong
     * type are refused all the same.
     */
    LENIENT
}
