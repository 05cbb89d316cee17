package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Bilingual;

/** Fills in {@code ${NAME}} and {@code ${NAME:default}} from the environment, in the places that may hold them. */
final class Placeholders {
    private static final Set<String> PLACES =
            Set.of("/address", "/credentials/token-address", "/intake/folder", "/intake/url", "/submission/folder");
    private static final List<String> ADDRESSES =
            List.of("/address", "/credentials/token-address", "/intake/url", "/intake/sftp/host");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_.-]*)(?::([^}]*))?}");

    private final UnaryOperator<@Nullable String> environment;

    private final AllowedAddresses allowed;

    /** @param environment answers a name's value, or null */
    Placeholders(UnaryOperator<@Nullable String> environment) {
        this(environment, AllowedAddresses.ALL);
    }

    /** @param allowed what may come out of it as an address */
    Placeholders(UnaryOperator<@Nullable String> environment, AllowedAddresses allowed) {
        this.environment = environment;
        this.allowed = allowed;
    }

    YamlFile fillIn(YamlFile file) {
        JsonNode filledIn = file.written().deepCopy();
        for (String place : PLACES) {
            String parent = place.substring(0, place.lastIndexOf('/'));
            if (filledIn.at(place).isTextual() && filledIn.at(parent) instanceof ObjectNode members) {
                members.put(place.substring(place.lastIndexOf('/') + 1), filledIn(file, place));
            }
        }
        tellOthers(file, file.written(), "");
        ADDRESSES.forEach(place -> tellForbidden(file, filledIn, place));
        return file.filledIn(filledIn);
    }

    private void tellForbidden(YamlFile file, JsonNode filledIn, String place) {
        String address = JdbcHost.asAddress(filledIn.at(place).asText(""));
        Bilingual wrong = TextFormat.ADDRESS.takes(address) ? allowed.wrongWith(URI.create(address)) : null;
        if (wrong != null) {
            file.faultAt(place, wrong, Fault.Hint.NONE);
        }
    }

    private String filledIn(YamlFile file, String place) {
        return PLACEHOLDER.matcher(file.written().at(place).textValue()).replaceAll(found -> {
            String value = environment.apply(found.group(1));
            if (value == null) {
                value = found.group(2);
            }
            if (value == null) {
                file.faultAt(
                        place,
                        "cần %s, mà cả môi trường lẫn thiết lập đều không cho biết; hãy đặt nó hoặc viết ${%1$s:mặc định}",
                        "needs %s, which neither the environment nor a setting tells; set it or write ${%1$s:default}",
                        found.group(1));
                value = "";
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private static void tellOthers(YamlFile file, JsonNode node, String pointer) {
        if (node instanceof TextNode && !PLACES.contains(pointer)) {
            Matcher found = PLACEHOLDER.matcher(node.textValue());
            if (found.find()) {
                file.faultAt(
                        pointer,
                        "có ${%s}, thứ chỉ được điền ở địa chỉ, /intake/folder, /intake/url hoặc /submission/folder",
                        "holds ${%s}, which is filled in only in an address, /intake/folder, /intake/url or"
                                + " /submission/folder",
                        found.group(1));
            }
        } else if (node instanceof ObjectNode members) {
            members.fields()
                    .forEachRemaining(member ->
                            tellOthers(file, member.getValue(), pointer + "/" + YamlReader.escaped(member.getKey())));
        } else if (node instanceof ArrayNode items) {
            for (int i = 0; i < items.size(); i++) {
                tellOthers(file, items.get(i), pointer + "/" + i);
            }
        }
    }
}
