package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** What the definitions have to keep towards each other. */
record RulesAcross(List<ConnectorFolder> folders) {
    void check() {
        for (ConnectorFolder folder : folders) {
            idIsItsOwn(folder);
            sourcesAreThere(folder);
        }
    }

    private void idIsItsOwn(ConnectorFolder folder) {
        Optional<ConnectorFolder> owner = folders.stream()
                .filter(other -> other != folder
                        && !folder.declaredId().isEmpty()
                        && other.declaredId().equals(folder.declaredId())
                        && other.name().endsWith("/" + folder.declaredId()))
                .findFirst();
        owner.ifPresent(other -> folder.connector()
                .faultAt(
                        "/id",
                        "is " + FoundValue.quoted(folder.declaredId()) + ", which is the id of " + other.name()
                                + " already"));
    }

    private void sourcesAreThere(ConnectorFolder folder) {
        List<String> known = folders.stream()
                .map(ConnectorFolder::declaredId)
                .filter(id -> !id.isEmpty() && !id.equals(folder.declaredId()))
                .distinct()
                .sorted()
                .toList();
        JsonNode from = folder.connector().at("/delivery/from");
        for (int i = 0; i < from.size(); i++) {
            String source = from.get(i).asText();
            if (!known.contains(source)) {
                folder.connector()
                        .faultAt(
                                "/delivery/from/" + i,
                                "is " + FoundValue.quoted(source) + ", which is no other connector; "
                                        + NearMiss.question(source, known, meant -> meant)
                                                .orElse("expected one of " + String.join(", ", known)));
            }
        }
    }
}
