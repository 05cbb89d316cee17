package vn.lienthong.hub.translation.openapi;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.translation.openapi.RestOperation.Form;

/** Reads what bodies are, and declares their elements. */
final class ContentReader {
    private final ApiDocuments documents;
    private final XsdTypes types;
    private final Markup elements;

    /** @param elements gets the declarations */
    ContentReader(ApiDocuments documents, XsdTypes types, Markup elements) {
        this.documents = documents;
        this.types = types;
        this.elements = elements;
    }

    /** What a body is, of the media types that it may have. */
    record Content(String mediaType, Form form, ApiNode media) {
        ApiNode schema() {
            return media.get("schema");
        }
    }

    /** JSON where there is a choice; null where there is no body, or none that is served. */
    @Nullable
    Content read(ApiNode at, boolean isRequest) {
        Map<String, ApiNode> all = at.get("content").members();
        for (Map.Entry<String, ApiNode> one : all.entrySet()) {
            if (isJson(one.getKey())) {
                return new Content(one.getKey(), Form.JSON, one.getValue());
            }
        }
        for (Map.Entry<String, ApiNode> one : all.entrySet()) {
            String type = one.getKey();
            if (isRequest && type.equals("multipart/form-data")) {
                return new Content(type, Form.PARTS, one.getValue());
            }
            if (isRequest && type.startsWith("application/x-www-form")) {
                return new Content(type, Form.FIELDS, one.getValue());
            }
            if (type.startsWith("multipart/") || type.startsWith("application/x-www-form")) {
                documents.wrong(
                        one.getValue(), "is of " + type + ", which is not served; expected JSON, text or octets");
                return null;
            }
            return new Content(type, type.startsWith("text/") ? Form.TEXT : Form.OCTETS, one.getValue());
        }
        return null;
    }

    static boolean isJson(String mediaType) {
        String type = mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.equals("application/json") || type.endsWith("+json");
    }

    /**
     * Declares the element of a body.
     *
     * @param owner the name of the element that it stands in
     */
    void declare(String name, Content content, boolean required, String owner) {
        boolean isTyped = content.form == Form.JSON || content.form == Form.FIELDS;
        if (isTyped && !content.schema().isMissing()) {
            types.element(elements, name, name, content.schema(), required, owner);
            return;
        }
        String type = content.form == Form.JSON
                ? "t:json-value"
                : content.form == Form.TEXT ? "xs:string" : "xs:base64Binary";
        elements.empty(
                "xs:element",
                "name",
                name,
                "type",
                type,
                "minOccurs",
                required ? null : "0",
                "nillable",
                content.form == Form.JSON ? "true" : null);
    }
}
