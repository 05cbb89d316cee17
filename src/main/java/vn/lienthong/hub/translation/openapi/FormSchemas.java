package vn.lienthong.hub.translation.openapi;

import java.util.ArrayList;
import java.util.List;
import vn.lienthong.hub.translation.openapi.RestOperation.Field;

/** What a contract says of the members of a form, and their elements. */
final class FormSchemas {
    private final ApiDocuments documents;
    private final XsdTypes types;

    FormSchemas(ApiDocuments documents, XsdTypes types) {
        this.documents = documents;
        this.types = types;
    }

    /** @param media the media type's object, with schema and encoding */
    List<Field> fields(ApiNode media, boolean inParts) {
        List<Field> fields = new ArrayList<>();
        facts(media.get("schema")).properties().forEach((name, property) -> {
            ApiNode encoding = media.get("encoding").get(name);
            String style = encoding.text("style", "form");
            fields.add(new Field(
                    name,
                    style,
                    encoding.json().path("explode").asBoolean(style.equals("form")),
                    encoding.text("contentType", "").split(",", 2)[0].strip(),
                    inParts && (isOctets(property) || isListOfOctets(property))));
        });
        if (fields.isEmpty()) {
            documents.wrong(media, "is a form of which no member is known; expected an object with properties");
        }
        return fields;
    }

    private ApiSchema facts(ApiNode schema) {
        return new SchemaFacts(documents).of(schema);
    }

    private boolean isOctets(ApiNode property) {
        ApiSchema facts = facts(property);
        boolean isText = facts.types().isEmpty() || facts.types().contains("string");
        boolean isBinary = "binary".equals(facts.rule("format")) || "base64".equals(facts.rule("contentEncoding"));
        return isText && (isBinary || documents.follow(property).text("contentMediaType") != null);
    }

    private boolean isListOfOctets(ApiNode property) {
        ApiNode items = facts(property).items();
        return items != null && isOctets(items);
    }

    /** Declares the element {@code body} of a form in parts, in which octets are Base64. */
    void declare(Markup into, ApiNode schema, List<Field> fields, boolean required, String owner) {
        ApiSchema facts = facts(schema);
        into.open("xs:element", "name", "body", "minOccurs", required ? null : "0");
        into.open("xs:complexType").open("xs:sequence");
        XmlNames members = new XmlNames();
        facts.properties().forEach((name, property) -> {
            String element = members.free(name);
            boolean needed = facts.required().contains(name);
            boolean octets = fields.stream().anyMatch(one -> one.name().equals(name) && one.octets());
            if (octets) {
                octets(into, element, name, needed, isListOfOctets(property));
            } else {
                types.element(into, element, name, property, needed, owner);
            }
        });
        into.close("xs:sequence").close("xs:complexType").close("xs:element");
    }

    private static void octets(Markup into, String element, String name, boolean required, boolean isList) {
        String least = required ? null : "0";
        String member = name.equals(element) ? null : name;
        if (!isList) {
            into.empty(
                    "xs:element", "name", element, "type", "xs:base64Binary", "minOccurs", least, "json:name", member);
            return;
        }
        into.open("xs:element", "name", element, "minOccurs", least, "json:name", member);
        into.open("xs:complexType", "json:as", "list").open("xs:sequence");
        into.empty("xs:element", "name", "item", "type", "xs:base64Binary", "minOccurs", "0", "maxOccurs", "unbounded");
        into.close("xs:sequence").close("xs:complexType").close("xs:element");
    }
}
