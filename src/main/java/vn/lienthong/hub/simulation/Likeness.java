package vn.lienthong.hub.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.lienthong.hub.connector.Mapping;

/** How a record is made that is like a sample's, and about another dossier. */
final class Likeness {
    private static final Pattern LISTED = Pattern.compile("^(.*?)/\\d+/.*$");

    private Likeness() {}

    /** The record without what it says of its own dossier, and with one change at most. */
    static JsonNode emptied(JsonNode like, Mapping mapping, Instant now) {
        JsonNode copy = like.deepCopy();
        for (Mapping.FieldReading field : mapping.explain(like, now).fields()) {
            String pointer = field.pointer();
            if (pointer != null && !field.field().startsWith("dossier/agency-")) {
                Matcher listed = LISTED.matcher(pointer);
                if (field.field().startsWith("changes/")
                        && listed.matches()
                        && copy.at(listed.group(1)) instanceof ArrayNode list) {
                    while (list.size() > 1) {
                        list.remove(list.size() - 1);
                    }
                }
                int last = pointer.lastIndexOf('/');
                if (last >= 0 && copy.at(pointer.substring(0, last)) instanceof ObjectNode holder) {
                    holder.remove(pointer.substring(last + 1).replace("~1", "/").replace("~0", "~"));
                }
            }
        }
        return copy;
    }

    /** Both, member by member and place by place; where both say something, what is above. */
    static JsonNode merged(JsonNode below, JsonNode above) {
        if (above.isMissingNode() || above.isNull()) {
            return below;
        }
        if (below instanceof ObjectNode object && above.isObject()) {
            above.properties()
                    .forEach(member ->
                            object.set(member.getKey(), merged(object.path(member.getKey()), member.getValue())));
            return object;
        }
        if (above.isArray() && below.isContainerNode()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < above.size(); i++) {
                list.add(merged(below.isArray() ? below.path(i) : i == 0 ? below : above.get(i), above.get(i)));
            }
            return list;
        }
        return above.deepCopy();
    }

    /** Numbers where the sample has numbers. */
    static JsonNode typed(JsonNode record, JsonNode like) {
        if (record instanceof ObjectNode object) {
            object.properties()
                    .forEach(member -> member.setValue(typed(member.getValue(), like.path(member.getKey()))));
        } else if (record instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                list.set(i, typed(list.get(i), like.isArray() ? like.path(0) : like));
            }
        } else if (record.isTextual() && like.isNumber() && record.textValue().matches("-?\\d{1,15}")) {
            return JsonNodeFactory.instance.numberNode(new BigDecimal(record.textValue()));
        }
        return record;
    }
}
