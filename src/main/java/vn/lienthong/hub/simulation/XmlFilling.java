package vn.lienthong.hub.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

/** An element with places in its texts and attributes. */
record XmlFilling(Element template) implements Filling {
    static XmlFilling of(String element) {
        return new XmlFilling(
                Xml.document(element.getBytes(StandardCharsets.UTF_8)).getDocumentElement());
    }

    @Override
    public Optional<Map<String, JsonNode>> read(String text) {
        try {
            return read(Xml.document(text.getBytes(StandardCharsets.UTF_8)).getDocumentElement());
        } catch (IllegalArgumentException noXml) {
            return Optional.empty();
        }
    }

    Optional<Map<String, JsonNode>> read(Element element) {
        Map<String, JsonNode> values = new HashMap<>();
        return read(template, element, values) ? Optional.of(values) : Optional.empty();
    }

    private static boolean read(Element template, Element element, Map<String, JsonNode> values) {
        boolean same = String.valueOf(template.getLocalName()).equals(element.getLocalName())
                && String.valueOf(template.getNamespaceURI()).equals(String.valueOf(element.getNamespaceURI()));
        return same && readAttributes(template, element, values) && readContent(template, element, values);
    }

    private static boolean readAttributes(Element template, Element element, Map<String, JsonNode> values) {
        for (int i = 0; i < template.getAttributes().getLength(); i++) {
            Attr attribute = (Attr) template.getAttributes().item(i);
            boolean declares = attribute.getName().startsWith("xmlns");
            if (!declares
                    && !Filling.readText(attribute.getValue(), element.getAttribute(attribute.getName()), values)) {
                return false;
            }
        }
        return true;
    }

    private static boolean readContent(Element template, Element element, Map<String, JsonNode> values) {
        String text = textOf(template);
        Matcher whole = PLACE.matcher(text);
        boolean elements = whole.matches() && whole.group(1).startsWith("xml:");
        List<Element> wanted = Xml.children(template);
        if (wanted.isEmpty() && !elements) {
            return Filling.readText(text, textOf(element), values);
        }
        List<Element> left = new ArrayList<>(Xml.children(element));
        for (Element one : wanted) {
            Optional<Element> found =
                    left.stream().filter(other -> read(one, other, values)).findFirst();
            if (found.isEmpty()) {
                return false;
            }
            left.remove(found.get());
        }
        if (elements) {
            values.put(whole.group(1), rest(element, left));
        }
        return elements || left.isEmpty();
    }

    /** What an element has, but for those that other places took. */
    private static JsonNode rest(Element element, List<Element> left) {
        if (left.isEmpty()) {
            return JsonNodeFactory.instance.textNode(textOf(element));
        }
        Element copy = (Element) element.cloneNode(false);
        left.forEach(child -> copy.appendChild(child.cloneNode(true)));
        return Xml.tree(copy);
    }

    private static String textOf(Element element) {
        StringBuilder text = new StringBuilder();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Text part) {
                text.append(part.getData());
            }
        }
        return text.toString().strip();
    }
}
