package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.connector.Fault.Hint;
import vn.lienthong.hub.contract.Shape;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.Template;
import vn.lienthong.hub.translation.schema.ElementTranslation;
import vn.lienthong.hub.translation.schema.SchemaCatalogue;
import vn.lienthong.hub.translation.schema.SchemaRefused;
import vn.lienthong.hub.translation.schema.Strictness;
import vn.lienthong.hub.translation.schema.Untranslatable;
import vn.lienthong.hub.translation.soap.SoapContract;
import vn.lienthong.hub.translation.soap.SoapOperation;

/** What a push over SOAP has to keep towards the system's own contract, if it calls by one. */
record SoapPushRules(Path folder, YamlFile connector) {
    private static final Map<String, String> PLACES = Map.of("accepted", "0", "refused", "0");

    void check() {
        JsonNode intake = connector.at("/intake");
        String contract = intake.path("contract").asText("");
        if (!intake.path("kind").asText().equals("soap-push")) {
            return;
        }
        if (contract.isEmpty()) {
            recordsAreAmong(
                    PushContract.hubsOwn().element(),
                    new Bilingual("hợp đồng của chính trục", "the hub's own contract"));
            return;
        }
        if (!Files.isRegularFile(folder.resolve(contract))) {
            return;
        }
        try {
            SoapContract.read(SchemaCatalogue.directory(folder), contract).port(null, null).operations().stream()
                    .filter(operation ->
                            operation.name().equals(intake.path("operation").asText()))
                    .findFirst()
                    .ifPresentOrElse(operation -> operationCanTell(operation, contract), () -> noOperation(contract));
        } catch (SchemaRefused refused) {
            refused.problems()
                    .forEach(problem -> connector.faultAt(
                            "/intake/contract",
                            "không phục vụ được: %s",
                            "cannot be served: %s",
                            LibraryWords.told(problem)));
        }
    }

    private void noOperation(String contract) {
        List<String> known =
                SoapContract.read(SchemaCatalogue.directory(folder), contract).port(null, null).operations().stream()
                        .map(SoapOperation::name)
                        .toList();
        String found = connector.at("/intake/operation").asText();
        connector.faultAt(
                "/intake/operation",
                Bilingual.of(
                        "là %s, không phải thao tác nào của hợp đồng; cần một trong: %s",
                        "is %s, which is no operation of the contract; expected one of %s",
                        FoundValue.quoted(found),
                        known.stream().sorted().collect(Collectors.joining(", "))),
                Hint.insteadOf(found, NearMiss.suggestion(found, known)));
    }

    private void operationCanTell(SoapOperation operation, String contract) {
        if (operation.input() == null) {
            connector.faultAt(
                    "/intake/operation",
                    "theo hợp đồng không nhận gì; cần một thao tác nhận bản ghi",
                    "takes nothing by the contract; expected one that takes records");
            return;
        }
        recordsAreAmong(operation.input(), Bilingual.same(contract));
        String answer = connector.at("/intake/answer").asText("");
        ElementTranslation output = operation.output();
        if (output == null && !answer.isEmpty()) {
            connector.faultAt(
                    "/intake/answer",
                    "không dùng đến, vì thao tác không trả lời gì; hãy bỏ đi",
                    "is not used, for the operation answers nothing; leave it out");
        } else if (output != null && answer.isEmpty()) {
            connector.faultAtKey(
                    "/intake",
                    "cần answer, phần tử %s mà thao tác dùng để trả lời",
                    "needs answer, the element %s that the operation answers with",
                    output.name().getLocalPart());
        } else if (output != null) {
            answerIs(answer, output);
        }
    }

    private void recordsAreAmong(ElementTranslation input, Bilingual contract) {
        String records = connector.at("/intake/records").asText("/record");
        Shape shape = Shape.ofSchema(input.jsonSchema());
        if (!shape.canHave(records)) {
            connector.faultAt(
                    "/intake/records",
                    "là %1$s, mà theo %3$s thì %2$s không thể có; cần một danh sách trong đó, như %4$s",
                    "is %1$s, which %2$s cannot have by %3$s; expected a list in it, among %4$s",
                    FoundValue.quoted(records),
                    input.name().getLocalPart(),
                    contract,
                    String.join(", ", records(shape)));
        }
    }

    /** Where values stand together. */
    private static Set<String> records(Shape element) {
        Set<String> records = new TreeSet<>();
        element.places().stream()
                .map(place -> place.substring(0, place.lastIndexOf('/')))
                .filter(place -> !place.isEmpty())
                .forEach(records::add);
        return records;
    }

    private void answerIs(String answer, ElementTranslation output) {
        for (String place : Template.of(answer, Template.Grammar.XML).names()) {
            if (!PLACES.containsKey(place)) {
                connector.faultAt(
                        "/intake/answer",
                        "có {{%s}}; cần {{accepted}} hoặc {{refused}}",
                        "has {{%s}}; expected {{accepted}} or {{refused}}",
                        place);
                return;
            }
        }
        String filled = Template.of(answer, Template.Grammar.XML).fill(PLACES::get);
        try {
            output.toJson(
                    new ByteArrayInputStream(filled.getBytes(StandardCharsets.UTF_8)),
                    new ByteArrayOutputStream(),
                    Strictness.STRICT,
                    Limits.MESSAGE);
        } catch (Untranslatable wrong) {
            connector.faultAt(
                    "/intake/answer",
                    "không phải điều mà hợp đồng trả lời: %s",
                    "is not what the contract answers with: %s",
                    LibraryWords.told(wrong.getMessage()));
        } catch (IOException e) {
            throw new IllegalStateException("memory can be read", e);
        }
    }
}
