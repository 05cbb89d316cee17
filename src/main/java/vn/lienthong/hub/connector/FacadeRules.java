package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.Fault.Hint;
import vn.lienthong.hub.translation.schema.SchemaCatalogue;
import vn.lienthong.hub.translation.schema.SchemaProblem;
import vn.lienthong.hub.translation.schema.SchemaRefused;
import vn.lienthong.hub.translation.soap.SoapContract;
import vn.lienthong.hub.translation.soap.SoapOperation;
import vn.lienthong.hub.translation.soap.SoapPort;

/** What a facade that is served as REST has to keep towards its contract, which has to be one that can be translated. */
final class FacadeRules {
    private final Path folder;
    private final YamlFile connector;

    FacadeRules(Path folder, YamlFile connector) {
        this.folder = folder;
        this.connector = connector;
    }

    void check() {
        JsonNode facade = connector.at("/facade");
        if (!facade.path("kind").asText().equals("rest")
                || !facade.path("contract").isTextual()) {
            return;
        }
        SoapPort port = port(facade);
        if (port == null) {
            return;
        }
        List<String> known = port.operations().stream().map(SoapOperation::name).toList();
        Map<String, String> served = new HashMap<>();
        for (int i = 0; i < facade.path("operations").size(); i++) {
            operation("/facade/operations/" + i, facade.path("operations").path(i), known, served);
        }
    }

    private @Nullable SoapPort port(JsonNode facade) {
        try {
            return SoapContract.read(catalogue(facade), facade.path("contract").asText())
                    .port(textOrNull(facade, "service"), textOrNull(facade, "port"));
        } catch (SchemaRefused refused) {
            for (SchemaProblem problem : refused.problems()) {
                connector.faultAt("/facade/contract", "cannot be served: " + problem);
            }
            return null;
        }
    }

    private SchemaCatalogue catalogue(JsonNode facade) {
        SchemaCatalogue given = location -> {
            JsonNode file = facade.path("documents").path(location);
            return file.isTextual() ? Files.readAllBytes(folder.resolve(file.asText())) : null;
        };
        return given.or(SchemaCatalogue.directory(folder));
    }

    private void operation(String at, JsonNode operation, List<String> known, Map<String, String> served) {
        String name = operation.path("name").asText("");
        if (!known.contains(name)) {
            connector.faultAt(
                    at + "/name",
                    "is " + FoundValue.quoted(name) + ", which is no operation of the contract's port; expected one of "
                            + String.join(", ", known),
                    new Hint(name, null, NearMiss.suggestion(name, known)));
        }
        String place =
                operation.path("method").asText() + " " + operation.path("path").asText("/" + name);
        String other = served.putIfAbsent(place, name);
        if (other != null) {
            connector.faultAt(at, "is served at " + place + ", as " + other + " is already; expected another path");
        }
    }

    private static @Nullable String textOrNull(JsonNode node, String name) {
        return node.path(name).isTextual() ? node.path(name).asText() : null;
    }
}
