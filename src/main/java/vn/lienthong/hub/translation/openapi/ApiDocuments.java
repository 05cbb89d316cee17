package vn.lienthong.hub.translation.openapi;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.lienthong.hub.translation.schema.SchemaCatalogue;

/** An OpenAPI document and the files it refers to. All that is wrong is gathered, and told in the end. */
final class ApiDocuments {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();
    private static final int MOST_REFERENCES = 50;

    private final SchemaCatalogue catalogue;
    private final Map<String, ApiNode> loaded = new HashMap<>();
    private final Set<ContractProblem> problems = new LinkedHashSet<>();

    ApiDocuments(SchemaCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    void wrong(ApiNode at, String message) {
        problems.add(new ContractProblem(at.file(), at.pointer(), message));
    }

    void refuseProblems() {
        if (!problems.isEmpty()) {
            throw new ContractRefused(new ArrayList<>(problems));
        }
    }

    /** A whole file. */
    ApiNode file(String location, ApiNode asked) {
        ApiNode known = loaded.get(location);
        if (known == null) {
            known = new ApiNode(location, "", read(location, asked));
            loaded.put(location, known);
        }
        return known;
    }

    private JsonNode read(String location, ApiNode asked) {
        try {
            byte[] content = catalogue.document(location);
            if (content == null) {
                wrong(
                        asked,
                        "names \"" + location + "\", which the catalogue does not hold; add it (nothing is fetched)");
                return MissingNode.getInstance();
            }
            return YAML.readTree(content);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            problems.add(new ContractProblem(
                    location,
                    "",
                    "is neither YAML nor JSON"
                            + (at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")")));
        } catch (IOException e) {
            problems.add(new ContractProblem(location, "", "cannot be read: " + e.getMessage()));
        }
        return MissingNode.getInstance();
    }

    /** What a value refers to, or the value itself where it refers to nothing. */
    ApiNode follow(ApiNode node) {
        ApiNode at = node;
        List<String> seen = new ArrayList<>();
        while (at.text("$ref") != null) {
            if (seen.contains(at.key()) || seen.size() > MOST_REFERENCES) {
                wrong(node, "refers to itself; expected something in the end");
                return missing(node);
            }
            seen.add(at.key());
            at = target(at, at.text("$ref", ""));
        }
        return at;
    }

    private ApiNode target(ApiNode node, String reference) {
        int hash = reference.indexOf('#');
        String file = hash < 0 ? reference : reference.substring(0, hash);
        String fragment = hash < 0
                ? ""
                : URLDecoder.decode(reference.substring(hash + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
        try {
            ApiNode document =
                    file.isEmpty() ? file(node.file(), node) : file(SchemaCatalogue.resolve(node.file(), file), node);
            if (document.json().isMissingNode()) {
                return missing(node);
            }
            JsonNode found = document.json().at(JsonPointer.compile(fragment));
            if (!found.isMissingNode()) {
                return new ApiNode(document.file(), fragment, found);
            }
        } catch (IllegalArgumentException e) {
            // It is no address or no pointer, and told as not found.
        }
        wrong(
                node,
                "refers to \"" + reference
                        + "\", which is not there; expected a pointer such as #/components/schemas/Order");
        return missing(node);
    }

    private static ApiNode missing(ApiNode node) {
        return new ApiNode(node.file(), node.pointer(), MissingNode.getInstance());
    }
}
