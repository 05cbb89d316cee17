package vn.lienthong.bench.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import vn.lienthong.hub.crash.HubProcess;
import vn.lienthong.hub.crash.PushingOffice;
import vn.lienthong.hub.simulator.AgencySimulator;

/** What all sides of a province wrote down, as they tell it over HTTP; shares no code with the hub. */
final class Books {
    private final Province province;
    private final Map<String, Map<String, List<Step>>> told = new TreeMap<>();
    private final Map<String, Long> read = new HashMap<>();

    Books(Province province) {
        this.province = province;
    }

    /**
     * What the hub answers about a dossier.
     *
     * @param steps all, in order, but for what citizens said that moves nothing
     * @param late those that came after a newer one, and are history
     */
    record History(List<Step> steps, Set<Step> late) {
        static final History NONE = new History(List.of(), Set.of());
    }

    /**
     * What an agency took.
     *
     * @param submissions the dossiers' numbers by the receipts' ids, in the order in which they came
     * @param papers by their hashes
     */
    record Taken(Map<String, String> submissions, Set<String> papers) {}

    /** Every dossier of every agency, with its steps in order, by the code that portals know it by. */
    Map<String, List<Step>> truth() throws Exception {
        Map<String, List<Step>> truth = new TreeMap<>();
        for (PushingOffice wave : province.waves()) {
            wave.truth().forEach((code, changes) -> truth.put(code, steps(changes)));
        }
        for (AgencySimulator agency : province.simulators().agencies()) {
            for (JsonNode dossier : dossiers(agency.address())) {
                String code = dossier.path("dossierCode").asText("");
                boolean bare = code.isEmpty() || code.equals("null");
                truth.put(bare ? dossier.path("number").asText() : code, steps(dossier.path("changes")));
            }
        }
        return truth;
    }

    private static JsonNode dossiers(URI agency) throws Exception {
        return Steering.get(agency.resolve("/control/truth")).path("dossiers");
    }

    private static List<Step> steps(List<PushingOffice.Change> changes) {
        return changes.stream()
                .map(change -> Step.of(change.at(), Integer.toString(change.status())))
                .toList();
    }

    private static List<Step> steps(JsonNode changes) {
        List<Step> steps = new ArrayList<>();
        for (JsonNode change : changes) {
            steps.add(Step.of(
                    Instant.parse(change.path("at").asText()),
                    change.path("status").asText()));
        }
        return steps;
    }

    /** What each portal was told and took of each dossier, in that order. */
    Map<String, Map<String, List<Step>>> told() throws Exception {
        for (Map.Entry<String, URI> portal : province.portals().entrySet()) {
            Map<String, List<Step>> book = told.computeIfAbsent(portal.getKey(), unused -> new TreeMap<>());
            long last = read.getOrDefault(portal.getKey(), 0L);
            for (JsonNode entry : Steering.log(portal.getValue(), last + 1)) {
                last = entry.path("n").asLong();
                if (entry.path("service").asText().equals("CapNhatTienDoHoSoMC")
                        && entry.path("result").asText().equals("0")) {
                    JsonNode item = entry.path("item");
                    book.computeIfAbsent(item.path("MaHoSo").asText(), unused -> new ArrayList<>())
                            .add(new Step(
                                    item.path("ThoiDiemXuLy").asText(),
                                    item.path("TrangThai").asText()));
                }
            }
            read.put(portal.getKey(), last);
        }
        return told;
    }

    Taken taken(Counter counter) throws Exception {
        JsonNode state = Steering.get(province.simulator(counter.system()).resolve("/control"));
        Map<String, String> submissions = new LinkedHashMap<>();
        state.path("submissions")
                .fields()
                .forEachRemaining(
                        one -> submissions.put(one.getKey(), one.getValue().asText()));
        Set<String> papers = new HashSet<>();
        state.path(counter.papers()).fieldNames().forEachRemaining(papers::add);
        return new Taken(submissions, papers);
    }

    /** The portals' codes of every dossier of an agency, as often as it is there. */
    List<String> codes(Counter counter) throws Exception {
        List<String> codes = new ArrayList<>();
        for (JsonNode dossier : dossiers(province.simulator(counter.system()))) {
            codes.add(dossier.path("dossierCode").asText());
        }
        return codes;
    }

    History history(String code) throws Exception {
        JsonNode answer = Steering.get(
                province.hub().address("/api/v1/dossiers?code=" + URLEncoder.encode(code, StandardCharsets.UTF_8)),
                "X-API-Key",
                HubProcess.key("reader"));
        List<Step> steps = new ArrayList<>();
        Set<Step> late = new HashSet<>();
        for (JsonNode change : answer.path("changes")) {
            if (change.path("act").asText().equals("supplement")) {
                continue;
            }
            Step step = Step.of(
                    Instant.parse(change.path("at").asText()),
                    change.path("status")
                            .path("code")
                            .asText(change.path("status").asText()));
            steps.add(step);
            if (change.path("flag").asText().equals("late")) {
                late.add(step);
            }
        }
        return new History(steps, late);
    }
}
