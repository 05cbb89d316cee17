package vn.lienthong.hub.status;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.ChangeFlag;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Micros;
import vn.lienthong.hub.store.WriteSession;
import vn.lienthong.hub.wire.CanonicalJson;

/** The acceptance of one change: what is known, what is new, who is to be told. */
final class Intake implements Database.Work<Acceptance> {
    private static final String KNOWN =
            """
            SELECT d.id, d.facts_id, f.facts, d.present_change_id, d.present_rank, d.present_status, d.as_of, c.position
            FROM dossier d JOIN dossier_facts f ON f.id = d.facts_id
            LEFT JOIN status_change c ON c.dossier_id = d.id AND c.change_id = ?
            WHERE d.source_no = ? AND d.source_system = ?""";
    private static final String ECHOED =
            """
            SELECT c.position FROM dossier d JOIN status_change c ON c.dossier_id = d.id
            WHERE EXISTS (SELECT 1 FROM delivery s WHERE s.destination = ?)
            AND (d.source_no IN (?, ?, ?) OR d.national_code IN (?, ?, ?) OR d.alt_code IN (?, ?, ?))
            AND d.source_system <> ? AND c.status = ? AND c.happened_at BETWEEN ? AND ? AND c.flag <> 'LATE'
            AND c.position <= (SELECT CASE WHEN l.doubt = 1 THEN l.pending_position ELSE l.told_position END
            FROM delivery l WHERE l.destination = ? AND l.dossier_id = d.id)
            LIMIT 1""";
    private static final String KEEP_FACTS = "INSERT INTO dossier_facts (facts) VALUES (?) RETURNING id";
    private static final String KEEP_DOSSIER =
            """
            INSERT INTO dossier (source_system, source_no, national_code, alt_code, facts_id,
            present_change_id, present_rank, present_status, as_of) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id""";
    private static final String MOVE_DOSSIER =
            """
            UPDATE dossier SET national_code = ?, alt_code = ?, facts_id = ?, present_change_id = ?, present_rank = ?,
            present_status = ?, as_of = CASE WHEN as_of > ? THEN as_of ELSE ? END WHERE id = ?""";
    private static final String FILL_DOSSIER =
            "UPDATE dossier SET national_code = ?, alt_code = ?, facts_id = ? WHERE id = ?";
    private static final String CONFIRM_DOSSIER = "UPDATE dossier SET as_of = ? WHERE id = ?";
    private static final String KEEP_CHANGE =
            """
            INSERT INTO status_change (dossier_id, change_id, origin, facts_id, rank, flag, status, agency_code,
            agency_sub_code, happened_at, sequence, officer, title, unit, note, step_due_at, observed_at, accepted_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING position""";
    private static final String MAKE_DUE =
            """
            INSERT INTO delivery (destination, dossier_id, told_position, pending_position, waiting_since, due_at)
            VALUES (?, ?, 0, ?, ?, ?)
            ON CONFLICT (destination, dossier_id) DO UPDATE SET
            pending_position = excluded.pending_position,
            waiting_since = COALESCE(delivery.waiting_since, excluded.waiting_since),
            due_at = CASE WHEN delivery.waiting_since IS NULL THEN excluded.due_at ELSE delivery.due_at END""";

    private static final long MICROS_IN_A_SECOND = 1_000_000;

    private final StatusChange change;
    private final DossierKey key;
    private final Set<SystemId> destinations;
    private final long now;
    // Written outside the transaction, for others wait for that.
    private final byte[] reportedFacts;

    Intake(StatusChange change, Set<SystemId> destinations, long now) {
        this.change = change;
        this.key = change.dossier().key();
        this.destinations = destinations;
        this.now = now;
        this.reportedFacts = CanonicalJson.write(change.dossier());
    }

    @Override
    public Acceptance in(WriteSession session) throws SQLException {
        Known known = known(session);
        if (known != null && known.hasChange) {
            confirm(session, known);
            return new Acceptance.Repeated();
        }
        if (isEcho(session)) {
            return new Acceptance.Echo();
        }
        if (known == null) {
            Facts facts = new Facts(keepFacts(session, reportedFacts), change.dossier());
            return accept(session, keepDossier(session, facts), facts, ChangeFlag.NONE);
        }
        boolean late = change.rank() < known.presentRank;
        Facts facts = merge(session, known, late);
        if (late) {
            fill(session, known, facts);
        } else {
            move(session, known, facts);
        }
        ChangeFlag flag =
                late ? ChangeFlag.LATE : ChangeFlag.of(ChangeRow.status(known.presentStatus), change.status());
        return accept(session, known.id, facts, flag);
    }

    private @Nullable Known known(WriteSession session) throws SQLException {
        return only(session.query(
                KNOWN,
                row -> new Known(
                        row.getLong(1),
                        row.getLong(2),
                        row.getBytes(3),
                        row.getString(4),
                        row.getLong(5),
                        row.getInt(6),
                        row.getLong(7),
                        row.getObject(8) != null),
                change.changeId(),
                key.sourceDossierNo(),
                key.sourceSystem().value()));
    }

    /** A repeated report of the present status confirms it; one of an earlier step says nothing about the present. */
    private void confirm(WriteSession session, Known known) throws SQLException {
        long observedAt = Micros.of(change.observedAt());
        if (known.presentChangeId.equals(change.changeId()) && observedAt > known.asOf) {
            session.update(CONFIRM_DOSSIER, observedAt, known.id);
        }
    }

    /**
     * Whether the sender was told this very step, of a dossier that lives elsewhere, or is being told it right now.
     * Times are compared by the second, for portals are told no finer ones.
     */
    private boolean isEcho(WriteSession session) throws SQLException {
        String sender = key.sourceSystem().value();
        String number = key.sourceDossierNo();
        String code = valueOr(change.dossier().dossierCode(), number);
        String other = valueOr(change.dossier().altCode(), number);
        long second = Math.floorDiv(Micros.of(change.at()), MICROS_IN_A_SECOND) * MICROS_IN_A_SECOND;
        return !session.query(
                        ECHOED,
                        row -> row.getLong(1),
                        sender,
                        number,
                        code,
                        other,
                        number,
                        code,
                        other,
                        number,
                        code,
                        other,
                        sender,
                        change.status().code(),
                        second,
                        second + MICROS_IN_A_SECOND - 1,
                        sender)
                .isEmpty();
    }

    /** What is known after this change; a late one only fills gaps. */
    private Facts merge(WriteSession session, Known known, boolean late) throws SQLException {
        if (Arrays.equals(known.facts, reportedFacts)) {
            return new Facts(known.factsId, change.dossier());
        }
        Dossier before = CanonicalJson.readDossier(known.facts);
        Dossier merged = late ? change.dossier().updatedBy(before) : before.updatedBy(change.dossier());
        return merged.equals(before)
                ? new Facts(known.factsId, before)
                : new Facts(keepFacts(session, CanonicalJson.write(merged)), merged);
    }

    private static long keepFacts(WriteSession session, byte[] facts) throws SQLException {
        return first(session.query(KEEP_FACTS, row -> row.getLong(1), (Object) facts));
    }

    private long keepDossier(WriteSession session, Facts facts) throws SQLException {
        return first(session.query(
                KEEP_DOSSIER,
                row -> row.getLong(1),
                key.sourceSystem().value(),
                key.sourceDossierNo(),
                text(facts.dossier.dossierCode()),
                text(facts.dossier.altCode()),
                facts.id,
                change.changeId(),
                change.rank(),
                change.status().code(),
                Micros.of(change.observedAt())));
    }

    private void move(WriteSession session, Known known, Facts facts) throws SQLException {
        long observedAt = Micros.of(change.observedAt());
        session.update(
                MOVE_DOSSIER,
                text(facts.dossier.dossierCode()),
                text(facts.dossier.altCode()),
                facts.id,
                change.changeId(),
                change.rank(),
                change.status().code(),
                observedAt,
                observedAt,
                known.id);
    }

    private static void fill(WriteSession session, Known known, Facts facts) throws SQLException {
        if (facts.id != known.factsId) {
            session.update(
                    FILL_DOSSIER, text(facts.dossier.dossierCode()), text(facts.dossier.altCode()), facts.id, known.id);
        }
    }

    private Acceptance accept(WriteSession session, long dossierId, Facts facts, ChangeFlag flag) throws SQLException {
        long position = keepChange(session, dossierId, facts, flag);
        if (flag != ChangeFlag.LATE) {
            for (SystemId destination : destinations) {
                session.update(MAKE_DUE, destination.value(), dossierId, position, now, now);
            }
        }
        return new Acceptance.Accepted(position, flag);
    }

    private long keepChange(WriteSession session, long dossierId, Facts facts, ChangeFlag flag) throws SQLException {
        StatusChange.Step step = change.step();
        return first(session.query(
                KEEP_CHANGE,
                row -> row.getLong(1),
                dossierId,
                change.changeId(),
                key.sourceSystem().value(),
                facts.id,
                change.rank(),
                flag.name(),
                change.status().code(),
                change.agencyCode().code(),
                change.agencyCode().subCode(),
                Micros.of(change.at()),
                change.sequence(),
                step.officer(),
                step.title(),
                step.unit(),
                step.note(),
                Micros.ofNullable(step.dueAt()),
                Micros.of(change.observedAt()),
                now));
    }

    private static <T> @Nullable T only(List<T> rows) {
        return rows.isEmpty() ? null : rows.get(0);
    }

    private static long first(List<Long> rows) {
        return rows.get(0);
    }

    private static @Nullable String text(@Nullable DossierCode code) {
        return code == null ? null : code.value();
    }

    private static String valueOr(@Nullable DossierCode code, String otherwise) {
        return code == null ? otherwise : code.value();
    }

    /** The dossier before this change. */
    private record Known(
            long id,
            long factsId,
            byte[] facts,
            String presentChangeId,
            long presentRank,
            int presentStatus,
            long asOf,
            boolean hasChange) {}

    private record Facts(long id, Dossier dossier) {}
}
