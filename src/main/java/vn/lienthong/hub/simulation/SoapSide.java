package vn.lienthong.hub.simulation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.ConnectorDefinition.LookupCall;
import vn.lienthong.hub.connector.ConnectorDefinition.SoapCall;
import vn.lienthong.hub.connector.Intake;
import vn.lienthong.hub.connector.Mapping;
import vn.lienthong.hub.simulation.Samples.Sample;
import vn.lienthong.hub.simulator.SampleServer.Answered;
import vn.lienthong.hub.simulator.SampleServer.Answers;
import vn.lienthong.hub.translation.XmlTree;

/** What a SOAP system answers, in the version it is asked in, from its samples; and its contract, to who asks for that. */
final class SoapSide {
    private static final String SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";

    private final ConnectorDefinition connector;
    private final Samples samples;
    private final Door door;

    SoapSide(ConnectorDefinition connector, Samples samples, Door door) {
        this.connector = connector;
        this.samples = samples;
        this.door = door;
    }

    List<Answers> answers() {
        List<Answers> answers = new ArrayList<>();
        if (connector.intake() instanceof Intake.SoapPoll poll) {
            answers.add(contract(poll.list()));
            answers.add(to(poll.list(), values -> list(poll, values)));
        }
        if (connector.lookup() != null && connector.lookup().call() instanceof LookupCall.Soap soap) {
            String record = connector.lookup().record();
            answers.add(contract(soap.call()));
            answers.add(to(soap.call(), values -> one(values, record)));
        }
        return answers;
    }

    /** What stands in the body of the answer, as XML; null where there is nothing to answer with. */
    private interface Answering {
        @Nullable
        String to(Map<String, String> values);
    }

    private Answers to(SoapCall call, Answering answering) {
        Question question = Question.of(call);
        return new Answers() {
            @Override
            public Optional<Answered> to(vn.lienthong.hub.simulator.SampleServer.Asked asked) {
                return question.in(asked).map(values -> {
                    String version = asked.body().contains(SOAP_12) ? SOAP_12 : SOAP_11;
                    String refusal = door.refusal(asked, values);
                    if (refusal != null) {
                        return fault(version, refusal);
                    }
                    String body = answering.to(values);
                    return body == null
                            ? fault(version, "there is no sample to answer with; add samples/<case>/input.xml")
                            : envelope(200, version, body);
                });
            }

            @Override
            public Answered failure() {
                return fault(SOAP_11, "out of order");
            }
        };
    }

    private static Answers contract(SoapCall call) {
        Question question = Question.of(call);
        return asked -> {
            boolean wanted = asked.method().equals("GET")
                    && asked.query().containsKey("wsdl")
                    && question.path().read(asked.path(), new java.util.HashMap<>());
            return wanted ? Optional.of(Answered.of(200, "text/xml", text(call.contract()))) : Optional.empty();
        };
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    private List<Sample> told() {
        return samples.told().stream()
                .filter(sample -> sample.type().equals("xml"))
                .toList();
    }

    /** The first sample, with the records of all samples that are beyond the watermark. */
    private @Nullable String list(Intake.SoapPoll poll, Map<String, String> values) {
        if (told().isEmpty()) {
            return null;
        }
        Mapping mapping = Objects.requireNonNull(connector.mapping(), "who is asked has a mapping");
        List<Element> records = new ArrayList<>();
        Document whole = document(told().get(0).content());
        for (Sample sample : told()) {
            for (Element record : at(document(sample.content()).getDocumentElement(), poll.records())) {
                if (Watermarked.isBeyond(
                        XmlTree.read(written(record).getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                        poll.watermark(),
                        values.get("watermark"),
                        mapping)) {
                    records.add(record);
                }
            }
        }
        List<Element> places = at(whole.getDocumentElement(), poll.records());
        if (places.isEmpty()) {
            return written(whole.getDocumentElement());
        }
        Node parent = places.get(0).getParentNode();
        Node before = places.get(places.size() - 1).getNextSibling();
        places.forEach(place -> place.getParentNode().removeChild(place));
        records.stream()
                .limit(poll.pageSize())
                .forEach(record -> parent.insertBefore(whole.importNode(record, true), before));
        return written(whole.getDocumentElement());
    }

    private @Nullable String one(Map<String, String> values, String record) {
        List<Sample> known = samples.answered().isEmpty() ? told() : samples.answered();
        Mapping mapping = Objects.requireNonNull(connector.mapping(), "who is asked has a mapping");
        Optional<Sample> found = known.stream()
                .filter(sample -> values.values().stream().anyMatch(value -> sample.isAbout(value, record, mapping)))
                .findFirst();
        if (found.isPresent()) {
            return written(document(found.get().content()).getDocumentElement());
        }
        if (known.isEmpty()) {
            return null;
        }
        Document empty = document(known.get(0).content());
        at(empty.getDocumentElement(), record)
                .forEach(dossier -> dossier.getParentNode().removeChild(dossier));
        return written(empty.getDocumentElement());
    }

    /** The elements at a pointer of local names. */
    private static List<Element> at(Element root, String pointer) {
        List<Element> here = List.of(root);
        for (String name :
                pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/")) {
            List<Element> below = new ArrayList<>();
            for (Element element : here) {
                for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
                    if (child instanceof Element found && name.equals(found.getLocalName())) {
                        below.add(found);
                    }
                }
            }
            here = below;
        }
        return here;
    }

    private static Document document(byte[] xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every Java reads XML", e);
        } catch (SAXException | IOException e) {
            throw new IllegalArgumentException("a sample is no XML: " + e.getMessage(), e);
        }
    }

    private static String written(Element element) {
        StringWriter text = new StringWriter();
        try {
            TransformerFactory factory = TransformerFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            Transformer transformer = factory.newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            transformer.transform(new DOMSource(element), new StreamResult(text));
        } catch (TransformerException e) {
            throw new IllegalStateException("what was read as XML can be written as XML", e);
        }
        return text.toString();
    }

    private static Answered fault(String version, String why) {
        String text = why.replace("&", "&amp;").replace("<", "&lt;");
        return version.equals(SOAP_12)
                ? envelope(
                        500,
                        version,
                        "<s:Fault><s:Code><s:Value>s:Sender</s:Value></s:Code><s:Reason><s:Text xml:lang=\"en\">" + text
                                + "</s:Text></s:Reason></s:Fault>")
                : envelope(
                        500,
                        version,
                        "<s:Fault><faultcode>s:Client</faultcode><faultstring>" + text + "</faultstring></s:Fault>");
    }

    private static Answered envelope(int status, String version, String body) {
        String type = version.equals(SOAP_12) ? "application/soap+xml" : "text/xml";
        return Answered.of(
                status, type, "<s:Envelope xmlns:s=\"" + version + "\"><s:Body>" + body + "</s:Body></s:Envelope>");
    }
}
