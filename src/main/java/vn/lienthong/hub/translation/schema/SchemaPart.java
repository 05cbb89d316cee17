package vn.lienthong.hub.translation.schema;

/** A schema element as it stands in a file; a WSDL may hold several. */
record SchemaPart(int id, String location, SchemaNode root) {
    String namespace() {
        return root.get("targetNamespace", "");
    }

    /** What the JDK knows it by. */
    String systemId() {
        return "memory:/document/" + id;
    }
}
