package vn.lienthong.hub.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * An original as those see it who may not see personal data: its names, structure, codes and times as they are; of every word
 * in a value only its first letter, and of a long number its last three digits. A form that is neither JSON nor XML is not
 * shown, for nobody knows what is a name in it.
 */
final class Veil {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern XML_VALUE = Pattern.compile(">([^<]+)<|=\\s*\"([^\"]*)\"|=\\s*'([^']*)'");
    /** What begins with a letter and has no digit is a word; what has nine digits or more may be a person's number. */
    private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{M}]+(?![\\p{L}\\p{M}\\d])");

    private static final Pattern LONG_NUMBER = Pattern.compile("(?<!\\d)\\d{6,}(\\d{3})(?!\\d)");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");
    /** Times, and codes with digits in them, such as H27.12-260302-0001. */
    private static final Pattern CODE_OR_TIME = Pattern.compile(
            "\\d{4}-\\d{2}-\\d{2}T.*|\\d{14}|[A-Z]?\\d{1,3}([.-]\\w{1,8})+|\\d{1,8}|[\\w]+-[\\w-]*\\d[\\w-]*");

    private Veil() {}

    /** @return none if the form is neither JSON nor XML */
    static Optional<String> over(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8).strip();
        if (text.startsWith("<")) {
            return Optional.of(XML_VALUE
                    .matcher(text)
                    .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(veiled(found))));
        }
        try {
            JsonNode tree = JSON.readTree(content);
            return tree == null || !tree.isContainerNode()
                    ? Optional.empty()
                    : Optional.of(veiled(tree).toString());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String veiled(MatchResult found) {
        for (int group = 1; group <= 3; group++) {
            String value = found.group(group);
            if (value != null) {
                int at = found.start(group) - found.start();
                String whole = found.group();
                return whole.substring(0, at) + veiled(value) + whole.substring(at + value.length());
            }
        }
        return found.group();
    }

    private static JsonNode veiled(JsonNode tree) {
        if (tree.isObject()) {
            ObjectNode veiled = JSON.createObjectNode();
            for (Map.Entry<String, JsonNode> member : tree.properties()) {
                veiled.set(member.getKey(), veiled(member.getValue()));
            }
            return veiled;
        }
        if (tree.isArray()) {
            ArrayNode veiled = JSON.createArrayNode();
            tree.forEach(item -> veiled.add(veiled(item)));
            return veiled;
        }
        return tree.isTextual() || tree.isIntegralNumber() && tree.asText().length() >= 9
                ? TextNode.valueOf(veiled(tree.asText()))
                : tree;
    }

    static String veiled(String value) {
        if (CODE_OR_TIME.matcher(value.strip()).matches()) {
            return value;
        }
        String noMail = EMAIL.matcher(value).replaceAll("***@***");
        String noNumbers = LONG_NUMBER.matcher(noMail).replaceAll("***$1");
        return WORD.matcher(noNumbers).replaceAll(word -> word.group().substring(0, 1) + "***");
    }
}
