package vn.lienthong.hub.draft;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.draft.Offer.Question;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.XmlTree;
import vn.lienthong.hub.translation.schema.ElementTranslation;
import vn.lienthong.hub.translation.schema.SchemaProblem;
import vn.lienthong.hub.translation.schema.SchemaRefused;
import vn.lienthong.hub.translation.schema.Strictness;
import vn.lienthong.hub.translation.soap.SoapContract;
import vn.lienthong.hub.translation.soap.SoapOperation;
import vn.lienthong.hub.translation.soap.SoapPort;

/** What a WSDL offers to ask, with an invented question and answer each. */
final class WsdlOffers {
    private static final Limits LIMITS = Limits.MESSAGE;

    private WsdlOffers() {}

    /**
     * @param name what the contract will be called in the folder
     * @param service which of its services; null if it has one only
     */
    static Contract read(ContractFiles files, String name, @Nullable String service) {
        files.mainDocument();
        try {
            SoapPort port = SoapContract.read(files, files.main()).port(service, null);
            URI address = URI.create(port.address().isEmpty() ? "http://127.0.0.1" : port.address());
            List<Offer> offers = new ArrayList<>();
            List<Offer> tellings = new ArrayList<>();
            for (SoapOperation operation : port.operations()) {
                offers.add(offer(operation, port, name, address));
                if (operation.input() != null) {
                    tellings.add(telling(operation, operation.input(), name));
                }
            }
            return new Contract(base(address), offers, tellings, List.of());
        } catch (SchemaRefused refused) {
            throw DraftProblems.unusable(
                    files.main(),
                    refused.problems().stream().map(SchemaProblem::toString).collect(Collectors.joining("\n")));
        } catch (IllegalArgumentException e) {
            throw DraftProblems.unusable(files.main(), String.valueOf(e.getMessage()));
        }
    }

    private static String base(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority();
    }

    private static Offer offer(SoapOperation operation, SoapPort port, String contract, URI address) {
        String question = written(operation.input());
        String answer = written(operation.output());
        JsonNode asked = tree(question);
        return new Offer(
                operation.name(),
                operation.documentation() == null ? "" : operation.documentation(),
                Leaf.of(asked).stream().map(WsdlOffers::last).toList(),
                answer.isEmpty() ? null : tree(answer),
                answer,
                operation.output() != null && Schemas.repeats(operation.output().jsonSchema()),
                operation.output() == null
                        ? Map.of()
                        : Schemas.words(operation.output().jsonSchema()),
                new Question.Soap(
                        contract,
                        address.getRawPath() == null ? "" : address.getRawPath(),
                        operation.action(),
                        port.version().toString().replaceAll("[^0-9.]", ""),
                        question));
    }

    private static Offer telling(SoapOperation operation, ElementTranslation input, String contract) {
        String question = written(input);
        return new Offer(
                operation.name(),
                operation.documentation() == null ? "" : operation.documentation(),
                List.of(),
                question.isEmpty() ? null : tree(question),
                question,
                Schemas.repeats(input.jsonSchema()),
                Schemas.words(input.jsonSchema()),
                new Question.Told(contract, written(operation.output())));
    }

    private static String last(Leaf leaf) {
        return leaf.pointer().substring(leaf.pointer().lastIndexOf('/') + 1);
    }

    /** An invented document of the element, as XML; empty where there is no element or none can be invented. */
    private static String written(@Nullable ElementTranslation element) {
        JsonNode example = element == null ? null : element.example();
        if (element == null || example == null) {
            return "";
        }
        ByteArrayOutputStream xml = new ByteArrayOutputStream();
        try {
            element.toXml(
                    new ByteArrayInputStream(example.toString().getBytes(StandardCharsets.UTF_8)),
                    xml,
                    Strictness.LENIENT,
                    LIMITS);
        } catch (IOException e) {
            throw new IllegalStateException("memory can be written to", e);
        }
        return xml.toString(StandardCharsets.UTF_8);
    }

    private static JsonNode tree(String xml) {
        return xml.isEmpty()
                ? com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode()
                : XmlTree.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)), LIMITS);
    }

    /** The places of a question that the hub fills in, by the names of its elements. */
    static String withPlaces(String body, Map<String, String> texts) {
        String filled = body;
        for (Map.Entry<String, String> text : new LinkedHashMap<>(texts).entrySet()) {
            filled = filled.replaceFirst(
                    "(<(?:[\\w.-]+:)?" + java.util.regex.Pattern.quote(text.getKey()) + "(?:\\s[^<>]*)?>)[^<>]*(</)",
                    "$1" + java.util.regex.Matcher.quoteReplacement(text.getValue()) + "$2");
        }
        return filled;
    }
}
