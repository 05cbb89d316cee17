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
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.PortalAct;
import vn.lienthong.hub.connector.ConnectorDefinition.SoapCall;
import vn.lienthong.hub.connector.ConnectorDefinition.Success;
import vn.lienthong.hub.connector.SubmissionWay;
import vn.lienthong.hub.connector.SubmissionWay.Telling;
import vn.lienthong.hub.simulation.Desk.Verdict;
import vn.lienthong.hub.simulator.SampleServer.Answered;
import vn.lienthong.hub.simulator.SampleServer.Answers;
import vn.lienthong.hub.simulator.SampleServer.Asked;
import vn.lienthong.hub.translation.Xop;

/** Takes what is handed in over SOAP, with the files that come beside the envelope, and answers as the contract says. */
final class SoapDesk {
    private final SubmissionWay.Call.Soap way;
    private final Desk desk;
    private final Door door;
    private final Tellings tellings;
    private final Map<PortalAct, ContractAnswer> written = new EnumMap<>(PortalAct.class);

    SoapDesk(SubmissionWay.Call.Soap way, Desk desk, Door door) {
        this.way = way;
        this.desk = desk;
        this.door = door;
        Map<PortalAct, Function<Asked, Optional<Map<String, JsonNode>>>> acts = new EnumMap<>(PortalAct.class);
        way.tellings().forEach((act, telling) -> {
            acts.put(act, reading(telling.call()));
            written.put(act, ContractAnswer.of(telling.call()));
        });
        this.tellings = new Tellings(acts);
    }

    List<Answers> answers() {
        List<Answers> answers = new ArrayList<>();
        way.tellings().values().forEach(telling -> answers.add(SoapSide.contract(telling.call())));
        answers.add(new Answers() {
            @Override
            public Optional<Answered> to(Asked asked) {
                if (!asked.method().equals("POST") || !isOurs(asked.path())) {
                    return Optional.empty();
                }
                MtomMessage message = MtomMessage.of(asked);
                return tellings.in(message.asked()).map(told -> answer(message, told));
            }

            @Override
            public Answered failure() {
                return SoapSide.outOfOrder(SoapSide.SOAP_11, "out of order");
            }
        });
        return answers;
    }

    /** What a request can be known not to say; empty if nothing is wanting. */
    List<Bilingual> wanting() {
        List<Bilingual> wanting = new ArrayList<>();
        way.tellings().forEach((act, telling) -> {
            if (!Tellings.tellsId(telling.call().body())) {
                wanting.add(Tellings.withoutId(act));
            }
        });
        long different = way.tellings().values().stream()
                .map(telling -> telling.call().path() + telling.call().body())
                .distinct()
                .count();
        boolean named = way.tellings().values().stream()
                .allMatch(telling -> Tellings.tellsAct(telling.call().body()) || telling.number() != null);
        if (different < way.tellings().size() && !named) {
            wanting.add(Tellings.ALIKE);
        }
        return wanting;
    }

    private boolean isOurs(String path) {
        return way.tellings().values().stream()
                .anyMatch(telling -> Question.Template.of(telling.call().path()).read(path, new HashMap<>()));
    }

    private static Function<Asked, Optional<Map<String, JsonNode>>> reading(SoapCall call) {
        XmlFilling filling = XmlFilling.of(call.body());
        Question.Template path = Question.Template.of(call.path());
        return asked ->
                path.read(asked.path(), new HashMap<>()) ? inBody(asked).flatMap(filling::read) : Optional.empty();
    }

    private static Optional<Element> inBody(Asked asked) {
        try {
            Element envelope = Xml.document(asked.content()).getDocumentElement();
            return Xml.at(envelope, "/Body").stream()
                    .flatMap(body -> Xml.children(body).stream())
                    .findFirst();
        } catch (IllegalArgumentException noXml) {
            return Optional.empty();
        }
    }

    private Answered answer(MtomMessage message, Tellings.Told told) {
        String version = message.asked().body().contains(SoapSide.SOAP_12) ? SoapSide.SOAP_12 : SoapSide.SOAP_11;
        String refusal = door.refusal(message.asked(), told.values());
        if (refusal != null) {
            return SoapSide.fault(version, refusal);
        }
        message.parts().values().forEach(content -> desk.keep(Desk.sha256(content), content.length));
        String missing = missingPart(message, told.in());
        Verdict verdict = missing == null ? desk.take(told.in()) : new Verdict.Refused(missing);
        return answer(version, told.in().act(), verdict);
    }

    private static @Nullable String missingPart(MtomMessage message, HandedIn in) {
        for (JsonNode attachment : in.attachments()) {
            String href = attachment.at("/content/Include/@href").asText("");
            if (!href.isEmpty() && !message.parts().containsKey(Xop.id(href))) {
                return "no part of the message is " + href;
            }
        }
        return null;
    }

    private Answered answer(String version, PortalAct act, Verdict verdict) {
        Telling<SoapCall> telling = way.telling(act);
        Success success = telling.call().success();
        ContractAnswer answer = java.util.Objects.requireNonNull(written.get(act), "an act that the system takes");
        if (verdict instanceof Verdict.Accepted accepted) {
            ObjectNode told = JsonNodeFactory.instance.objectNode();
            Door.Json.succeed(told, success);
            if (telling.number() != null) {
                Door.Json.put(told, telling.number(), JsonNodeFactory.instance.textNode(accepted.number()));
            }
            return SoapSide.envelope(200, version, answer.with(told, null));
        }
        if (verdict instanceof Verdict.NotNow notNow) {
            return SoapSide.outOfOrder(version, notNow.why());
        }
        String why = verdict instanceof Verdict.Refused refused ? refused.why() : "no such dossier";
        boolean unknown =
                verdict instanceof Verdict.Unknown && !success.notFound().isEmpty();
        if (success.at() == null) {
            return unknown ? SoapSide.fault(version, why, success.notFound().get(0)) : SoapSide.fault(version, why);
        }
        ObjectNode told = RestDesk.refusal(why, success);
        if (unknown) {
            Door.Json.put(
                    told,
                    success.at(),
                    JsonNodeFactory.instance.textNode(success.notFound().get(0)));
        }
        return SoapSide.envelope(200, version, answer.with(told, telling.number()));
    }
}
