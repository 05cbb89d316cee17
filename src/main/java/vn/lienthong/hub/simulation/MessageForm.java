package vn.lienthong.hub.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import vn.lienthong.hub.translation.CsvRecords;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.Records;

/** A sample's message as a form: the records that it has, and the same message with one record in their place. */
interface MessageForm {
    List<JsonNode> records();

    /**
     * @param like which of the records the new one was made of
     * @param record as the hub is to read it
     */
    byte[] with(int like, JsonNode record);

    /** @param pointer to its records; without meaning for CSV */
    static MessageForm of(Samples.Sample sample, String pointer) {
        return switch (sample.type()) {
            case "xml" -> new OfXml(sample.content(), pointer);
            case "csv" -> new OfCsv(sample.text());
            default -> new OfJson(sample.tree(), pointer);
        };
    }

    /** JSON. */
    record OfJson(JsonNode message, String pointer) implements MessageForm {
        @Override
        public List<JsonNode> records() {
            JsonNode found = message.at(pointer);
            List<JsonNode> records = new ArrayList<>();
            (found.isArray() ? found : List.of(found)).forEach(records::add);
            return records;
        }

        @Override
        public byte[] with(int like, JsonNode record) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode().add(record);
            JsonNode put = message.at(pointer).isArray() ? list : record;
            if (pointer.isEmpty()) {
                return put.toString().getBytes(StandardCharsets.UTF_8);
            }
            ObjectNode copy = message.deepCopy();
            Door.Json.put(copy, pointer, put);
            return copy.toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    /** XML, whose elements keep their namespaces and their order. */
    record OfXml(byte[] message, String pointer) implements MessageForm {
        @Override
        public List<JsonNode> records() {
            return Xml.at(Xml.document(message).getDocumentElement(), pointer).stream()
                    .map(Xml::tree)
                    .toList();
        }

        @Override
        public byte[] with(int like, JsonNode record) {
            Document document = Xml.document(message);
            List<Element> all = Xml.at(document.getDocumentElement(), pointer);
            Element kept = all.get(like);
            all.stream().filter(other -> other != kept).forEach(other -> other.getParentNode()
                    .removeChild(other));
            fit(kept, record);
            return Xml.written(document.getDocumentElement()).getBytes(StandardCharsets.UTF_8);
        }

        /** Has an element say what the tree says, and nothing else. */
        private static void fit(Element element, JsonNode tree) {
            if (!tree.isObject()) {
                element.setTextContent(tree.isNull() ? "" : tree.asText());
                return;
            }
            ObjectNode left = tree.deepCopy();
            for (Element child : Xml.children(element)) {
                JsonNode next = next(left, child.getLocalName());
                if (next.isMissingNode()) {
                    element.removeChild(child);
                } else {
                    fit(child, next);
                }
            }
            left.properties().forEach(member -> add(element, member.getKey(), member.getValue()));
        }

        /** Takes the first value of a member, where there is one left. */
        private static JsonNode next(ObjectNode left, String name) {
            JsonNode there = left.path(name);
            if (there instanceof ArrayNode list && list.size() > 1) {
                return list.remove(0);
            }
            left.remove(name);
            return there.isArray() ? there.path(0) : there;
        }

        private static void add(Element element, String name, JsonNode value) {
            if (name.startsWith("@")) {
                if (element.hasAttribute(name.substring(1))) {
                    element.setAttribute(name.substring(1), value.asText());
                }
            } else if (name.equals("#text")) {
                element.insertBefore(
                        element.getOwnerDocument().createTextNode(value.asText()), element.getFirstChild());
            } else {
                for (JsonNode one : value.isArray() ? value : List.of(value)) {
                    Node prefixed = element;
                    String prefix = prefixed.getPrefix() == null ? "" : prefixed.getPrefix() + ":";
                    Element made = element.getOwnerDocument().createElementNS(element.getNamespaceURI(), prefix + name);
                    element.appendChild(made);
                    fit(made, one);
                }
            }
        }
    }

    /** CSV in UTF-8, under the sample's own header. */
    record OfCsv(String text) implements MessageForm {
        @Override
        public List<JsonNode> records() {
            List<JsonNode> rows = new ArrayList<>();
            try (Records records = CsvRecords.records(
                    new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Limits.MESSAGE)) {
                records.forEachRemaining(row -> rows.add(row.tree()));
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException("memory can be read", e);
            }
            return rows;
        }

        @Override
        public byte[] with(int like, JsonNode record) {
            String header = text.lines().findFirst().orElse("");
            List<String> names = new ArrayList<>();
            records().get(like).fieldNames().forEachRemaining(names::add);
            String row = names.stream()
                    .map(name -> '"' + record.path(name).asText("").replace("\"", "\"\"") + '"')
                    .collect(Collectors.joining(separator(header, names)));
            return (header + "\n" + row + "\n").getBytes(StandardCharsets.UTF_8);
        }

        /** What stands behind the first column's name. */
        private static String separator(String header, List<String> names) {
            int end = header.indexOf(names.get(0)) + names.get(0).length();
            String behind = header.substring(end).replaceFirst("^\\s*\"?", "");
            return behind.isEmpty() ? ";" : behind.substring(0, 1);
        }
    }
}
