package vn.lienthong.bench.translation;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.schema.ElementTranslation;
import vn.lienthong.hub.translation.schema.Strictness;

/**
 * The engine in both directions, beside three others: bare, which parses the one form and writes the other from memory
 * and does nothing in between; bound, which goes through JAXB's and Jackson's objects; and tree, which makes a DOM and
 * knows no types, so that all values are texts.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(1)
public class Translations {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final XMLInputFactory READERS = XMLInputFactory.newFactory();
    private static final XMLOutputFactory WRITERS = XMLOutputFactory.newFactory();

    @Param({"1", "10", "100", "10000"})
    public int kilobytes;

    private final Limits limits = Limits.MESSAGE.ofBytes(64 << 20);
    private final ElementTranslation engine = Orders.translation();
    private final JAXBContext jaxb = bound();
    private byte[] xml = {};
    private byte[] json = {};
    private Tokens tokens = Tokens.NONE;

    private static JAXBContext bound() {
        try {
            return JAXBContext.newInstance(BoundOrder.class);
        } catch (JAXBException e) {
            throw new IllegalStateException(e);
        }
    }

    @Setup
    public void documents() throws IOException {
        xml = Orders.xml(kilobytes * 1_000);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        engine.toJson(new ByteArrayInputStream(xml), out, Strictness.STRICT, limits);
        json = out.toByteArray();
        tokens = Tokens.of(json);
    }

    @Benchmark
    public long toJsonByEngine() throws IOException {
        return engine.toJson(new ByteArrayInputStream(xml), OutputStream.nullOutputStream(), Strictness.STRICT, limits);
    }

    @Benchmark
    public void toJsonBare(Blackhole hole) throws XMLStreamException, IOException {
        toJsonBare(hole::consume);
    }

    void toJsonBare(Consumer<Object> hole) throws XMLStreamException, IOException {
        XMLStreamReader reader = READERS.createXMLStreamReader(new ByteArrayInputStream(xml));
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                hole.accept(reader.getLocalName());
                for (int i = 0; i < reader.getAttributeCount(); i++) {
                    hole.accept(reader.getAttributeValue(i));
                }
            } else if (event == XMLStreamConstants.CHARACTERS) {
                hole.accept(reader.getText());
            }
        }
        try (JsonGenerator generator = JSON.createGenerator(OutputStream.nullOutputStream())) {
            tokens.write(generator);
        }
    }

    @Benchmark
    public void toJsonBound() throws JAXBException, XMLStreamException, IOException {
        XMLStreamReader reader = READERS.createXMLStreamReader(new ByteArrayInputStream(xml));
        JSON.writeValue(
                OutputStream.nullOutputStream(),
                jaxb.createUnmarshaller().unmarshal(reader, BoundOrder.class).getValue());
    }

    @Benchmark
    public void toJsonByTree() throws ParserConfigurationException, SAXException, IOException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Element root = factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml))
                .getDocumentElement();
        try (JsonGenerator generator = JSON.createGenerator(OutputStream.nullOutputStream())) {
            generator.writeTree(object(root));
        }
    }

    private static ObjectNode object(Element element) {
        ObjectNode object = JSON.createObjectNode();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Node attribute = element.getAttributes().item(i);
            object.put("@" + attribute.getNodeName(), attribute.getNodeValue());
        }
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                String name = inner.getLocalName();
                boolean leaf =
                        inner.getFirstChild() == null || inner.getFirstChild().getNodeType() == Node.TEXT_NODE;
                ArrayNode all = object.withArray("/" + name);
                if (leaf) {
                    all.add(inner.getTextContent());
                } else {
                    all.add(object(inner));
                }
            }
        }
        return object;
    }

    @Benchmark
    public long toXmlByEngine() throws IOException {
        return engine.toXml(new ByteArrayInputStream(json), OutputStream.nullOutputStream(), Strictness.STRICT, limits);
    }

    @Benchmark
    public void toXmlBare(Blackhole hole) throws IOException, XMLStreamException {
        toXmlBare(hole::consume);
    }

    void toXmlBare(Consumer<Object> hole) throws IOException, XMLStreamException {
        try (JsonParser parser = JSON.createParser(new ByteArrayInputStream(json))) {
            while (parser.nextToken() != null) {
                hole.accept(parser.getText());
            }
        }
        XMLStreamWriter writer = WRITERS.createXMLStreamWriter(OutputStream.nullOutputStream(), "UTF-8");
        tokens.write(writer);
        writer.close();
    }

    @Benchmark
    public void toXmlBound() throws IOException, JAXBException {
        BoundOrder order = JSON.readValue(new ByteArrayInputStream(json), BoundOrder.class);
        jaxb.createMarshaller().marshal(order, OutputStream.nullOutputStream());
    }

    @Benchmark
    public void toXmlByTree() throws IOException, ParserConfigurationException, TransformerException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Document document = factory.newDocumentBuilder().newDocument();
        document.appendChild(element(document, "order", JSON.readTree(new ByteArrayInputStream(json))));
        TransformerFactory.newInstance()
                .newTransformer()
                .transform(new DOMSource(document), new StreamResult(OutputStream.nullOutputStream()));
    }

    private static Element element(Document document, String name, JsonNode value) {
        Element element = document.createElementNS(Orders.NAMESPACE, "o:" + name);
        if (value.isValueNode()) {
            element.setTextContent(value.asText());
        }
        value.properties().forEach(member -> {
            if (member.getKey().startsWith("@")) {
                element.setAttribute(
                        member.getKey().substring(1), member.getValue().asText());
            } else if (member.getValue().isArray()) {
                member.getValue().forEach(item -> element.appendChild(element(document, member.getKey(), item)));
            } else {
                element.appendChild(element(document, member.getKey(), member.getValue()));
            }
        });
        return element;
    }
}
