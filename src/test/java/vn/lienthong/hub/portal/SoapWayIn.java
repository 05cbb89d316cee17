package vn.lienthong.hub.portal;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.springframework.web.util.HtmlUtils;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * SOAP by hand over a plain connection. What comes back is checked against the contract that the hub publishes, and read as
 * JSON by that contract's types.
 */
final class SoapWayIn implements WayIn {
    private static final String NAMESPACE = "urn:lienthong:dossier-lookup:1";
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http;
    private final String address;
    private final String envelope;
    private final String contentType;

    SoapWayIn(HttpClient http, String address, String envelope, String contentType) {
        this.http = http;
        this.address = address + "/soap/dossiers";
        this.envelope = envelope;
        this.contentType = contentType;
    }

    @Override
    public Told ask(Question question) throws Exception {
        String asked = element("code", question.code())
                + (question.agency() == null ? "" : element("agency", question.agency()))
                + (question.language() == null ? "" : element("language", question.language()));
        Element body = post(question.client(), "<LookUp xmlns=\"" + NAMESPACE + "\">" + asked + "</LookUp>");
        Element told = descendant(body, "LookUpResponse");
        if (told != null) {
            contract().newValidator().validate(new DOMSource(told));
            return new Told(200, json(children(told).get(0)));
        }
        Element problem = requireNonNull(descendant(body, "Problem"), "neither answer nor problem");
        contract().newValidator().validate(new DOMSource(problem));
        JsonNode json = json(problem);
        return new Told(json.get("status").asInt(), json);
    }

    /** Sends a body and gives back the whole envelope. */
    Element post(String client, String body) throws Exception {
        String message = "<s:Envelope xmlns:s=\"" + envelope + "\"><s:Body>" + body + "</s:Body></s:Envelope>";
        HttpResponse<byte[]> response = http.send(
                HttpRequest.newBuilder(URI.create(address))
                        .timeout(Duration.ofSeconds(30))
                        .header("Content-Type", contentType + ";charset=UTF-8")
                        .header("SOAPAction", "\"\"")
                        .header("X-API-Key", WaysIn.key(client))
                        .POST(HttpRequest.BodyPublishers.ofString(message))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (response.headers().firstValue("X-API-Key").isPresent()) {
            throw new AssertionError("the caller's key was sent back");
        }
        if (!response.headers().firstValue("Content-Type").orElse("").startsWith(contentType)) {
            throw new AssertionError("the answer came as "
                    + response.headers().firstValue("Content-Type").orElse("nothing"));
        }
        return parse(response.body());
    }

    private Schema contract() throws Exception {
        HttpResponse<byte[]> wsdl = http.send(
                HttpRequest.newBuilder(URI.create(address + "?wsdl")).build(), HttpResponse.BodyHandlers.ofByteArray());
        Element schema = requireNonNull(descendant(parse(wsdl.body()), "schema"));
        return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(new DOMSource(schema));
    }

    private static Element parse(byte[] xml) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml)).getDocumentElement();
    }

    private static String element(String name, String text) {
        return "<" + name + ">" + HtmlUtils.htmlEscape(text, "UTF-8") + "</" + name + ">";
    }

    private static @org.jspecify.annotations.Nullable Element descendant(Element within, String name) {
        return (Element) within.getElementsByTagNameNS("*", name).item(0);
    }

    private static List<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }

    private static JsonNode json(Element element) {
        List<Element> children = children(element);
        if (children.isEmpty() && !element.getLocalName().matches("applicant|procedure|changes")) {
            return leaf(element);
        }
        if (element.getLocalName().equals("changes")) {
            ArrayNode list = JSON.createArrayNode();
            children.forEach(child -> list.add(json(child)));
            return list;
        }
        ObjectNode object = JSON.createObjectNode();
        children.forEach(child -> object.set(child.getLocalName(), json(child)));
        return object;
    }

    private static JsonNode leaf(Element element) {
        String text = element.getTextContent();
        boolean number = element.getLocalName().equals("status")
                || element.getLocalName().equals("code")
                        && element.getParentNode().getLocalName().equals("status");
        if (number) {
            return JSON.getNodeFactory().numberNode(Integer.parseInt(text));
        }
        return element.getLocalName().equals("stale")
                ? JSON.getNodeFactory().booleanNode(Boolean.parseBoolean(text))
                : TextNode.valueOf(text);
    }
}
