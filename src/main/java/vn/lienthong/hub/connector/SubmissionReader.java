package vn.lienthong.hub.connector;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.springframework.util.unit.DataSize;
import vn.lienthong.hub.canonical.PortalAct;
import vn.lienthong.hub.connector.SubmissionWay.Call;
import vn.lienthong.hub.connector.SubmissionWay.Offer;
import vn.lienthong.hub.connector.SubmissionWay.Procedure;
import vn.lienthong.hub.connector.SubmissionWay.Telling;

/** Makes the part {@code submission} of a {@code connector.yaml} that has no faults. The defaults are those of its schema. */
final class SubmissionReader {
    private static final List<String> TYPES = List.of("application/pdf", "image/jpeg", "image/png");

    private SubmissionReader() {}

    /** @param folder where its forms and contracts are */
    static SubmissionWay read(Members submission, Path folder) {
        Map<String, Procedure> procedures = new LinkedHashMap<>();
        submission
                .in("procedures")
                .node()
                .fields()
                .forEachRemaining(
                        each -> procedures.put(each.getKey(), procedure(new Members(each.getValue()), folder)));
        return new SubmissionWay(
                call(submission, folder),
                procedures,
                Offer.valueOf(submission.text("attachments", "link").toUpperCase(Locale.ROOT)),
                submission.duration("deadline", "PT30S"),
                submission.node().has("rate") ? (Integer) submission.whole("rate", 1) : null,
                submission.node().has("tell-after") ? submission.duration("tell-after", "PT4H") : null);
    }

    private static Call call(Members submission, Path folder) {
        return switch (submission.kind()) {
            case "rest" ->
                new Call.Rest(
                        tellings(submission, DefinitionReader::httpCall),
                        submission.ifThere("upload", DefinitionReader::httpCall));
            case "soap" -> new Call.Soap(tellings(submission, call -> DefinitionReader.soapCall(call, folder)));
            case "queue" -> new Call.Queue(submission.text("number", "/number"));
            case "file" -> new Call.Files(submission.text("folder"));
            default -> throw DefinitionReader.unknown(submission.kind());
        };
    }

    private static <C> Map<PortalAct, Telling<C>> tellings(Members submission, Function<Members, C> call) {
        Map<PortalAct, Telling<C>> tellings = new EnumMap<>(PortalAct.class);
        for (PortalAct act : PortalAct.values()) {
            if (submission.node().has(act.key())) {
                Members telling = submission.in(act.key());
                tellings.put(act, new Telling<>(call.apply(telling.in("call")), telling.textOrNull("number")));
            }
        }
        return tellings;
    }

    private static Procedure procedure(Members procedure, Path folder) {
        Members attachments = procedure.in("attachments");
        return new Procedure(
                procedure.textOrNull("name"),
                procedure.textOrNull("sector-code"),
                procedure.textOrNull("sector-name"),
                folder.resolve(procedure.text("form")),
                attachments.texts("required"),
                attachments.node().has("types") ? attachments.texts("types") : TYPES,
                attachments.whole("most", 20),
                DataSize.parse(attachments.text("largest", "10MB")).toBytes());
    }
}
