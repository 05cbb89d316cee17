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
    /** The connector of the portal that hands in, and the status of what is handed in. */
    private static final String SUBMITTING = "province-portal";

    private static final String SUBMITTED = "1";
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
        Books books = awaitArrival();
        Map<String, List<Step>> truth = books.truth();
        Map<String, Map<String, List<Step>>> told = books.told();
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
        checkSubmissions(told);
        told.values()
                .forEach(book -> tally.count(
                        "changes told to portals",
                        book.values().stream().mapToInt(List::size).sum()));
    }

    /** Each receipt's dossier is at the agency, once, with its file; and nobody was told what they had told themselves. */
    private void checkSubmissions(Map<String, Map<String, List<Step>>> told) throws Exception {
        Map<String, String> receipts = province.citizens().receipts();
        JsonNode agency =
                Steering.get(province.simulators().landOffice().address().resolve("/control"));
        List<String> atAgency = new ArrayList<>();
        for (JsonNode dossier : Steering.get(
                        province.simulators().landOffice().address().resolve("/control/truth"))
                .path("dossiers")) {
            atAgency.add(dossier.path("dossierCode").asText());
        }
        receipts.forEach((code, receipt) -> {
            String where = province.name() + " " + code + ", receipt " + receipt;
            if (!agency.path("submissions").has(receipt)) {
                tally.breach(Breach.LOST, where + " is not at the agency");
            }
            if (atAgency.stream().filter(code::equals).count() > 1) {
                tally.breach(Breach.TWICE, where + " is at the agency more than once");
            }
            boolean echoed = told.getOrDefault(SUBMITTING, Map.of()).getOrDefault(code, List.of()).stream()
                    .anyMatch(step -> step.status().equals(SUBMITTED));
            if (echoed) {
                tally.breach(Breach.ECHO, where + " was told to the portal that handed it in");
            }
        });
        if (agency.path("files").size() < receipts.size()) {
            tally.breach(
                    Breach.LOST,
                    province.name() + ": the agency has " + agency.path("files").size() + " files of "
                            + receipts.size());
        }
        if (province.citizens().unlike() > 0) {
            tally.breach(Breach.TWICE, province.name() + ": repetitions were given other receipts");
        }
        tally.count("submissions with a receipt", receipts.size());
        tally.count("submissions repeated by the portal", province.citizens().repeats());
    }

    private void compareHub(String code, List<Step> truth, List<Step> history) {
        String where = province.name() + " " + code + ": the agency has " + truth + " and the hub " + history;
        if (repeats(history) > mayRepeat(code)) {
            tally.breach(Breach.TWICE, where);
        }
        if (!new HashSet<>(history).containsAll(truth)) {
            tally.breach(Breach.LOST, where);
        }
        if (!history.isEmpty() && !history.get(history.size() - 1).equals(truth.get(truth.size() - 1))) {
            tally.breach(Breach.STATE, where);
        }
    }

    private static int repeats(List<Step> steps) {
        return steps.size() - new HashSet<>(steps).size();
    }

    /** What a portal handed in is submitted by the portal's word and by the agency's, perhaps within the same second. */
    private int mayRepeat(String code) {
        return province.citizens().receipts().containsKey(code) ? 1 : 0;
    }

    private void comparePortal(String portal, String code, List<Step> truth, List<Step> told, Set<Step> late) {
        String where = province.name() + " " + code + ": the agency has " + truth + ", late " + late + ", and " + portal
                + " was told " + told;
        if (repeats(told) > mayRepeat(code)) {
            tally.breach(Breach.TWICE, where);
        }
        // What a portal claims has the time of the hub's clock, and its place after what the agency had told.
        List<String> times = told.stream().filter(truth::contains).map(Step::at).toList();
        if (!times.equals(times.stream().sorted().toList())) {
            tally.breach(Breach.ORDER, where);
        }
        boolean isOwn =
                portal.equals(SUBMITTING) && province.citizens().receipts().containsKey(code);
        List<Step> owed = truth.stream()
                .filter(step -> !late.contains(step))
                .filter(step -> !(isOwn && step.status().equals(SUBMITTED)))
                .toList();
        if (!new HashSet<>(told).containsAll(owed)) {
            tally.breach(Breach.LOST, where);
        }
        if (!owed.isEmpty() && !told.isEmpty() && !told.get(told.size() - 1).equals(truth.get(truth.size() - 1))) {
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

    /**
     * What both sides wrote down.
     *
     * @param truth every dossier of every agency
     * @param told what each portal was told
     */
    private record Books(Map<String, List<Step>> truth, Map<String, Map<String, List<Step>>> told) {}

    /** Waits until all is where it belongs, or nothing has arrived for a while. */
    private Books awaitArrival() throws Exception {
        long before = -1;
        long since = System.nanoTime();
        while (true) {
            boolean atAgency = submissionsAreThere();
            Map<String, List<Step>> truth = truth();
            Map<String, Map<String, List<Step>>> told = new TreeMap<>();
            for (Map.Entry<String, URI> portal : province.portals().entrySet()) {
                told.put(portal.getKey(), progress(portal.getValue()));
            }
            boolean all = told.entrySet().stream().allMatch(book -> truth.entrySet().stream()
                    .allMatch(one -> isToldLast(book.getKey(), one, book.getValue())));
            long now = told.values().stream()
                    .flatMap(book -> book.values().stream())
                    .mapToLong(List::size)
                    .sum();
            if (now != before) {
                before = now;
                since = System.nanoTime();
            }
            if (atAgency && all || System.nanoTime() - since > STANDSTILL.toNanos()) {
                return new Books(truth, told);
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private boolean submissionsAreThere() throws Exception {
        JsonNode there = Steering.get(
                        province.simulators().landOffice().address().resolve("/control"))
                .path("submissions");
        return province.citizens().receipts().values().stream().allMatch(there::has);
    }

    private boolean isToldLast(String portal, Map.Entry<String, List<Step>> dossier, Map<String, List<Step>> book) {
        Step last = dossier.getValue().get(dossier.getValue().size() - 1);
        return isOwnWord(portal, dossier.getKey(), last)
                || book.getOrDefault(dossier.getKey(), List.of()).contains(last);
    }

    /** Whether the portal said that itself: it is not told. */
    private boolean isOwnWord(String portal, String code, Step step) {
        return portal.equals(SUBMITTING)
                && step.status().equals(SUBMITTED)
                && province.citizens().receipts().containsKey(code);
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
