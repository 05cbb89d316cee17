package vn.lienthong.bench.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import vn.lienthong.bench.campaign.Tally.Breach;
import vn.lienthong.hub.crash.HubProcess;
import vn.lienthong.hub.crash.PushingOffice;
import vn.lienthong.hub.simulator.AgencySimulator;

/**
 * Compares the books of all sides after a campaign: the agencies' own, the hub's answers, the portals' logs. It reads what they tell over
 * HTTP and shares no code with the hub.
 */
final class Checker {
    private static final Duration STANDSTILL = Duration.ofMinutes(3);
    private static final DateTimeFormatter PORTAL_TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

    private final Province province;
    private final Tally tally;

    Checker(Province province, Tally tally) {
        this.province = province;
        this.tally = tally;
    }

    /** One step as both sides write it: its time, to the second, and its national status. */
    private record Step(String at, String status) {
        static Step of(Instant at, String status) {
            return new Step(PORTAL_TIME.format(at), status);
        }
    }

    void check() throws Exception {
        Map<String, List<Step>> truth = truth();
        Map<String, Map<String, List<Step>>> told = awaitArrival(truth);
        Map<String, List<Step>> histories = new TreeMap<>();
        Map<String, Set<Step>> late = new TreeMap<>();
        for (String code : truth.keySet()) {
            read(code, histories, late);
        }
        tally.count("dossiers", truth.size());
        tally.count(
                "changes at the agencies",
                truth.values().stream().mapToInt(List::size).sum());
        tally.count(
                "changes that came late, kept as history",
                late.values().stream().mapToInt(Set::size).sum());
        tally.count(
                "pushes repeated by the offices",
                province.waves().stream().mapToInt(PushingOffice::repeats).sum());
        tally.count("starts of the hub", province.hub().starts());
        truth.forEach((code, steps) -> {
            compareHub(code, steps, histories.getOrDefault(code, List.of()));
            told.forEach((portal, book) -> comparePortal(
                    portal, code, steps, book.getOrDefault(code, List.of()), late.getOrDefault(code, Set.of())));
        });
        told.values()
                .forEach(book -> tally.count(
                        "changes told to portals",
                        book.values().stream().mapToInt(List::size).sum()));
    }

    private void compareHub(String code, List<Step> truth, List<Step> history) {
        String where = province.name() + " " + code + ": the agency has " + truth + " and the hub " + history;
        if (new HashSet<>(history).size() < history.size()) {
            tally.breach(Breach.TWICE, where);
        }
        if (!new HashSet<>(history).containsAll(truth)) {
            tally.breach(Breach.LOST, where);
        }
        if (!history.isEmpty() && !history.get(history.size() - 1).equals(truth.get(truth.size() - 1))) {
            tally.breach(Breach.STATE, where);
        }
    }

    private void comparePortal(String portal, String code, List<Step> truth, List<Step> told, Set<Step> late) {
        String where = province.name() + " " + code + ": the agency has " + truth + ", late " + late + ", and " + portal
                + " was told " + told;
        if (new HashSet<>(told).size() < told.size()) {
            tally.breach(Breach.TWICE, where);
        }
        List<String> times = told.stream().map(Step::at).toList();
        if (!times.equals(times.stream().sorted().toList())) {
            tally.breach(Breach.ORDER, where);
        }
        List<Step> owed = truth.stream().filter(step -> !late.contains(step)).toList();
        if (!new HashSet<>(told).containsAll(owed)) {
            tally.breach(Breach.LOST, where);
        }
        if (!told.isEmpty() && !told.get(told.size() - 1).equals(truth.get(truth.size() - 1))) {
            tally.breach(Breach.STATE, where);
        }
    }

    /** Every dossier of every agency, with its steps in order, by the code that portals know it by. */
    private Map<String, List<Step>> truth() throws Exception {
        Map<String, List<Step>> truth = new TreeMap<>();
        for (PushingOffice wave : province.waves()) {
            wave.truth()
                    .forEach((code, changes) -> truth.put(
                            code,
                            changes.stream()
                                    .map(change -> Step.of(change.at(), Integer.toString(change.status())))
                                    .toList()));
        }
        for (AgencySimulator agency : province.simulators().agencies()) {
            for (JsonNode dossier :
                    Steering.get(agency.address().resolve("/control/truth")).path("dossiers")) {
                String code = dossier.path("dossierCode").asText("");
                List<Step> steps = new ArrayList<>();
                for (JsonNode change : dossier.path("changes")) {
                    steps.add(Step.of(
                            Instant.parse(change.path("at").asText()),
                            change.path("status").asText()));
                }
                truth.put(
                        code.isEmpty() || code.equals("null")
                                ? dossier.path("number").asText()
                                : code,
                        steps);
            }
        }
        return truth;
    }

    /** Waits until each portal holds the last step of every dossier, or nothing has arrived for a while. */
    private Map<String, Map<String, List<Step>>> awaitArrival(Map<String, List<Step>> truth) throws Exception {
        long before = -1;
        long since = System.nanoTime();
        while (true) {
            Map<String, Map<String, List<Step>>> told = new TreeMap<>();
            for (Map.Entry<String, URI> portal : province.portals().entrySet()) {
                told.put(portal.getKey(), progress(portal.getValue()));
            }
            boolean all = told.values().stream().allMatch(book -> truth.entrySet().stream()
                    .allMatch(one -> book.getOrDefault(one.getKey(), List.of())
                            .contains(one.getValue().get(one.getValue().size() - 1))));
            long now = told.values().stream()
                    .flatMap(book -> book.values().stream())
                    .mapToLong(List::size)
                    .sum();
            if (now != before) {
                before = now;
                since = System.nanoTime();
            }
            if (all || System.nanoTime() - since > STANDSTILL.toNanos()) {
                return told;
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private static Map<String, List<Step>> progress(URI portal) throws Exception {
        Map<String, List<Step>> told = new TreeMap<>();
        for (JsonNode entry : Steering.log(portal)) {
            if (entry.path("service").asText().equals("CapNhatTienDoHoSoMC")
                    && entry.path("result").asText().equals("0")) {
                JsonNode item = entry.path("item");
                told.computeIfAbsent(item.path("MaHoSo").asText(), unused -> new ArrayList<>())
                        .add(new Step(
                                item.path("ThoiDiemXuLy").asText(),
                                item.path("TrangThai").asText()));
            }
        }
        return told;
    }

    private void read(String code, Map<String, List<Step>> histories, Map<String, Set<Step>> late) throws Exception {
        JsonNode answer = Steering.get(
                province.hub().address("/api/v1/dossiers?code=" + URLEncoder.encode(code, StandardCharsets.UTF_8)),
                "X-API-Key",
                HubProcess.key("reader"));
        List<Step> history = new ArrayList<>();
        Set<Step> lateOnes = new HashSet<>();
        for (JsonNode change : answer.path("changes")) {
            Step step = Step.of(
                    Instant.parse(change.path("at").asText()),
                    change.path("status")
                            .path("code")
                            .asText(change.path("status").asText()));
            history.add(step);
            if (change.path("flag").asText().equals("late")) {
                lateOnes.add(step);
            }
        }
        histories.put(code, history);
        late.put(code, lateOnes);
    }
}
