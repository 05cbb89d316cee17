package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.ContractUse.Line;
import vn.lienthong.hub.connector.ContractUse.Part;

/** Finds out how a connector leans on its system's contract, from a definition without faults. */
final class ContractUses {
    /** Texts beside which no place of a record is told. */
    private static final Set<String> NO_PLACES =
            Set.of("each", "constant", "default", "separator", "by", "is", "table", "values");

    private final YamlFile mapping;
    private final List<Line> lines = new ArrayList<>();

    private ContractUses(YamlFile mapping) {
        this.mapping = mapping;
    }

    /** Null where there is no contract, or no mapping that could lean on it. */
    static @Nullable ContractUse of(
            Members connector,
            @Nullable YamlFile mapping,
            Path folder,
            @Nullable Intake intake,
            ConnectorDefinition.@Nullable Lookup lookup) {
        Members told = connector.in("contract");
        String file = told.text("file", soapContract(connector.node()));
        if (mapping == null || file.isEmpty()) {
            return null;
        }
        String from = told.textOrNull("from");
        List<Part> parts = ContractUse.parts(intake, lookup);
        return new ContractUse(
                folder,
                file,
                from == null ? null : at(connector.text("address", ""), from),
                told.duration("every", "PT24H"),
                told.truth("credentials", false),
                parts,
                parts.isEmpty() ? List.of() : new ContractUses(mapping).lines());
    }

    private static String soapContract(JsonNode connector) {
        for (String place : List.of("/intake/list/contract", "/intake/contract", "/lookup/call/contract")) {
            if (connector.at(place).isTextual()) {
                return connector.at(place).asText();
            }
        }
        return "";
    }

    private static URI at(String address, String from) {
        return URI.create(from.contains("://") ? from : address + from);
    }

    private List<Line> lines() {
        collect(mapping.at("/dossier"), "/dossier", "");
        String each = mapping.at("/changes/each").asText("");
        collect(mapping.at("/changes"), "/changes", each);
        return lines;
    }

    private void collect(JsonNode rule, String pointer, String each) {
        if (rule.isTextual()) {
            add(rule.textValue(), pointer, each);
        }
        rule.fields().forEachRemaining(member -> {
            if (!NO_PLACES.contains(member.getKey()) && !member.getKey().equals("expression")) {
                collect(member.getValue(), pointer + "/" + YamlReader.escaped(member.getKey()), each);
            }
        });
        for (int i = 0; rule.isArray() && i < rule.size(); i++) {
            collect(rule.get(i), pointer + "/" + i, each);
        }
    }

    private void add(String written, String pointer, String each) {
        List<String> places = new ArrayList<>();
        if (written.startsWith("record:")) {
            places.add(written.substring("record:".length()));
        } else {
            places.add(each + written);
            // A record that has no such list is itself the change.
            if (!each.isEmpty()) {
                places.add(written);
            }
        }
        lines.add(new Line(mapping.placeOf(pointer), places));
    }
}
