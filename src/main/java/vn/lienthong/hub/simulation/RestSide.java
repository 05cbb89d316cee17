package vn.lienthong.hub.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.ConnectorDefinition.HttpCall;
import vn.lienthong.hub.connector.ConnectorDefinition.LookupCall;
import vn.lienthong.hub.connector.ConnectorDefinition.Success;
import vn.lienthong.hub.connector.ConnectorDefinition.Watermark;
import vn.lienthong.hub.connector.Intake;
import vn.lienthong.hub.connector.Mapping;
import vn.lienthong.hub.simulation.Samples.Sample;
import vn.lienthong.hub.simulator.SampleServer.Answered;
import vn.lienthong.hub.simulator.SampleServer.Answers;
import vn.lienthong.hub.simulator.SampleServer.Asked;

/** What a REST system answers, from its samples. */
final class RestSide {
    private static final String TYPE = "application/json";

    /** Begins the name of a place that takes its value from a listed record. */
    private static final String OF_RECORD = "record:";

    private final ConnectorDefinition connector;
    private final Samples samples;
    private final Door door;

    RestSide(ConnectorDefinition connector, Samples samples, Door door) {
        this.connector = connector;
        this.samples = samples;
        this.door = door;
    }

    List<Answers> answers() {
        List<Answers> answers = new ArrayList<>();
        if (connector.intake() instanceof Intake.RestPoll poll) {
            answers.add(to(poll.list(), (asked, values) -> list(poll, values)));
            HttpCall detail = poll.detail();
            if (detail != null) {
                answers.add(to(detail, (asked, values) -> detail(poll, detail, values)));
            }
        }
        if (connector.lookup() != null && connector.lookup().call() instanceof LookupCall.Rest rest) {
            String record = connector.lookup().record();
            List<Sample> known = samples.answered().isEmpty() ? told() : samples.answered();
            answers.add(to(
                    rest.call(),
                    (asked, values) -> one(known, values, record, rest.call().success())));
        }
        return answers;
    }

    private interface Answering {
        Answered to(Asked asked, Map<String, String> values);
    }

    private Answers to(HttpCall call, Answering answering) {
        Question question = Question.of(call);
        return asked -> question.in(asked).map(values -> {
            String refusal = door.refusal(asked, values);
            return refusal != null ? refused(refusal, call.success()) : answering.to(asked, values);
        });
    }

    static Answered refused(String why, Success success) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("error", why);
        if (success.at() != null && !success.expired().isEmpty()) {
            Door.Json.put(
                    answer,
                    success.at(),
                    JsonNodeFactory.instance.textNode(success.expired().get(0)));
            return Answered.of(200, TYPE, answer.toString());
        }
        return Answered.of(401, TYPE, answer.toString());
    }

    private List<Sample> told() {
        return samples.told().stream()
                .filter(sample -> sample.type().equals("json"))
                .toList();
    }

    /** A page of all records that samples have beyond the watermark. */
    private Answered list(Intake.RestPoll poll, Map<String, String> values) {
        String pointer = poll.detail() == null ? poll.records() : poll.detailRecord();
        List<JsonNode> records = new ArrayList<>();
        for (Sample sample : told()) {
            JsonNode found = sample.tree().at(pointer);
            (found.isArray() ? found : List.of(found))
                    .forEach(record -> records.add(listed(record, poll.watermark(), records.size())));
        }
        int page =
                number(values.get("page"), poll.pages().first()) - poll.pages().first();
        List<JsonNode> newer = records.stream()
                .filter(record -> Watermarked.isBeyond(
                        record, poll.watermark(), values.get("watermark"), Objects.requireNonNull(connector.mapping())))
                .skip((long) Math.max(0, page) * poll.pageSize())
                .limit(poll.pageSize())
                .toList();
        ArrayNode list = JsonNodeFactory.instance.arrayNode().addAll(newer);
        if (poll.records().isEmpty()) {
            return Answered.of(200, TYPE, list.toString());
        }
        ObjectNode answer =
                poll.detail() == null && !told().isEmpty() && told().get(0).tree() instanceof ObjectNode whole
                        ? whole
                        : JsonNodeFactory.instance.objectNode();
        Door.Json.put(answer, poll.records(), list);
        Door.Json.succeed(answer, poll.list().success());
        return Answered.of(200, TYPE, answer.toString());
    }

    /** A record that tells where it stands among the others, which those of details need not. */
    private static JsonNode listed(JsonNode record, Watermark watermark, int place) {
        if (record instanceof ObjectNode object
                && !watermark.from().startsWith("answer:")
                && object.at(watermark.from()).isMissingNode()) {
            ObjectNode copy = object.deepCopy();
            Door.Json.put(
                    copy, watermark.from(), JsonNodeFactory.instance.textNode(Watermarked.invented(watermark, place)));
            return copy;
        }
        return record;
    }

    /** The sample of the record that a list told of, by the values that the question takes from there. */
    private Answered detail(Intake.RestPoll poll, HttpCall detail, Map<String, String> values) {
        for (Sample sample : told()) {
            JsonNode record = sample.tree().at(poll.detailRecord());
            boolean isIt = values.entrySet().stream()
                    .filter(value -> value.getKey().startsWith(OF_RECORD))
                    .anyMatch(value -> record.at(value.getKey().substring(OF_RECORD.length()))
                            .asText()
                            .equals(value.getValue()));
            if (isIt) {
                return Answered.of(200, TYPE, sample.text());
            }
        }
        // The same address may serve look-ups.
        return one(told(), values, poll.detailRecord(), detail.success());
    }

    /** The sample about the dossier that was asked for. */
    private Answered one(List<Sample> known, Map<String, String> values, String record, Success success) {
        Mapping mapping = Objects.requireNonNull(connector.mapping(), "who is asked has a mapping");
        Optional<Sample> found = known.stream()
                .filter(sample -> values.entrySet().stream()
                        .filter(value -> !value.getKey().equals("session"))
                        .anyMatch(value -> sample.isAbout(value.getValue(), record, mapping)))
                .findFirst();
        if (found.isPresent()) {
            return Answered.of(200, TYPE, found.get().text());
        }
        return unknown(success);
    }

    /** There is no such dossier, as the system says it. */
    static Answered unknown(Success success) {
        if (success.at() == null || success.notFound().isEmpty()) {
            return Answered.of(404, TYPE, "{\"error\":\"no such dossier\"}");
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        Door.Json.put(
                answer,
                success.at(),
                JsonNodeFactory.instance.textNode(success.notFound().get(0)));
        return Answered.of(200, TYPE, answer.toString());
    }

    private static int number(@org.jspecify.annotations.Nullable String text, int otherwise) {
        return text != null && text.matches("\\d{1,9}") ? Integer.parseInt(text) : otherwise;
    }
}
