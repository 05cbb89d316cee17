package vn.lienthong.hub.agency;

/** Names that route files and beans share. */
final class Steps {
    /** The exchange property with the connector's id. */
    static final String CONNECTOR = "connector";

    private Steps() {}
}
