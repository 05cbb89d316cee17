package vn.lienthong.hub.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.DossierStatus;

/**
 * What happens in one simulated agency. The same seed, clock and orders give the same life; with a folder it goes on
 * where it was after a restart, whatever the seed then is.
 */
final class Life implements AutoCloseable {
    /** Of so many steps, one opens a new dossier instead of moving one. */
    private static final int NEW_DOSSIER_EVERY = 7;

    private final Office office;
    private final Course course;
    private final Clock clock;
    private final Random random;
    private final Journal journal;
    private final Newcomers newcomers;
    private final Map<String, Told> dossiers = new LinkedHashMap<>();
    private final List<Told> feed = new ArrayList<>();
    private final Set<String> hidden = new HashSet<>();
    private final Map<String, String> submissions = new LinkedHashMap<>();

    /**
     * One exact change that a tester orders.
     *
     * @param dossier the agency's number or the national code; a number nobody knows opens a dossier
     * @param at when it happened; now where left out
     */
    record Ordered(String dossier, String code, @Nullable String subCode, @Nullable Instant at) {}

    /** @param folder where the life is written down; null to forget it at the end */
    Life(Office office, long seed, int dossiers, Misbehaviour misbehaviour, @Nullable Path folder, Clock clock) {
        this.office = office;
        this.clock = clock;
        this.journal = Journal.open(folder, office.id() + ".jsonl");
        this.random =
                new Random(seed * 31 + office.id().hashCode() + journal.found().size());
        this.newcomers = new Newcomers(office, random);
        this.course = new Course(office, misbehaviour, random);
        if (journal.found().isEmpty()) {
            begin(dossiers);
        } else {
            journal.found().forEach(this::remember);
        }
    }

    /** Moves so many dossiers one step now; some steps open a new dossier. */
    synchronized List<Told> step(int count) {
        List<Told> moved = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            moved.add(stepOne());
        }
        return moved;
    }

    /** @throws IllegalArgumentException if the order names no dossier or no code */
    synchronized Told change(Ordered ordered) {
        if (ordered.dossier() == null || ordered.code() == null) {
            throw new IllegalArgumentException("an order names dossier and code: {\"dossier\":…,\"code\":…}");
        }
        Told before = known(ordered.dossier())
                .orElseGet(() -> opened(newcomers.named(ordered.dossier(), dossiers.size() + 1, now())));
        VendorCode code = office.find(ordered.code(), ordered.subCode())
                .orElseGet(() -> new VendorCode(ordered.code(), ordered.subCode(), null, ordered.code()));
        Flaw flaw = code.means() == null ? Flaw.UNMAPPED_CODE : Flaw.NONE;
        Instant at = ordered.at() == null ? nextMoment(before) : ordered.at();
        return note(before, new Course.Turn(code, flaw), at.truncatedTo(ChronoUnit.SECONDS), clock.instant());
    }

    /**
     * Opens a dossier for what was handed in, once however often it comes with the same id.
     *
     * @param code the portal's, under which it is known too
     */
    synchronized Told submitted(String id, String code, String procedure, String applicant, String idNo) {
        String known = submissions.get(id);
        if (known != null) {
            return find(known).orElseThrow();
        }
        DossierFacts facts = newcomers.submitted(dossiers.size() + 1, now(), code, procedure, applicant, idNo);
        journal.add(Map.of("submission", id, "number", facts.number()));
        submissions.put(id, facts.number());
        return note(opened(facts), course.first(), facts.submittedAt(), clock.instant());
    }

    /**
     * Notes that something was handed in about a dossier, once however often it comes with the same id.
     *
     * @param status what the dossier comes to by that; null for nothing
     * @return the dossier; nothing where there is none of this number or code
     */
    synchronized Optional<Told> handedIn(String id, String asked, @Nullable DossierStatus status) {
        Optional<Told> dossier = find(asked);
        if (dossier.isEmpty() || submissions.containsKey(id)) {
            return dossier;
        }
        journal.add(Map.of("submission", id, "number", dossier.get().facts().number()));
        submissions.put(id, dossier.get().facts().number());
        List<VendorCode> codes = status == null ? List.of() : office.codesOf(status);
        return codes.isEmpty() || dossier.get().isAtItsEnd()
                ? dossier
                : Optional.of(note(
                        dossier.get(),
                        new Course.Turn(codes.get(0), Flaw.NONE),
                        nextMoment(dossier.get()),
                        clock.instant()));
    }

    /** The ids of all that was handed in, with the numbers of their dossiers. */
    synchronized Map<String, String> submissions() {
        return new LinkedHashMap<>(submissions);
    }

    /** The dossier as it is now, by number or national code. */
    synchronized Optional<Told> find(String asked) {
        return known(asked).filter(told -> !hidden.contains(told.facts().number()));
    }

    private Optional<Told> known(String asked) {
        Told byNumber = dossiers.get(asked);
        return byNumber != null
                ? Optional.of(byNumber)
                : dossiers.values().stream()
                        .filter(told -> told.facts().isKnownAs(asked))
                        .findFirst();
    }

    /** @return whether there is such a dossier */
    synchronized boolean hide(String asked, boolean hide) {
        Optional<Told> dossier = known(asked);
        dossier.map(told -> told.facts().number()).ifPresent(number -> {
            if (hide) {
                hidden.add(number);
            } else {
                hidden.remove(number);
            }
        });
        return dossier.isPresent();
    }

    /** The changes after this one, oldest first. */
    synchronized List<Told> since(long seq, int most) {
        int from = (int) Math.min(Math.max(seq, 0), feed.size());
        return feed.subList(from, feed.size()).stream()
                .filter(told -> !hidden.contains(told.facts().number()))
                .limit(most)
                .toList();
    }

    synchronized long last() {
        return feed.size();
    }

    /** Every dossier as it is now, in the order of their opening. */
    synchronized List<Told> all() {
        return dossiers.values().stream()
                .filter(told -> !hidden.contains(told.facts().number()))
                .toList();
    }

    /** Every dossier with all its changes, as the agency knows them. */
    synchronized Object truth() {
        var all = Json.MAPPER.createArrayNode();
        for (Told told : dossiers.values()) {
            var one = all.addObject()
                    .put("number", told.facts().number())
                    .put("dossierCode", told.facts().code())
                    .put("procedureCode", told.facts().procedure().code());
            var changes = one.putArray("changes");
            told.changes().forEach(change -> changes.add(Told.truthOf(change)));
        }
        return Map.of("simulator", office.id(), "dossiers", all);
    }

    private void begin(int count) {
        Instant now = now();
        for (int i = 1; i <= count; i++) {
            Told told = opened(newcomers.next(i, now, true));
            Instant at = told.facts().submittedAt();
            Course.Turn turn = course.first();
            while (turn != null && at.isBefore(now)) {
                told = note(told, turn, at, at);
                at = at.plusSeconds(3_600 + random.nextInt(5 * 86_400));
                turn = course.straight(told.status());
            }
        }
    }

    private Told stepOne() {
        List<Told> open =
                dossiers.values().stream().filter(told -> !told.isAtItsEnd()).toList();
        if (open.isEmpty() || random.nextInt(NEW_DOSSIER_EVERY) == 0) {
            Told told = opened(newcomers.next(dossiers.size() + 1, now(), false));
            return note(told, course.first(), told.facts().submittedAt(), clock.instant());
        }
        Told before = InventedPeople.one(open, random);
        return note(before, course.next(before.status()), nextMoment(before), clock.instant());
    }

    private Told opened(DossierFacts facts) {
        journal.add(Map.of("dossier", facts));
        return new Told(facts, List.of());
    }

    private Told note(Told before, Course.Turn turn, Instant at, Instant recordedAt) {
        Change change = new Change(
                feed.size() + 1L,
                before.changes().size() + 1L,
                turn.code(),
                at,
                InventedPeople.person(random),
                InventedPeople.one(office.units(), random),
                turn.flaw(),
                recordedAt);
        journal.add(Map.of("number", before.facts().number(), "change", change));
        return add(before, change);
    }

    private Told add(Told before, Change change) {
        List<Change> changes = new ArrayList<>(before.changes());
        changes.add(change);
        Told after = new Told(before.facts(), changes);
        dossiers.put(after.facts().number(), after);
        feed.add(after);
        return after;
    }

    private void remember(JsonNode line) {
        if (line.has("submission")) {
            submissions.put(
                    line.path("submission").asText(), line.path("number").asText());
        } else if (line.has("dossier")) {
            DossierFacts facts = Json.MAPPER.convertValue(line.get("dossier"), DossierFacts.class);
            dossiers.put(facts.number(), new Told(facts, List.of()));
        } else {
            Told before = dossiers.get(line.path("number").asText());
            if (before != null) {
                add(before, Json.MAPPER.convertValue(line.get("change"), Change.class));
            }
        }
    }

    /** Seconds are all that the agencies write, and no dossier moves twice in one. */
    private Instant nextMoment(Told before) {
        Instant now = now();
        return before.changes().isEmpty() || before.change().at().isBefore(now)
                ? now
                : before.change().at().plus(Duration.ofSeconds(1));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    @Override
    public void close() {
        journal.close();
    }
}
