package vn.lienthong.hub.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.ConnectorDefinition.LookupCall;
import vn.lienthong.hub.connector.ConnectorDefinition.SoapCall;
import vn.lienthong.hub.connector.Intake;
import vn.lienthong.hub.connector.Mapping;
import vn.lienthong.hub.simulation.Samples.Sample;
import vn.lienthong.hub.simulator.SampleServer.Answered;
import vn.lienthong.hub.simulator.SampleServer.Answers;

/** What a SOAP system answers, in the version it is asked in, from its samples; and its contract, to who asks for that. */
final class SoapSide {
    static final String SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/";
    static final String SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";

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
                return outOfOrder(SOAP_11, "out of order");
            }
        };
    }

    static Answers contract(SoapCall call) {
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
        Document whole = Xml.document(told().get(0).content());
        for (Sample sample : told()) {
            for (Element record : Xml.at(Xml.document(sample.content()).getDocumentElement(), poll.records())) {
                if (Watermarked.isBeyond(Xml.tree(record), poll.watermark(), values.get("watermark"), mapping)) {
                    records.add(record);
                }
            }
        }
        List<Element> places = Xml.at(whole.getDocumentElement(), poll.records());
        if (places.isEmpty()) {
            return Xml.written(whole.getDocumentElement());
        }
        Node parent = places.get(0).getParentNode();
        Node before = places.get(places.size() - 1).getNextSibling();
        places.forEach(place -> place.getParentNode().removeChild(place));
        records.stream()
                .limit(poll.pageSize())
                .forEach(record -> parent.insertBefore(whole.importNode(record, true), before));
        return Xml.written(whole.getDocumentElement());
    }

    private @Nullable String one(Map<String, String> values, String record) {
        List<Sample> known = samples.answered().isEmpty() ? told() : samples.answered();
        Mapping mapping = Objects.requireNonNull(connector.mapping(), "who is asked has a mapping");
        Optional<Sample> found = known.stream()
                .filter(sample -> values.values().stream().anyMatch(value -> sample.isAbout(value, record, mapping)))
                .findFirst();
        if (found.isPresent()) {
            return Xml.written(Xml.document(found.get().content()).getDocumentElement());
        }
        if (known.isEmpty()) {
            return null;
        }
        Document empty = Xml.document(known.get(0).content());
        Xml.at(empty.getDocumentElement(), record)
                .forEach(dossier -> dossier.getParentNode().removeChild(dossier));
        return Xml.written(empty.getDocumentElement());
    }

    static Answered fault(String version, String why) {
        return fault(version, "Client", "Sender", why, "");
    }

    /** @param code by which the connector knows it, in the fault's detail */
    static Answered fault(String version, String why, String code) {
        return fault(version, "Client", "Sender", why, "<code>" + escaped(code) + "</code>");
    }

    /** A failure that is the system's own. */
    static Answered outOfOrder(String version, String why) {
        return fault(version, "Server", "Receiver", why, "");
    }

    private static Answered fault(String version, String first, String second, String why, String detail) {
        String text = escaped(why);
        return version.equals(SOAP_12)
                ? envelope(
                        500,
                        version,
                        "<s:Fault><s:Code><s:Value>s:" + second
                                + "</s:Value></s:Code><s:Reason><s:Text xml:lang=\"en\">"
                                + text + "</s:Text></s:Reason>"
                                + (detail.isEmpty() ? "" : "<s:Detail>" + detail + "</s:Detail>") + "</s:Fault>")
                : envelope(
                        500,
                        version,
                        "<s:Fault><faultcode>s:" + first + "</faultcode><faultstring>" + text + "</faultstring>"
                                + (detail.isEmpty() ? "" : "<detail>" + detail + "</detail>") + "</s:Fault>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    static Answered envelope(int status, String version, String body) {
        String type = version.equals(SOAP_12) ? "application/soap+xml" : "text/xml";
        return Answered.of(
                status, type, "<s:Envelope xmlns:s=\"" + version + "\"><s:Body>" + body + "</s:Body></s:Envelope>");
    }
}
