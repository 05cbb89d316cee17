package vn.lienthong.hub.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.SystemId;

/** What a dead letter of a delivery holds: which dossier it was. What is to be told, the ledger knows. */
final class DeliveryOriginal {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private DeliveryOriginal() {}

    static String write(DossierKey key) {
        return JSON.createObjectNode()
                .put("sourceSystem", key.sourceSystem().value())
                .put("sourceDossierNo", key.sourceDossierNo())
                .toString();
    }

    /** @throws IllegalArgumentException if this is none */
    static DossierKey read(byte[] content) {
        try {
            JsonNode original = JSON.readTree(content);
            return new DossierKey(
                    SystemId.of(original.path("sourceSystem").asText()),
                    original.path("sourceDossierNo").asText());
        } catch (IOException e) {
            throw new IllegalArgumentException("not the original of a delivery", e);
        }
    }
}
