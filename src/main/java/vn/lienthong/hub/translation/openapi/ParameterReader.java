package vn.lienthong.hub.translation.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.lienthong.hub.translation.openapi.RestOperation.Parameter;
import vn.lienthong.hub.translation.openapi.RestOperation.Place;

/** Reads the parameters of operations, and declares an element for each. */
final class ParameterReader {
    private static final Pattern BRACES = Pattern.compile("\\{([^}]*)\\}");

    private static final Map<String, Place> PLACES =
            Map.of("path", Place.PATH, "query", Place.QUERY, "header", Place.HEADER, "cookie", Place.COOKIE);
    private static final Map<Place, List<String>> STYLES = Map.of(
            Place.PATH, List.of("simple", "label", "matrix"),
            Place.QUERY, List.of("form", "spaceDelimited", "pipeDelimited", "deepObject"),
            Place.HEADER, List.of("simple"),
            Place.COOKIE, List.of("form"));

    private final ApiDocuments documents;
    private final XsdTypes types;
    private final Markup elements;

    /** @param elements gets the declarations */
    ParameterReader(ApiDocuments documents, XsdTypes types, Markup elements) {
        this.documents = documents;
        this.types = types;
        this.elements = elements;
    }

    /**
     * All of one operation, those of its path included.
     *
     * @param members the names of the elements that stand beside them
     * @param owner the operation's name
     */
    List<Parameter> read(String path, ApiNode item, ApiNode operation, XmlNames members, String owner) {
        List<Parameter> parameters = new ArrayList<>();
        all(item, operation).forEach(one -> parameter(one, members, owner, parameters));
        checkPath(path, operation, parameters);
        return parameters;
    }

    private List<ApiNode> all(ApiNode item, ApiNode operation) {
        Map<String, ApiNode> all = new LinkedHashMap<>();
        for (ApiNode holder : List.of(item, operation)) {
            for (ApiNode one : holder.get("parameters").items()) {
                ApiNode parameter = documents.follow(one);
                all.put(parameter.text("in", "") + " " + parameter.text("name", ""), parameter);
            }
        }
        return new ArrayList<>(all.values());
    }

    private void parameter(ApiNode at, XmlNames members, String owner, List<Parameter> parameters) {
        String in = at.text("in", "");
        String name = at.text("name", "");
        if (in.equals("header") && isNotOurs(name)) {
            return;
        }
        Place place = PLACES.get(in);
        if (place == null) {
            documents.wrong(at, "is a parameter in \"" + in + "\"; expected path, query, header or cookie");
            return;
        }
        boolean hasContent = at.has("content");
        String usual = place == Place.QUERY || place == Place.COOKIE ? "form" : "simple";
        String style = hasContent ? "json" : at.text("style", usual);
        boolean repeated = at.json().path("explode").asBoolean(style.equals("form"));
        ApiNode schema = hasContent ? jsonOf(at) : at.get("schema");
        if (!hasContent) {
            checkStyle(at, place, style, new SchemaFacts(documents).of(schema));
        }
        String element = members.free(name);
        types.element(elements, element, element, schema, at.isTrue("required") || place == Place.PATH, owner);
        parameters.add(new Parameter(name, element, place, style, repeated));
    }

    private ApiNode jsonOf(ApiNode at) {
        for (Map.Entry<String, ApiNode> one : at.get("content").members().entrySet()) {
            if (ContentReader.isJson(one.getKey())) {
                return one.getValue().get("schema");
            }
        }
        documents.wrong(at.get("content"), "is not JSON; expected application/json for a parameter's content");
        return at.get("schema");
    }

    private void checkStyle(ApiNode at, Place place, String style, ApiSchema schema) {
        List<String> allowed = STYLES.getOrDefault(place, List.of());
        if (!allowed.contains(style)) {
            documents.wrong(
                    at,
                    "is of style \"" + style + "\" in a " + place.name().toLowerCase(Locale.ROOT) + "; expected "
                            + String.join(" or ", allowed));
        }
        boolean object = schema.types().contains("object");
        if (style.equals("deepObject") && !object) {
            documents.wrong(at, "is of style \"deepObject\" and no object; expected an object or another style");
        }
        if (!schema.alternatives().isEmpty()) {
            documents.wrong(at, "is one of several; expected a value, a list of values or an object of them");
        }
        schema.properties().forEach((member, property) -> {
            ApiSchema facts = new SchemaFacts(documents).of(property);
            boolean deep = facts.types().contains("object")
                    || facts.items() != null
                            && new SchemaFacts(documents)
                                    .of(facts.items())
                                    .types()
                                    .contains("object");
            if (deep) {
                documents.wrong(property, "is an object within a parameter, which no style writes; expected a value");
            }
        });
    }

    // OpenAPI has these described elsewhere and says that they are to be passed over here.
    private static boolean isNotOurs(String header) {
        return header.equalsIgnoreCase("Accept")
                || header.equalsIgnoreCase("Content-Type")
                || header.equalsIgnoreCase("Authorization");
    }

    private void checkPath(String path, ApiNode operation, List<Parameter> parameters) {
        Matcher braces = BRACES.matcher(path);
        while (braces.find()) {
            String name = braces.group(1);
            if (parameters.stream()
                    .noneMatch(one -> one.place() == Place.PATH && one.name().equals(name))) {
                documents.wrong(operation, "has no parameter for {" + name + "} of its path; expected one in path");
            }
        }
    }
}
