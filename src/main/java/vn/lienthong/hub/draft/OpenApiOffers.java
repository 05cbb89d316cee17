package vn.lienthong.hub.draft;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.draft.Offer.Question;

/** What an OpenAPI 3 document offers to ask, with an invented answer each. */
final class OpenApiOffers {
    private static final List<String> METHODS = List.of("get", "post");

    private final JsonNode document;
    private final OpenApiReferences references;
    private final List<Offer> offers = new ArrayList<>();

    private OpenApiOffers(JsonNode document, OpenApiReferences references) {
        this.document = document;
        this.references = references;
    }

    static Contract read(ContractFiles files) {
        JsonNode document = parsed(files);
        if (!document.path("openapi").asText().startsWith("3.")) {
            throw DraftProblems.unusable(
                    files.main(),
                    document.has("swagger")
                            ? "it is Swagger 2.0; turn it into OpenAPI 3 first, which editors for it do"
                            : "it is no OpenAPI 3 document: the member openapi is missing");
        }
        OpenApiReferences references = new OpenApiReferences(document);
        references.requireAll(files.main());
        OpenApiOffers read = new OpenApiOffers(document, references);
        document.path("paths").fields().forEachRemaining(path -> read.path(path.getKey(), path.getValue()));
        return new Contract(read.address(files), read.offers, new OpenApiSecurity(document).credentials());
    }

    private static JsonNode parsed(ContractFiles files) {
        try {
            JsonNode read = new YAMLMapper().readTree(new String(files.mainDocument(), StandardCharsets.UTF_8));
            return read == null ? JsonNodeFactory.instance.objectNode() : read;
        } catch (JsonProcessingException e) {
            throw DraftProblems.unusable(
                    files.main(),
                    (e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ")
                            + e.getOriginalMessage());
        }
    }

    private String address(ContractFiles files) {
        String told = document.path("servers").path(0).path("url").asText("").replaceAll("/+$", "");
        if (told.matches("(?i)https?://.*")) {
            return told;
        }
        String own = files.isFetched() ? files.main().replaceFirst("(https?://[^/]+).*", "$1") : "http://127.0.0.1";
        return own + told;
    }

    private void path(String path, JsonNode operations) {
        for (String method : METHODS) {
            if (operations.has(method)) {
                JsonNode operation = operations.path(method);
                List<JsonNode> parameters = new ArrayList<>();
                operations.path("parameters").forEach(one -> parameters.add(references.resolved(one)));
                operation.path("parameters").forEach(one -> parameters.add(references.resolved(one)));
                offers.add(offer(path, method, operation, parameters));
            }
        }
    }

    private Offer offer(String path, String method, JsonNode operation, List<JsonNode> parameters) {
        List<String> inputs = new ArrayList<>();
        List<String> query = new ArrayList<>();
        for (JsonNode parameter : parameters) {
            String name = parameter.path("name").asText();
            String in = parameter.path("in").asText();
            if (in.equals("query") || in.equals("path")) {
                inputs.add(name);
            }
            if (in.equals("query")
                    && (Place.of(name) != Place.OTHER
                            || parameter.path("required").asBoolean())) {
                query.add(name);
            }
        }
        JsonNode body =
                example(references.resolved(operation.path("requestBody")).path("content"));
        if (body != null) {
            body.fieldNames().forEachRemaining(inputs::add);
        }
        JsonNode content = answerOf(operation);
        JsonNode schema = references.inlined(json(content).path("schema"));
        JsonNode answer = example(content);
        return new Offer(
                operation.path("operationId").asText(method.toUpperCase(Locale.ROOT) + " " + path),
                operation.path("summary").asText(""),
                inputs,
                answer,
                answer == null ? "" : answer.toPrettyString(),
                Schemas.repeats(schema),
                Map.copyOf(Schemas.words(schema)),
                new Question.Rest(method.toUpperCase(Locale.ROOT), path, query, body));
    }

    private JsonNode answerOf(JsonNode operation) {
        JsonNode answers = operation.path("responses");
        for (String status : List.of("200", "2XX", "203", "default")) {
            if (answers.has(status)) {
                return references.resolved(answers.path(status)).path("content");
            }
        }
        return JsonNodeFactory.instance.missingNode();
    }

    private static JsonNode json(JsonNode content) {
        for (Map.Entry<String, JsonNode> type : content.properties()) {
            if (type.getKey().contains("json") || type.getKey().equals("*/*")) {
                return type.getValue();
            }
        }
        return JsonNodeFactory.instance.missingNode();
    }

    private @Nullable JsonNode example(JsonNode content) {
        JsonNode media = json(content);
        if (media.isMissingNode()) {
            return null;
        }
        JsonNode told = media.has("example")
                ? media.path("example")
                : references.resolved(media.path("examples").path(0)).path("value");
        return told.isMissingNode() ? SchemaExample.of(references.inlined(media.path("schema"))) : told;
    }
}
