package vn.lienthong.hub.registration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.agency.LiveReads;
import vn.lienthong.hub.agency.LiveReads.Read;
import vn.lienthong.hub.agency.TrialCalls;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.ConnectorDefinition.Lookup;
import vn.lienthong.hub.connector.Intake;
import vn.lienthong.hub.connector.Mapping;
import vn.lienthong.hub.connector.Mapping.Explained;
import vn.lienthong.hub.connector.Mapping.FieldReading;
import vn.lienthong.hub.door.ProblemJson;
import vn.lienthong.hub.problem.Undeliverable;
import vn.lienthong.hub.translation.CsvRecords;
import vn.lienthong.hub.translation.JsonRecords;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.Records;
import vn.lienthong.hub.translation.SourceRecord;
import vn.lienthong.hub.translation.XmlTree;
import vn.lienthong.hub.wire.CanonicalJson;

/** Shows what a connector makes of a sample or of what its system answers now, field by field. Nothing is kept. */
@Component
class DryRuns {
    /** Nobody reads more of them. */
    private static final int MOST_RECORDS = 20;
    /** Each may cost the system a question of its own. */
    private static final int MOST_LIVE = 5;

    private final TrialCalls calls;
    private final LiveReads reads;
    private final Clock clock;

    DryRuns(TrialCalls calls, LiveReads reads, Clock clock) {
        this.calls = calls;
        this.reads = reads;
        this.clock = clock;
    }

    /**
     * @param asked {@code live}, intake or lookup; for a look-up, {@code code}
     * @throws Undeliverable if the connector's system is not asked so
     */
    ObjectNode live(ConnectorDefinition connector, JsonNode asked, Locale language) {
        Mapping mapping = connector.mapping();
        boolean lookUp = asked.path("live").asText().equals("lookup");
        if (mapping == null || !(lookUp ? connector.lookup() != null : LiveReads.canList(connector))) {
            throw new Undeliverable(RegistrationProblems.notAsked());
        }
        Read read = read(connector, lookUp, asked.path("code").asText(""));
        ObjectNode json = ConnectorJson.object();
        ArrayNode told = json.putArray("records");
        read.records().forEach(record -> tell(told.addObject(), new SourceRecord(record, 1, null), mapping, language));
        json.put("placeFound", read.placeFound());
        return json.put("total", read.total());
    }

    private Read read(ConnectorDefinition connector, boolean lookUp, String code) {
        try (TrialCalls.Line line = calls.open(connector)) {
            return lookUp ? reads.dossier(line, DossierCode.of(code)) : reads.page(line, MOST_LIVE);
        } catch (IllegalArgumentException noCode) {
            throw new Undeliverable(RegistrationProblems.noCode(), noCode);
        } catch (IllegalStateException noLine) {
            throw new Undeliverable(RegistrationProblems.noLine(String.valueOf(noLine.getMessage())), noLine);
        }
    }

    /**
     * @param asked {@code sample}, the whole content as the system sends it; {@code type}, one of json, xml, csv;
     *     {@code as}, intake or lookup
     * @throws Undeliverable if the connector reads nothing, or the sample cannot be read
     */
    ObjectNode of(ConnectorDefinition connector, JsonNode asked, Locale language) {
        Mapping mapping = connector.mapping();
        String place = place(connector, asked.path("as").asText("intake"));
        JsonNode sample = asked.path("sample");
        if (mapping == null || place == null || !sample.isTextual()) {
            throw new Undeliverable(RegistrationProblems.noSample());
        }
        ObjectNode json = ConnectorJson.object();
        ArrayNode told = json.putArray("records");
        try (Records records = records(sample.textValue(), asked.path("type").asText("json"), place)) {
            while (records.hasNext() && told.size() < MOST_RECORDS) {
                tell(told.addObject(), records.next(), mapping, language);
            }
            json.put("placeFound", told.size() > 0 || records.placeFound());
        } catch (IOException e) {
            throw new UncheckedIOException("texts in memory are always readable", e);
        }
        return json;
    }

    private void tell(ObjectNode json, SourceRecord record, Mapping mapping, Locale language) {
        json.put("line", record.line());
        ArrayNode changes = json.putArray("changes");
        ArrayNode problems = json.putArray("problems");
        ArrayNode fields = json.putArray("fields");
        ArrayNode unread = json.putArray("unread");
        if (record.problem() != null) {
            problems.add(ProblemJson.of(record.problem(), language));
            return;
        }
        Explained explained = mapping.explain(record.tree(), clock.instant());
        explained.translated().changes().forEach(change -> changes.add(JsonRecords.read(CanonicalJson.write(change))));
        explained.translated().problems().forEach(problem -> problems.add(ProblemJson.of(problem, language)));
        explained.fields().forEach(field -> tell(fields.addObject(), field));
        explained.unread().forEach(unread::add);
    }

    private static void tell(ObjectNode json, FieldReading field) {
        json.put("field", field.field())
                .put("rule", field.rule().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        put(json, "pointer", field.pointer());
        put(json, "found", field.found());
        put(json, "became", field.became());
    }

    private static void put(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    private static Records records(String sample, String type, String place) {
        InputStream content = new ByteArrayInputStream(sample.getBytes(StandardCharsets.UTF_8));
        return switch (type) {
            case "json" -> JsonRecords.records(content, place, Limits.MESSAGE);
            case "xml" -> XmlTree.records(content, place, Limits.MESSAGE);
            case "csv" -> CsvRecords.records(content, Limits.MESSAGE);
            default -> throw new Undeliverable(RegistrationProblems.noSample());
        };
    }

    /** Where the records are in what the system sends; null if it is not read so. */
    private static @Nullable String place(ConnectorDefinition connector, String use) {
        Lookup lookup = connector.lookup();
        if (use.equals("lookup")) {
            return lookup == null ? null : lookup.record();
        }
        Intake intake = connector.intake();
        return intake == null || intake instanceof Intake.DatabasePoll ? null : intake.changes();
    }
}
