package vn.lienthong.hub.status;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.status.IntakeRows.Known;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Micros;
import vn.lienthong.hub.store.WriteSession;
import vn.lienthong.hub.wire.CanonicalJson;

/** The acceptance of one change: what is known, what is new, who is to be told. */
final class Intake implements Database.Work<Acceptance> {
    private final StatusChange change;
    private final Set<SystemId> destinations;
    private final Traffic traffic;
    private final long now;
    // Written outside the transaction, for others wait for that.
    private final byte[] reportedFacts;
    private final Consumer<Set<String>> touched;
    // Of the last run, which is the one that was committed.
    private @Nullable Known before;

    /** @param touched told every code whose look-up may answer differently now */
    Intake(StatusChange change, Set<SystemId> destinations, Traffic traffic, long now, Consumer<Set<String>> touched) {
        this.change = change;
        this.destinations = destinations;
        this.traffic = traffic;
        this.now = now;
        this.reportedFacts = CanonicalJson.write(change.dossier());
        this.touched = touched;
    }

    @Override
    public Acceptance in(WriteSession session) throws SQLException {
        IntakeRows rows = new IntakeRows(session, change, now);
        Known known = rows.known();
        before = known;
        if (known != null && known.hasChange()) {
            confirm(rows, known);
            rows.repeated(known.id());
            return new Acceptance.Repeated();
        }
        if (change.claim() == null && rows.wasTold()) {
            return new Acceptance.Echo();
        }
        DueRows due = new DueRows(session, traffic, now);
        return known == null ? first(rows, due) : next(rows, due, known);
    }

    @Override
    public void committed() {
        Set<String> codes = new HashSet<>();
        addCodes(codes, change.dossier());
        if (before != null && !Arrays.equals(before.facts(), reportedFacts)) {
            addCodes(codes, CanonicalJson.readDossier(before.facts()));
        }
        touched.accept(codes);
    }

    private static void addCodes(Set<String> codes, Dossier dossier) {
        codes.add(new DossierCode(dossier.key().sourceDossierNo()).value());
        if (dossier.dossierCode() != null) {
            codes.add(dossier.dossierCode().value());
        }
        if (dossier.altCode() != null) {
            codes.add(dossier.altCode().value());
        }
    }

    /** A repeated report of what the agency told last confirms it; one of an earlier step says nothing about the present. */
    private void confirm(IntakeRows rows, Known known) throws SQLException {
        boolean last = known.presentChangeId().equals(change.changeId())
                || known.presentTeller() != null && known.presentRank() == change.rank();
        if (change.claim() == null && last && rows.observedAt() > known.asOf()) {
            rows.confirm(known.id());
        }
    }

    private Acceptance first(IntakeRows rows, DueRows due) throws SQLException {
        long factsId = rows.keepFacts(reportedFacts);
        Judged judged = Judged.first(change);
        due.holdWhileAwaited(change);
        return accept(rows, due, rows.keepDossier(factsId, judged.rank()), factsId, judged);
    }

    private Acceptance next(IntakeRows rows, DueRows due, Known known) throws SQLException {
        Judged judged = Judged.next(change, known, Micros.of(change.at()));
        boolean numbered = change.claim() == null && !number().equals(known.sourceNo());
        if (numbered) {
            rows.rename(known.id());
        }
        Facts facts = merge(rows, known, !judged.isPresent() || change.claim() != null);
        if (judged.isPresent() && change.claim() == null) {
            rows.move(known.id(), facts.id, facts.dossier, judged.withdrawnAt());
        } else if (facts.id != known.factsId()) {
            rows.fill(known.id(), facts.id, facts.dossier);
        }
        if (known.portalCode() != null && facts.id != known.factsId()) {
            rows.forgetFacts(known.id(), known.factsId());
        }
        if (judged.isPresent() && change.claim() != null) {
            rows.claim(known.id(), judged.withdrawnAt());
        }
        return accept(rows, due, known.id(), facts.id, judged);
    }

    /**
     * What is known after this change.
     *
     * @param fillsGaps whether it replaces nothing that is known
     */
    private Facts merge(IntakeRows rows, Known known, boolean fillsGaps) throws SQLException {
        if (Arrays.equals(known.facts(), reportedFacts)) {
            return new Facts(known.factsId(), change.dossier());
        }
        Dossier before = CanonicalJson.readDossier(known.facts());
        DossierKey key = change.claim() == null ? change.dossier().key() : before.key();
        Dossier merged = SubmittedCodes.keep(
                known.portalCode(), merge(before.withKey(key), change.dossier().withKey(key), fillsGaps));
        return merged.equals(before)
                ? new Facts(known.factsId(), before)
                : new Facts(rows.keepFacts(CanonicalJson.write(merged)), merged);
    }

    private static Dossier merge(Dossier before, Dossier reported, boolean fillsGaps) {
        return fillsGaps ? reported.updatedBy(before) : before.updatedBy(reported);
    }

    private Acceptance accept(IntakeRows rows, DueRows due, long dossierId, long factsId, Judged judged)
            throws SQLException {
        long position = rows.keepChange(dossierId, factsId, judged);
        for (SystemId destination : destinations) {
            if (judged.concerns(destination)) {
                due.make(destination, dossierId, position);
            }
        }
        return new Acceptance.Accepted(position, judged.flag());
    }

    private String number() {
        return change.dossier().key().sourceDossierNo();
    }

    private record Facts(long id, Dossier dossier) {}
}
