package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import vn.lienthong.hub.canonical.Bilingual;

/**
 * Reads YAML into a {@link YamlFile}. Plain values follow YAML 1.2's core schema, so that {@code no} is a text and
 * {@code 1:30} no number; names of members are taken as they are written. No value builds a Java object, and what aliases
 * can blow up is bounded.
 */
final class YamlReader {
    private static final int LARGEST_FILE = 1_000_000;
    private static final int MOST_VALUES = 20_000;
    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,18}");
    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,3})?");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final String name;
    private final Map<String, Mark> values = new HashMap<>();
    private final Map<String, Mark> keys = new HashMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private final Deque<Node> around = new ArrayDeque<>();

    private YamlReader(String name) {
        this.name = name;
    }

    /** @param name the file, as it is told to people */
    static YamlFile read(Path file, String name) {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                return YamlFile.unreadable(
                        name,
                        Fault.ofFile(
                                name,
                                "lớn hơn %s byte, mức một định nghĩa được có",
                                "is larger than the %s bytes a definition may have",
                                LARGEST_FILE));
            }
            return read(Files.readString(file), name);
        } catch (CharacterCodingException e) {
            return YamlFile.unreadable(
                    name,
                    Fault.ofFile(
                            name,
                            "không phải UTF-8 hợp lệ; hãy lưu ở dạng UTF-8",
                            "is not valid UTF-8; save it as UTF-8"));
        } catch (IOException e) {
            return YamlFile.unreadable(
                    name,
                    Fault.ofFile(
                            name,
                            "không đọc được (%s)",
                            "cannot be read (%s)",
                            e.getClass().getSimpleName()));
        }
    }

    static YamlFile read(String text, String name) {
        return new YamlReader(name).read(text);
    }

    private YamlFile read(String text) {
        try {
            Node root = new Yaml(limits()).compose(new StringReader(text));
            if (root == null) {
                return YamlFile.unreadable(name, Fault.ofFile(name, "trống rỗng", "is empty"));
            }
            JsonNode tree = tree(root, "");
            return new YamlFile(name, tree, tree, values, keys, faults);
        } catch (MarkedYAMLException e) {
            return YamlFile.unreadable(name, malformed(e));
        } catch (TooManyValues e) {
            return YamlFile.unreadable(
                    name,
                    Fault.ofFile(
                            name,
                            "có hơn %s giá trị, kể cả những gì bí danh (alias) lặp lại",
                            "has more than %s values, counting what its aliases repeat",
                            MOST_VALUES));
        } catch (YAMLException e) {
            return YamlFile.unreadable(
                    name,
                    Fault.ofFile(
                            name,
                            "vượt quá mức cho phép về độ lồng nhau, bí danh (alias) hoặc độ dài",
                            "goes beyond what a definition may hold in nesting, aliases or length"));
        }
    }

    /** Only the parser's statement of the problem: its full message quotes the file, which may hold a secret. */
    private Fault malformed(MarkedYAMLException e) {
        Mark context = e.getContextMark();
        Mark mark = e.getProblemMark() != null ? e.getProblemMark() : context;
        Bilingual problem = LibraryWords.told(e.getProblem());
        Bilingual message = context == null || e.getContext() == null
                ? Bilingual.of("không phải YAML đúng dạng: %s", "is not well-formed YAML: %s", problem)
                : Bilingual.of(
                        "không phải YAML đúng dạng: %s từ %s:%s, %s",
                        "is not well-formed YAML: %s at %s:%s, %s",
                        LibraryWords.told(e.getContext()),
                        context.getLine() + 1,
                        context.getColumn() + 1,
                        problem);
        return new Fault(
                name, mark == null ? 1 : mark.getLine() + 1, mark == null ? 1 : mark.getColumn() + 1, "", message);
    }

    private static LoaderOptions limits() {
        LoaderOptions limits = new LoaderOptions();
        limits.setMaxAliasesForCollections(50);
        limits.setNestingDepthLimit(50);
        limits.setCodePointLimit(LARGEST_FILE);
        limits.setAllowRecursiveKeys(false);
        return limits;
    }

    private JsonNode tree(Node node, String pointer) {
        if (values.size() > MOST_VALUES) {
            throw new TooManyValues();
        }
        values.put(pointer, node.getStartMark());
        if (around.contains(node)) {
            fault(
                    node.getStartMark(),
                    pointer,
                    "là bí danh (alias) của chính phần chứa nó",
                    "is an alias of what it stands in");
            return NODES.nullNode();
        }
        around.push(node);
        try {
            if (node instanceof MappingNode mapping) {
                return members(mapping, pointer);
            }
            if (node instanceof SequenceNode sequence) {
                return items(sequence, pointer);
            }
            return value((ScalarNode) node, pointer);
        } finally {
            around.pop();
        }
    }

    private ObjectNode members(MappingNode mapping, String pointer) {
        ObjectNode members = NODES.objectNode();
        for (NodeTuple member : mapping.getValue()) {
            if (!(member.getKeyNode() instanceof ScalarNode key)) {
                fault(
                        member.getKeyNode().getStartMark(),
                        pointer,
                        "có tên là danh sách hoặc ánh xạ",
                        "has a list or a mapping for a name");
                continue;
            }
            String at = pointer + "/" + escaped(key.getValue());
            Mark before = keys.putIfAbsent(at, key.getStartMark());
            if (before != null) {
                fault(
                        key.getStartMark(),
                        at,
                        "được khai hai lần; lần đầu ở dòng %s",
                        "is told twice; first on line %s",
                        before.getLine() + 1);
                continue;
            }
            members.set(key.getValue(), tree(member.getValueNode(), at));
        }
        return members;
    }

    private ArrayNode items(SequenceNode sequence, String pointer) {
        ArrayNode items = NODES.arrayNode();
        for (Node item : sequence.getValue()) {
            items.add(tree(item, pointer + "/" + items.size()));
        }
        return items;
    }

    private JsonNode value(ScalarNode scalar, String pointer) {
        String text = scalar.getValue();
        if (!scalar.getTag().startsWith(Tag.PREFIX)) {
            fault(
                    scalar.getStartMark(),
                    pointer,
                    "có nhãn (tag); định nghĩa chỉ chứa giá trị thường",
                    "has a tag; definitions hold plain values only");
            return NODES.nullNode();
        }
        if (!scalar.isPlain() || scalar.getTag().equals(Tag.STR)) {
            return NODES.textNode(text);
        }
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> NODES.nullNode();
            case "true", "True", "TRUE" -> NODES.booleanNode(true);
            case "false", "False", "FALSE" -> NODES.booleanNode(false);
            default -> number(text);
        };
    }

    private static JsonNode number(String text) {
        // A leading zero is part of a code, such as 0371, and would be lost in a number.
        boolean leadingZero = text.length() > 1 && text.charAt(0) == '0' && Character.isDigit(text.charAt(1));
        if (leadingZero) {
            return NODES.textNode(text);
        }
        if (WHOLE.matcher(text).matches()) {
            BigInteger whole = new BigInteger(text.startsWith("+") ? text.substring(1) : text);
            return whole.bitLength() < 32 ? NODES.numberNode(whole.intValue()) : NODES.numberNode(whole.longValue());
        }
        return DECIMAL.matcher(text).matches() ? NODES.numberNode(new BigDecimal(text)) : NODES.textNode(text);
    }

    private void fault(Mark mark, String pointer, String vi, String en, Object... parts) {
        faults.add(new Fault(name, mark.getLine() + 1, mark.getColumn() + 1, pointer, Bilingual.of(vi, en, parts)));
    }

    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static final class TooManyValues extends YAMLException {
        private static final long serialVersionUID = 1L;

        TooManyValues() {
            super("too many values");
        }
    }
}
