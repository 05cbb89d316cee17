package vn.lienthong.hub.status;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.canonical.PortalAct;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.canonical.StatusChange.Claim;
import vn.lienthong.hub.store.Micros;
import vn.lienthong.hub.store.WriteSession;

/** The rows that the acceptance of one change reads and writes, within its transaction. */
final class IntakeRows {
    private static final String KNOWN =
            """
            SELECT d.id, d.facts_id, f.facts, d.present_change_id, d.present_rank, d.present_status, d.as_of, c.position,
            d.source_no, d.portal_code, d.withdrawn_at, d.present_teller
            FROM dossier d JOIN dossier_facts f ON f.id = d.facts_id
            LEFT JOIN status_change c ON c.dossier_id = d.id AND c.change_id = ?
            WHERE\s""";
    private static final String KNOWN_BY_NUMBER = KNOWN + "d.source_no = ? AND d.source_system = ?";
    private static final String KNOWN_BY_PORTAL_CODE =
            KNOWN + "d.portal_code IN (?, ?, ?) AND d.source_system = ? ORDER BY d.id LIMIT 1";
    private static final String ECHOED =
            """
            SELECT c.position FROM dossier d JOIN status_change c ON c.dossier_id = d.id
            WHERE EXISTS (SELECT 1 FROM delivery s WHERE s.destination = ?)
            AND (d.source_no IN (?, ?, ?) OR d.national_code IN (?, ?, ?) OR d.alt_code IN (?, ?, ?))
            AND d.source_system <> ? AND c.status = ? AND c.happened_at BETWEEN ? AND ? AND c.flag NOT IN ('LATE', 'OVERRULED')
            AND c.position <= (SELECT CASE WHEN l.doubt = 1 THEN l.pending_position ELSE l.told_position END
            FROM delivery l WHERE l.destination = ? AND l.dossier_id = d.id)
            LIMIT 1""";
    private static final String KEEP_FACTS = "INSERT INTO dossier_facts (facts) VALUES (?) RETURNING id";
    private static final String KEEP_DOSSIER =
            """
            INSERT INTO dossier (source_system, source_no, national_code, alt_code, facts_id,
            present_change_id, present_rank, present_status, as_of, portal_code, withdrawn_at, present_teller)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id""";
    private static final String MOVE_DOSSIER =
            """
            UPDATE dossier SET national_code = ?, alt_code = ?, facts_id = ?, present_change_id = ?, present_rank = ?,
            present_status = ?, as_of = CASE WHEN as_of > ? THEN as_of ELSE ? END, withdrawn_at = ?, present_teller = ?
            WHERE id = ?""";
    private static final String CLAIM_DOSSIER =
            "UPDATE dossier SET present_change_id = ?, present_status = ?, withdrawn_at = ?, present_teller = ? WHERE id = ?";
    private static final String RENAME_DOSSIER = "UPDATE dossier SET source_no = ? WHERE id = ?";
    private static final String FILL_DOSSIER =
            "UPDATE dossier SET national_code = ?, alt_code = ?, facts_id = ? WHERE id = ?";
    private static final String FORGET_FACTS =
            """
            DELETE FROM dossier_facts WHERE id = ? AND NOT EXISTS (SELECT 1 FROM status_change c
            WHERE c.dossier_id = ? AND c.facts_id = ?)""";
    private static final String CONFIRM_DOSSIER = "UPDATE dossier SET as_of = ? WHERE id = ?";
    private static final String KEEP_CHANGE =
            """
            INSERT INTO status_change (dossier_id, change_id, origin, facts_id, rank, flag, status, agency_code,
            agency_sub_code, happened_at, sequence, officer, title, unit, note, step_due_at, observed_at, accepted_at,
            told_by, act, not_for)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING position""";
    private static final long MICROS_IN_A_SECOND = 1_000_000;

    private final WriteSession session;
    private final StatusChange change;
    private final long now;

    IntakeRows(WriteSession session, StatusChange change, long now) {
        this.session = session;
        this.change = change;
        this.now = now;
    }

    /** The dossier before this change, or null if there is none. */
    @Nullable
    Known known() throws SQLException {
        List<Known> rows = session.query(KNOWN_BY_NUMBER, IntakeRows::known, change.changeId(), number(), system());
        return rows.isEmpty() ? submitted() : rows.get(0);
    }

    /** The dossier that a portal submitted under a code of this one, and that has no other number yet. */
    private @Nullable Known submitted() throws SQLException {
        List<Known> rows = session.query(
                KNOWN_BY_PORTAL_CODE,
                IntakeRows::known,
                change.changeId(),
                number(),
                valueOr(change.dossier().dossierCode(), number()),
                valueOr(change.dossier().altCode(), number()),
                system());
        return rows.isEmpty() || change.claim() == null && rows.get(0).isNumbered() ? null : rows.get(0);
    }

    private static Known known(ResultSet row) throws SQLException {
        return new Known(
                row.getLong(1),
                row.getLong(2),
                row.getBytes(3),
                row.getString(4),
                row.getLong(5),
                ChangeRow.status(row.getInt(6)),
                row.getLong(7),
                row.getObject(8) != null,
                row.getString(9),
                row.getString(10),
                longOrNull(row, 11),
                row.getString(12));
    }

    private static @Nullable Long longOrNull(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    /**
     * Whether the sender was told this very step, of a dossier that lives elsewhere, or is being told it right now.
     * Times are compared by the second, for portals are told no finer ones.
     */
    boolean wasTold() throws SQLException {
        String number = number();
        String code = valueOr(change.dossier().dossierCode(), number);
        String other = valueOr(change.dossier().altCode(), number);
        long second = Math.floorDiv(Micros.of(change.at()), MICROS_IN_A_SECOND) * MICROS_IN_A_SECOND;
        return !session.query(
                        ECHOED,
                        row -> row.getLong(1),
                        system(),
                        number,
                        code,
                        other,
                        number,
                        code,
                        other,
                        number,
                        code,
                        other,
                        system(),
                        change.status().code(),
                        second,
                        second + MICROS_IN_A_SECOND - 1,
                        system())
                .isEmpty();
    }

    /** @return their id */
    long keepFacts(byte[] facts) throws SQLException {
        return only(session.query(KEEP_FACTS, row -> row.getLong(1), (Object) facts));
    }

    /** @return its id */
    long keepDossier(long factsId, long rank) throws SQLException {
        Claim claim = change.claim();
        boolean withdrawn = claim != null && claim.act() == PortalAct.WITHDRAW;
        return only(session.query(
                KEEP_DOSSIER,
                row -> row.getLong(1),
                system(),
                number(),
                text(change.dossier().dossierCode()),
                text(change.dossier().altCode()),
                factsId,
                change.changeId(),
                rank,
                change.status().code(),
                observedAt(),
                claim != null && claim.act() == PortalAct.SUBMIT ? number() : null,
                withdrawn ? Micros.ofNullable(change.at()) : null,
                claim == null ? null : claim.by().value()));
    }

    /** Makes this change the dossier's present one. */
    void move(long id, long factsId, Dossier facts, @Nullable Long withdrawnAt) throws SQLException {
        session.update(
                MOVE_DOSSIER,
                text(facts.dossierCode()),
                text(facts.altCode()),
                factsId,
                change.changeId(),
                change.rank(),
                change.status().code(),
                observedAt(),
                observedAt(),
                withdrawnAt,
                null,
                id);
    }

    /** Makes a portal's claim the dossier's present change; the agency has confirmed nothing by it. */
    void claim(long id, @Nullable Long withdrawnAt) throws SQLException {
        session.update(
                CLAIM_DOSSIER,
                change.changeId(),
                change.status().code(),
                withdrawnAt,
                change.origin().value(),
                id);
    }

    /** Gives a dossier that a portal submitted the agency's own number. */
    void rename(long id) throws SQLException {
        session.update(RENAME_DOSSIER, number(), id);
        HopRows.linked(session, change.dossier().key(), now);
    }

    /** Moves the facts alone. */
    void fill(long id, long factsId, Dossier facts) throws SQLException {
        session.update(FILL_DOSSIER, text(facts.dossierCode()), text(facts.altCode()), factsId, id);
    }

    /** Forgets facts that no change tells: those with which a submitted dossier got its agency's number. */
    void forgetFacts(long id, long factsId) throws SQLException {
        session.update(FORGET_FACTS, factsId, id, factsId);
    }

    void confirm(long id) throws SQLException {
        session.update(CONFIRM_DOSSIER, observedAt(), id);
    }

    /** @return its position */
    long keepChange(long dossierId, long factsId, Judged judged) throws SQLException {
        StatusChange.Step step = change.step();
        Claim claim = change.claim();
        return only(session.query(
                KEEP_CHANGE,
                row -> row.getLong(1),
                dossierId,
                change.changeId(),
                system(),
                factsId,
                judged.rank(),
                judged.flag().name(),
                judged.status().code(),
                change.agencyCode().code(),
                change.agencyCode().subCode(),
                Micros.of(change.at()),
                change.sequence(),
                step.officer(),
                step.title(),
                step.unit(),
                step.note(),
                Micros.ofNullable(step.dueAt()),
                observedAt(),
                now,
                claim == null ? null : claim.by().value(),
                claim == null ? null : claim.act().name(),
                judged.notFor() == null ? null : judged.notFor().value()));
    }

    /** Notes that the change came again. */
    void repeated(long dossierId) throws SQLException {
        HopRows.repeated(session, dossierId, change.changeId(), change.origin(), now);
    }

    long observedAt() {
        return Micros.of(change.observedAt());
    }

    private String system() {
        return change.system().value();
    }

    private String number() {
        return change.dossier().key().sourceDossierNo();
    }

    private static long only(List<Long> rows) {
        return rows.get(0);
    }

    private static @Nullable String text(@Nullable DossierCode code) {
        return code == null ? null : code.value();
    }

    private static String valueOr(@Nullable DossierCode code, String otherwise) {
        return code == null ? otherwise : code.value();
    }

    /**
     * The dossier before this change, and whether it has the change already.
     *
     * @param sourceNo its number so far: the agency's own, or the portal's code where the agency has not told it
     * @param portalCode the code under which a portal submitted it, or null
     * @param withdrawnAt when a portal asked for it back, while the agency has not answered to that
     * @param presentTeller the portal whose claim the present change is, or null
     */
    record Known(
            long id,
            long factsId,
            byte[] facts,
            String presentChangeId,
            long presentRank,
            DossierStatus presentStatus,
            long asOf,
            boolean hasChange,
            String sourceNo,
            @Nullable String portalCode,
            @Nullable Long withdrawnAt,
            @Nullable String presentTeller) {
        /** Whether the agency has told its own number. */
        boolean isNumbered() {
            return !sourceNo.equals(portalCode);
        }
    }
}
