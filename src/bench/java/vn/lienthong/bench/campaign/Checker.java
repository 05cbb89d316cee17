package vn.lienthong.bench.campaign;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import vn.lienthong.bench.campaign.Books.History;
import vn.lienthong.bench.campaign.Citizens.HandedIn;
import vn.lienthong.bench.campaign.Tally.Breach;
import vn.lienthong.hub.crash.PushingOffice;

/** Compares the {@link Books} of all sides while nobody sends, and tells the {@link Tally}. */
final class Checker {
    /** A claim on a delivery that a hub made before it was killed, by a clock that was a little ahead, lasts for up to four. */
    private static final Duration STANDSTILL = Duration.ofMinutes(5);
    /** The connector of the portal that hands in, and the status of what is handed in. */
    private static final String SUBMITTING = "province-portal";

    private static final String SUBMITTED = "1";

    private final Province province;
    private final Tally tally;
    private final Books books;
    private final CounterCheck counters;
    private final Map<String, History> histories = new HashMap<>();
    private final Map<String, Integer> sizes = new HashMap<>();

    Checker(Province province, Tally tally) {
        this.province = province;
        this.tally = tally;
        this.books = new Books(province);
        this.counters = new CounterCheck(province, books, tally);
    }

    /** @param all whether the hub is asked of each dossier again, and not only of those that moved since the last time */
    void check(boolean all) throws Exception {
        Map<String, List<Step>> truth = awaitArrival();
        Map<String, Map<String, List<Step>>> told = books.told();
        for (Map.Entry<String, List<Step>> dossier : truth.entrySet()) {
            String code = dossier.getKey();
            int size = dossier.getValue().size()
                    + told.values().stream()
                            .mapToInt(book -> book.getOrDefault(code, List.of()).size())
                            .sum();
            Integer before = sizes.put(code, size);
            if (all || before == null || before != size) {
                histories.put(code, books.history(code));
            }
        }
        truth.forEach((code, steps) -> {
            History history = histories.getOrDefault(code, History.NONE);
            compareHub(code, steps, history.steps());
            told.forEach((portal, book) -> comparePortal(
                    portal, code, steps, moved(code, steps, book.getOrDefault(code, List.of())), history.late()));
        });
        counters.check();
        checkEcho(truth, told.getOrDefault(SUBMITTING, Map.of()));
        count(truth, told);
    }

    private void count(Map<String, List<Step>> truth, Map<String, Map<String, List<Step>>> told) {
        count("dossiers", truth.size());
        count("changes at the agencies", sum(truth.values()));
        count(
                "changes that came late, kept as history",
                histories.values().stream().mapToInt(one -> one.late().size()).sum());
        count(
                "pushes repeated by the offices",
                province.waves().stream().mapToInt(PushingOffice::repeats).sum());
        count("starts of the hub", province.hub().starts());
        count(
                "changes told to portals",
                told.values().stream().mapToInt(book -> sum(book.values())).sum());
    }

    private void count(String kind, int number) {
        tally.count(kind, province.name(), number);
    }

    private static int sum(Collection<List<Step>> books) {
        return books.stream().mapToInt(List::size).sum();
    }

    /** Nobody was told what they had told themselves; what an agency did in the second of a supplement is its own. */
    private void checkEcho(Map<String, List<Step>> truth, Map<String, List<Step>> book) {
        province.citizens().handedIn().forEach((code, handedIn) -> {
            List<Step> own = truth.getOrDefault(code, List.of());
            List<Step> told = book.getOrDefault(code, List.of());
            boolean echoed = told.stream()
                    .anyMatch(step -> step.status().equals(SUBMITTED)
                            || handedIn.wasSupplementedAt(step.at()) && !own.contains(step));
            if (echoed) {
                breach(
                        Breach.ECHO,
                        code,
                        "was told to the portal that handed it in: " + told + ", the agency has " + own);
            }
        });
    }

    private void compareHub(String code, List<Step> truth, List<Step> history) {
        String what = "the agency has " + truth + " and the hub " + history;
        if (repeats(history) > mayRepeat(code)) {
            breach(Breach.TWICE, code, what);
        }
        if (!new HashSet<>(history).containsAll(truth)) {
            breach(Breach.LOST, code, what);
        }
        if (!history.isEmpty() && !history.get(history.size() - 1).equals(truth.get(truth.size() - 1))) {
            breach(Breach.STATE, code, what);
        }
    }

    private static int repeats(List<Step> steps) {
        return steps.size() - new HashSet<>(steps).size();
    }

    /** What a portal handed in is said by the portal's word and by the agency's, perhaps within the same second. */
    private int mayRepeat(String code) {
        HandedIn handedIn = province.citizens().handedIn().get(code);
        return handedIn == null ? 0 : handedIn.receipts().size();
    }

    /** Without what a citizen said that moves nothing: the other portals are told of that with the status that was present. */
    private List<Step> moved(String code, List<Step> truth, List<Step> told) {
        HandedIn handedIn = province.citizens().handedIn().get(code);
        return handedIn == null
                ? told
                : told.stream()
                        .filter(step -> truth.contains(step) || !handedIn.wasSupplementedAt(step.at()))
                        .toList();
    }

    private void comparePortal(String portal, String code, List<Step> truth, List<Step> told, Set<Step> late) {
        String what = "the agency has " + truth + ", late " + late + ", and " + portal + " was told " + told;
        if (repeats(told) > mayRepeat(code)) {
            breach(Breach.TWICE, code, what);
        }
        // What a portal claims has the time of the hub's clock, and its place after what the agency had told.
        List<String> times = told.stream().filter(truth::contains).map(Step::at).toList();
        if (!times.equals(times.stream().sorted().toList())) {
            breach(Breach.ORDER, code, what);
        }
        List<Step> owed = truth.stream()
                .filter(step -> !late.contains(step))
                .filter(step -> !isOwnWord(portal, code, step))
                .toList();
        if (!new HashSet<>(told).containsAll(owed)) {
            breach(Breach.LOST, code, what);
        }
        if (!owed.isEmpty() && !told.isEmpty() && !told.get(told.size() - 1).equals(truth.get(truth.size() - 1))) {
            breach(Breach.STATE, code, what);
        }
    }

    private void breach(Breach kind, String code, String what) {
        tally.breach(kind, province.name() + " " + code, what);
    }

    /** Waits until all is where it belongs, or nothing has arrived for a while. */
    private Map<String, List<Step>> awaitArrival() throws Exception {
        long before = -1;
        long since = System.nanoTime();
        while (true) {
            boolean atAgencies = counters.areAllThere();
            Map<String, List<Step>> truth = books.truth();
            Map<String, Map<String, List<Step>>> told = books.told();
            boolean all = told.entrySet().stream().allMatch(book -> truth.entrySet().stream()
                    .allMatch(one -> isToldLast(book.getKey(), one, book.getValue())));
            long now =
                    told.values().stream().mapToLong(book -> sum(book.values())).sum();
            if (now != before) {
                before = now;
                since = System.nanoTime();
            }
            if (atAgencies && all || System.nanoTime() - since > STANDSTILL.toNanos()) {
                return new TreeMap<>(truth);
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private boolean isToldLast(String portal, Map.Entry<String, List<Step>> dossier, Map<String, List<Step>> book) {
        String code = dossier.getKey();
        Step last = dossier.getValue().get(dossier.getValue().size() - 1);
        return isOwnWord(portal, code, last)
                || book.getOrDefault(code, List.of()).contains(last)
                || tally.isKnown(Breach.LOST, province.name() + " " + code);
    }

    /** Whether the portal said that itself: it is not told. */
    private boolean isOwnWord(String portal, String code, Step step) {
        return portal.equals(SUBMITTING)
                && step.status().equals(SUBMITTED)
                && province.citizens().handedIn().containsKey(code);
    }
}
