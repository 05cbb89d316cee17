package vn.lienthong.hub.agency;

/** Names that route files and beans share. */
final class Steps {
    /** The exchange property with the connector's id. */
    static final String CONNECTOR = "connector";

    /** The exchange property with the listed record whose details are asked for. */
    static final String LISTED = "listed";

    /** The exchange property with a dropped file's path. */
    static final String PATH = "path";

    private Steps() {}
}
