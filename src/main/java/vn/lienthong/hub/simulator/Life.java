package vn.lienthong.hub.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
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
    private final Walk walk;
    private final Misbehaviour misbehaviour;
    private final Clock clock;
    private final Random random;
    private final Journal journal;
    private final Newcomers newcomers;
    private final Map<String, Told> dossiers = new LinkedHashMap<>();
    private final List<Told> feed = new ArrayList<>();

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
        this.walk = new Walk(office.statuses());
        this.misbehaviour = misbehaviour;
        this.clock = clock;
        this.journal = Journal.open(folder, office.id() + ".jsonl");
        this.random =
                new Random(seed * 31 + office.id().hashCode() + journal.found().size());
        this.newcomers = new Newcomers(office, random);
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
        Told before = find(ordered.dossier())
                .orElseGet(() -> opened(newcomers.named(ordered.dossier(), dossiers.size() + 1, now())));
        VendorCode code = office.find(ordered.code(), ordered.subCode())
                .orElseGet(() -> new VendorCode(ordered.code(), ordered.subCode(), null, ordered.code()));
        Flaw flaw = code.means() == null ? Flaw.UNMAPPED_CODE : Flaw.NONE;
        Instant at = ordered.at() == null ? nextMoment(before) : ordered.at();
        return note(before, code, at.truncatedTo(ChronoUnit.SECONDS), flaw, clock.instant());
    }

    /** The dossier as it is now, by number or national code. */
    synchronized Optional<Told> find(String asked) {
        Told byNumber = dossiers.get(asked);
        return byNumber != null
                ? Optional.of(byNumber)
                : dossiers.values().stream()
                        .filter(told -> told.facts().isKnownAs(asked))
                        .findFirst();
    }

    /** The changes after this one, oldest first. */
    synchronized List<Told> since(long seq, int most) {
        int from = (int) Math.min(Math.max(seq, 0), feed.size());
        return List.copyOf(feed.subList(from, Math.min(feed.size(), from + most)));
    }

    synchronized long last() {
        return feed.size();
    }

    /** Every dossier as it is now, in the order of their opening. */
    synchronized List<Told> all() {
        return List.copyOf(dossiers.values());
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
            Optional<DossierStatus> status = Optional.of(walk.first());
            while (status.isPresent() && at.isBefore(now)) {
                told = note(told, codeOf(status.get()), at, Flaw.NONE, at);
                at = at.plusSeconds(3_600 + random.nextInt(5 * 86_400));
                status = walk.next(status.get(), random);
            }
        }
    }

    private Told stepOne() {
        List<Told> open = dossiers.values().stream()
                .filter(told -> !isFinal(lastStatus(told)))
                .toList();
        if (open.isEmpty() || random.nextInt(NEW_DOSSIER_EVERY) == 0) {
            Told told = opened(newcomers.next(dossiers.size() + 1, now(), false));
            return note(told, codeOf(walk.first()), told.facts().submittedAt(), Flaw.NONE, clock.instant());
        }
        return move(InventedPeople.one(open, random));
    }

    private Told move(Told before) {
        Instant at = nextMoment(before);
        if (misbehaviour.hits(Misbehaviour.Kind.UNMAPPED)) {
            return note(before, office.unmapped(), at, Flaw.UNMAPPED_CODE, clock.instant());
        }
        DossierStatus now = lastStatus(before);
        DossierStatus next = misbehaviour.hits(Misbehaviour.Kind.JUMP)
                ? walk.jump(now, random)
                : misbehaviour.hits(Misbehaviour.Kind.REGRESS)
                        ? walk.first()
                        : walk.next(now, random).orElseThrow();
        return note(before, codeOf(next), at, flawOfTime(), clock.instant());
    }

    private Flaw flawOfTime() {
        if (misbehaviour.hits(Misbehaviour.Kind.BAD_DATE)) {
            return Flaw.BAD_DATE;
        }
        return misbehaviour.hits(Misbehaviour.Kind.MISSING_FIELD) ? Flaw.MISSING_TIME : Flaw.NONE;
    }

    private Told opened(DossierFacts facts) {
        journal.add(Map.of("dossier", facts));
        return new Told(facts, List.of());
    }

    private Told note(Told before, VendorCode code, Instant at, Flaw flaw, Instant recordedAt) {
        Change change = new Change(
                feed.size() + 1L,
                before.changes().size() + 1L,
                code,
                at,
                InventedPeople.person(random),
                InventedPeople.one(office.units(), random),
                flaw,
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
        if (line.has("dossier")) {
            DossierFacts facts = Json.MAPPER.convertValue(line.get("dossier"), DossierFacts.class);
            dossiers.put(facts.number(), new Told(facts, List.of()));
        } else {
            Told before = dossiers.get(line.path("number").asText());
            if (before != null) {
                add(before, Json.MAPPER.convertValue(line.get("change"), Change.class));
            }
        }
    }

    private VendorCode codeOf(DossierStatus status) {
        return InventedPeople.one(office.codesOf(status), random);
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

    private static boolean isFinal(@Nullable DossierStatus status) {
        return status != null && status.isFinal();
    }

    private static @Nullable DossierStatus lastStatus(Told told) {
        for (int i = told.changes().size() - 1; i >= 0; i--) {
            DossierStatus means = told.changes().get(i).means();
            if (means != null) {
                return means;
            }
        }
        return null;
    }

    @Override
    public void close() {
        journal.close();
    }
}
