package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import vn.lienthong.hub.canonical.Bilingual;

/** Shows a value of a definition in a message: short, on one line, and never where a secret might have been written. */
final class FoundValue {
    private static final int LONGEST = 60;
    private static final Pattern MAY_BE_SECRET = Pattern.compile(
            "/credentials/(?!kind$|digest$|kept-for$|certificate$|login/(?!body|headers)).*"
                    + "|/intake/url|/intake/sftp/(?:password|key).*|/intake/token/password.*|/tls/key.*|/facade/username-token/password.*|/facade/signature/key.*|/(?:.*/)?(?:headers/.*|body)");

    /** The name of a secret is none, and neither is a user's. */
    private static final Pattern NAMES_A_SECRET =
            Pattern.compile("/(?:credentials|tls|intake/sftp|intake/token|facade/username-token|facade/signature)"
                    + "/.*/(?:env|file|stored)"
                    + "|/credentials/(?:user|header|query|client-id|token-path|token-address|session|scope)");

    private FoundValue() {}

    static Bilingual shown(String pointer, JsonNode value) {
        if (value.isObject()) {
            return new Bilingual("các thành phần (tên: giá trị)", "members (name: value)");
        }
        if (value.isArray()) {
            return new Bilingual("một danh sách", "a list");
        }
        if (value.isNull()) {
            return new Bilingual("trống", "empty");
        }
        if (isHidden(pointer, value)) {
            return value.isTextual()
                    ? new Bilingual("một chuỗi không hiện ở đây", "a text not shown here")
                    : new Bilingual("một giá trị không hiện ở đây", "a value not shown here");
        }
        return Bilingual.same(value.isTextual() ? quoted(value.textValue()) : value.asText());
    }

    /** Puts {@code …} in the place of every text that might be a secret. */
    static void hideSecrets(JsonNode node, String pointer) {
        if (node instanceof ObjectNode members) {
            for (String name : List.copyOf(names(members))) {
                String at = pointer + "/" + YamlReader.escaped(name);
                JsonNode value = members.get(name);
                boolean hidden = value.isValueNode()
                        && isHidden(at, value)
                        && !NAMES_A_SECRET.matcher(at).matches();
                if (hidden) {
                    members.put(name, "…");
                } else {
                    hideSecrets(value, at);
                }
            }
        } else if (node instanceof ArrayNode items) {
            for (int i = 0; i < items.size(); i++) {
                hideSecrets(items.get(i), pointer + "/" + i);
            }
        }
    }

    private static List<String> names(ObjectNode members) {
        List<String> names = new ArrayList<>();
        members.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static boolean isHidden(String pointer, JsonNode value) {
        return MAY_BE_SECRET.matcher(pointer).matches()
                || pointer.equals("/address") && value.asText().contains("@");
    }

    static String quoted(String text) {
        return "\"" + line(text).replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** The text, short and on one line. */
    static String line(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
