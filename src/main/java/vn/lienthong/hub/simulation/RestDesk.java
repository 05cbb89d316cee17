package vn.lienthong.hub.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.PortalAct;
import vn.lienthong.hub.connector.ConnectorDefinition.HttpCall;
import vn.lienthong.hub.connector.ConnectorDefinition.Success;
import vn.lienthong.hub.connector.SubmissionWay;
import vn.lienthong.hub.connector.SubmissionWay.Telling;
import vn.lienthong.hub.simulation.Desk.Verdict;
import vn.lienthong.hub.simulator.SampleServer.Answered;
import vn.lienthong.hub.simulator.SampleServer.Answers;
import vn.lienthong.hub.simulator.SampleServer.Asked;

/** Takes what is handed in over HTTP: files by the request that brings one, then what names them. */
final class RestDesk {
    private static final String TYPE = "application/json";

    private final SubmissionWay.Call.Rest way;
    private final Desk desk;
    private final Door door;
    private final Tellings tellings;

    RestDesk(SubmissionWay.Call.Rest way, Desk desk, Door door) {
        this.way = way;
        this.desk = desk;
        this.door = door;
        Map<PortalAct, Function<Asked, Optional<Map<String, JsonNode>>>> acts = new EnumMap<>(PortalAct.class);
        way.tellings().forEach((act, telling) -> acts.put(act, reading(telling.call())));
        this.tellings = new Tellings(acts);
    }

    List<Answers> answers() {
        List<Answers> answers = new ArrayList<>();
        HttpCall upload = way.upload();
        if (upload != null) {
            answers.add(asked -> reading(upload)
                    .apply(asked)
                    .map(values -> letIn(asked, texts(values), upload.success(), () -> {
                        return file(
                                asked,
                                values.containsKey("sha256")
                                        ? values.get("sha256").asText()
                                        : "",
                                upload);
                    })));
        }
        answers.add(asked -> tellings.in(asked).map(told -> {
            Telling<HttpCall> telling = way.telling(told.in().act());
            return letIn(asked, told.values(), telling.call().success(), () -> answer(telling, desk.take(told.in())));
        }));
        return answers;
    }

    /** What a request can be known not to say; empty if nothing is wanting. */
    List<Bilingual> wanting() {
        List<Bilingual> wanting = new ArrayList<>();
        way.tellings().forEach((act, telling) -> {
            if (textsOf(telling.call()).noneMatch(Tellings::tellsId)) {
                wanting.add(Tellings.withoutId(act));
            }
        });
        long different = way.tellings().values().stream()
                .map(telling -> telling.call().method()
                        + telling.call().path()
                        + telling.call().body())
                .distinct()
                .count();
        boolean named = way.tellings().values().stream()
                .allMatch(telling -> textsOf(telling.call()).anyMatch(Tellings::tellsAct));
        if (different < way.tellings().size() && !named) {
            wanting.add(Tellings.ALIKE);
        }
        return wanting;
    }

    private static Stream<String> textsOf(HttpCall call) {
        return Stream.concat(
                Stream.of(call.path(), call.body() == null ? "" : call.body()),
                call.headers().stream().map(HttpCall.Header::value));
    }

    private interface Answering {
        Answered answer();
    }

    private Answered letIn(Asked asked, Map<String, String> values, Success success, Answering answering) {
        String refusal = door.refusal(asked, values);
        return refusal == null ? answering.answer() : RestSide.refused(refusal, success);
    }

    private static Function<Asked, Optional<Map<String, JsonNode>>> reading(HttpCall call) {
        String type = call.contentType() == null ? TYPE : call.contentType();
        String body = call.body();
        Filling filling = body == null ? null : Filling.of(body, type);
        Question question =
                Question.of(new HttpCall(call.method(), call.path(), List.of(), null, null, call.success()));
        return asked -> question.in(asked).flatMap(inPath -> {
            Map<String, JsonNode> values = new HashMap<>();
            inPath.forEach((name, value) -> values.put(name, JsonNodeFactory.instance.textNode(value)));
            for (HttpCall.Header header : call.headers()) {
                String told = asked.headers().get(header.name());
                if (told != null) {
                    Filling.readText(header.value(), told, values);
                }
            }
            if (filling == null) {
                return Optional.of(values);
            }
            String text = type.contains("urlencoded")
                    ? java.net.URLDecoder.decode(asked.body(), java.nio.charset.StandardCharsets.UTF_8)
                    : asked.body();
            return filling.read(text).map(inBody -> {
                values.putAll(inBody);
                return values;
            });
        });
    }

    private static Map<String, String> texts(Map<String, JsonNode> values) {
        Map<String, String> texts = new HashMap<>();
        values.forEach((name, value) -> texts.put(name, value.asText("")));
        return texts;
    }

    private Answered file(Asked asked, String named, HttpCall upload) {
        String sha256 = Desk.sha256(asked.content());
        if (!named.isEmpty() && !named.equalsIgnoreCase(sha256)) {
            return refused("the file is not what its address says", upload.success());
        }
        desk.keep(sha256, asked.content().length);
        return done(upload.success(), JsonNodeFactory.instance.objectNode());
    }

    private Answered answer(Telling<HttpCall> telling, Verdict verdict) {
        Success success = telling.call().success();
        if (verdict instanceof Verdict.Accepted accepted) {
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            if (telling.number() != null) {
                Door.Json.put(answer, telling.number(), JsonNodeFactory.instance.textNode(accepted.number()));
            }
            return done(success, answer);
        }
        if (verdict instanceof Verdict.Refused refused) {
            return refused(refused.why(), success);
        }
        return verdict instanceof Verdict.NotNow notNow
                ? Answered.of(503, TYPE, error(notNow.why()))
                : RestSide.unknown(success);
    }

    private static Answered done(Success success, ObjectNode answer) {
        Door.Json.succeed(answer, success);
        return Answered.of(200, TYPE, answer.toString());
    }

    private static Answered refused(String why, Success success) {
        if (success.at() == null) {
            return Answered.of(422, TYPE, error(why));
        }
        return Answered.of(200, TYPE, refusal(why, success).toString());
    }

    /** The verdict of a refusal, where the connector reads it: a value that it takes for nothing else, and the words. */
    static ObjectNode refusal(String why, Success success) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        String verdict = Stream.of("1", "99", "refused")
                .filter(value -> !success.anyOf().contains(value)
                        && !success.notFound().contains(value)
                        && !success.expired().contains(value))
                .findFirst()
                .orElse("refused on demand");
        if (success.at() != null) {
            Door.Json.put(answer, success.at(), JsonNodeFactory.instance.textNode(verdict));
        }
        if (success.message() != null) {
            Door.Json.put(answer, success.message(), JsonNodeFactory.instance.textNode(why));
        }
        return answer;
    }

    private static String error(String why) {
        return JsonNodeFactory.instance.objectNode().put("error", why).toString();
    }
}
