package vn.lienthong.hub.registration;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import vn.lienthong.hub.agency.Progress;
import vn.lienthong.hub.agency.check.CheckStep;
import vn.lienthong.hub.agency.check.CheckStep.Outcome;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.Connectors.Refused;
import vn.lienthong.hub.connector.Fault;
import vn.lienthong.hub.connector.MappingGaps;
import vn.lienthong.hub.connector.RegisteredConnectors.Standing;
import vn.lienthong.hub.connector.RegisteredConnectors.Version;
import vn.lienthong.hub.door.ProblemJson;
import vn.lienthong.hub.operations.ConnectorState;
import vn.lienthong.hub.registration.FileDifferences.Difference;
import vn.lienthong.hub.status.DeliveryLedger.Backlog;

/** Connectors as the API tells them. */
final class ConnectorJson {
    private ConnectorJson() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode summary(ConnectorSummary connector, Locale language) {
        ObjectNode json = object().put("id", connector.id().value());
        connector.name().ifPresent(name -> json.put("name", name.in(language)));
        json.put("keptIn", connector.keptIn().key())
                .put("lifecycle", connector.lifecycle().key());
        json.put("condition", connector.condition());
        connector.standing().map(Standing::version).ifPresent(version -> json.put("version", version));
        connector.latest().ifPresent(latest -> {
            json.put("latestVersion", latest.number());
            json.put("etag", latest.digest());
        });
        connector.refused().ifPresent(refused -> refused(json, refused, language));
        return json;
    }

    private static void refused(ObjectNode json, Refused refused, Locale language) {
        ArrayNode faults =
                json.putObject("refused").put("runsOn", refused.runsOn()).putArray("faults");
        refused.faults().forEach(fault -> faults.add(fault.in(language)));
    }

    static ObjectNode status(ConnectorState state, ObjectNode json, double perMinute, Instant now, Locale language) {
        json.put("conditionName", state.condition().title().in(language));
        ArrayNode routes = json.putArray("routes");
        state.routes().forEach(route -> routes.addObject().put("id", route.id()).put("status", route.status()));
        json.put("changesPerMinute", perMinute);
        json.put("deadLettersOpen", state.openDeadLetters());
        state.lastIntake().ifPresent(at -> json.put("lastIntake", at.toString()));
        state.backlog().ifPresent(backlog -> backlog(json.putObject("backlog"), backlog, now));
        state.backlog().flatMap(Backlog::lastSuccess).ifPresent(at -> json.put("lastDelivery", at.toString()));
        state.lastLookup().ifPresent(at -> json.put("lastLookup", at.toString()));
        state.lastSuccess().ifPresent(at -> json.put("lastSuccess", at.toString()));
        state.problem().ifPresent(problem -> json.set("problem", ProblemJson.of(problem, language)));
        state.lastProblem()
                .ifPresent(past -> json.set(
                        "lastProblem",
                        ProblemJson.of(past.problem(), language)
                                .put("at", past.at().toString())));
        Optional.ofNullable(state.connector().mapping())
                .ifPresent(mapping -> json.set("mapping", gaps(mapping.gaps())));
        return json;
    }

    /** What came that the mapping has no rule for. */
    private static ObjectNode gaps(MappingGaps gaps) {
        ObjectNode json = object().put("records", gaps.records());
        ArrayNode codes = json.putArray("unmappedCodes");
        gaps.codes().forEach(code -> codes.addObject()
                .put("table", code.table())
                .put("code", code.code())
                .put("count", code.count()));
        ArrayNode fields = json.putArray("unmappedFields");
        gaps.fields()
                .forEach(field ->
                        fields.addObject().put("pointer", field.pointer()).put("count", field.count()));
        return json;
    }

    private static void backlog(ObjectNode json, Backlog backlog, Instant now) {
        json.put("waiting", backlog.waiting()).put("givenUp", backlog.givenUp());
        backlog.oldest().ifPresent(since -> json.put("oldestSince", since.toString())
                .put(
                        "oldestAgeSeconds",
                        Math.max(0, Duration.between(since, now).toSeconds())));
    }

    static ObjectNode version(Version version, boolean inForce) {
        ObjectNode json = object().put("version", version.number())
                .put("etag", version.digest())
                .put("author", version.author())
                .put("at", version.at().toString())
                .put("inForce", inForce);
        put(json, "comment", version.comment());
        put(json, "approver", version.approver());
        put(json, "approvedAt", version.approvedAt());
        return json;
    }

    private static void put(ObjectNode json, String name, @Nullable Object value) {
        Optional.ofNullable(value).ifPresent(there -> json.put(name, there.toString()));
    }

    private static void put(ObjectNode json, String name, @Nullable Bilingual text, Locale language) {
        Optional.ofNullable(text).ifPresent(there -> json.put(name, there.in(language)));
    }

    static ArrayNode faults(SystemId id, List<Fault> faults, Locale language) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        for (Fault fault : faults) {
            String file = fault.file().startsWith(id + "/")
                    ? fault.file().substring(id.value().length() + 1)
                    : fault.file();
            ObjectNode one = json.addObject()
                    .put("file", file)
                    .put("line", fault.line())
                    .put("column", fault.column())
                    .put("pointer", fault.pointer())
                    .put("message", fault.message().in(language));
            put(one, "found", fault.hint().found(), language);
            put(one, "expected", fault.hint().expected(), language);
            put(one, "suggestion", fault.hint().suggestion(), language);
        }
        return json;
    }

    static ObjectNode resync(Progress resync, Locale language) {
        ObjectNode json = object().put("state", resync.state().key())
                .put("read", resync.read())
                .put("bad", resync.bad())
                .put("perSecond", resync.perSecond())
                .put("startedAt", resync.startedAt().toString());
        put(json, "endedAt", resync.endedAt());
        Optional.ofNullable(resync.problem()).ifPresent(why -> json.set("problem", ProblemJson.of(why, language)));
        return json;
    }

    static ObjectNode steps(SystemId id, List<CheckStep> steps, Locale language) {
        ObjectNode json = object().put("id", id.value());
        json.put("ok", steps.stream().noneMatch(step -> step.outcome() == Outcome.FAILED));
        ArrayNode told = json.putArray("steps");
        for (CheckStep step : steps) {
            ObjectNode one = told.addObject()
                    .put("step", step.name().key())
                    .put("name", step.name().title().in(language))
                    .put("outcome", step.outcome().key())
                    .put("millis", step.took().toMillis())
                    .put("found", step.found().in(language));
            Optional.ofNullable(step.problem()).ifPresent(why -> one.set("problem", ProblemJson.of(why, language)));
        }
        return json;
    }

    static ObjectNode differences(List<Difference> differences) {
        ObjectNode json = object();
        ArrayNode files = json.putArray("files");
        differences.forEach(each -> files.addObject()
                .put("path", each.path())
                .put("change", each.change())
                .put("diff", each.diff()));
        return json;
    }

    static ResponseEntity<ObjectNode> answer(ObjectNode body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }
}
