package vn.lienthong.hub.status;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.WriteSession;
import vn.lienthong.hub.wire.CanonicalJson;

/**
 * Gives a dossier that a portal submitted the agency's own number. Where the agency has told of that number before, the two are
 * one dossier from now on.
 */
final class Linking implements Database.Work<DossierKey> {
    private static final String FIND =
            """
            SELECT d.id, f.facts, d.source_no, d.portal_code FROM dossier d JOIN dossier_facts f ON f.id = d.facts_id
            WHERE d.source_system = ? AND\s""";
    private static final String BY_NUMBER = FIND + "d.source_no = ?";
    private static final String BY_PORTAL_CODE = FIND + "d.portal_code = ?";
    private static final String KEEP_FACTS = "INSERT INTO dossier_facts (facts) VALUES (?) RETURNING id";
    private static final String NUMBER =
            "UPDATE dossier SET source_no = ?, national_code = ?, alt_code = ?, facts_id = ?, portal_code = ? WHERE id = ?";
    // The agency's first word that repeats what the portal said. The hub could not know then of which dossier it spoke;
    // a
    // portal that was told it, or is being told it now, stays told.
    private static final String REPEATS_A_CLAIM =
            """
            SELECT t.position, p.told_by FROM status_change t JOIN status_change p ON p.dossier_id = ? AND p.status = t.status
            WHERE t.dossier_id = ? AND p.told_by IS NOT NULL AND t.position = (SELECT f.position FROM status_change f
            WHERE f.dossier_id = t.dossier_id ORDER BY f.rank, f.position LIMIT 1)
            AND NOT EXISTS (SELECT 1 FROM delivery l WHERE l.destination = p.told_by AND l.dossier_id = t.dossier_id
            AND (l.told_position >= t.position OR l.doubt = 1)) LIMIT 1""";
    private static final String NOT_FOR = "UPDATE status_change SET not_for = ? WHERE position = ?";
    private static final String NOTHING_TO_TELL =
            """
            UPDATE delivery SET pending_position = told_position, waiting_since = NULL, due_at = NULL
            WHERE destination = ? AND dossier_id = ? AND pending_position = ?""";
    private static final String MOVE_CHANGES = "UPDATE status_change SET dossier_id = ? WHERE dossier_id = ?";
    // Whoever was told either one is asked what it has, for the two may have been told it apart.
    private static final String JOIN_DELIVERIES =
            """
            INSERT INTO delivery (destination, dossier_id, told_position, pending_position, waiting_since, due_at, doubt)
            SELECT p.destination, ?, p.told_position, p.pending_position, p.waiting_since, p.due_at, 1
            FROM delivery p WHERE p.dossier_id = ?
            ON CONFLICT (destination, dossier_id) DO UPDATE SET
            pending_position = CASE WHEN delivery.pending_position > excluded.pending_position
            THEN delivery.pending_position ELSE excluded.pending_position END,
            waiting_since = COALESCE(delivery.waiting_since, excluded.waiting_since),
            due_at = CASE WHEN delivery.due_at > excluded.due_at THEN excluded.due_at
            ELSE COALESCE(delivery.due_at, excluded.due_at) END, doubt = 1""";
    private static final String JOIN_WITHDRAWAL =
            "UPDATE dossier SET withdrawn_at = (SELECT p.withdrawn_at FROM dossier p WHERE p.id = ?) WHERE id = ?";
    private static final String MOVE_HOPS =
            """
            UPDATE hop SET dossier_id = ? WHERE dossier_id = ? AND NOT EXISTS (SELECT 1 FROM hop h WHERE h.dossier_id = ?
            AND h.at = hop.at AND h.kind = hop.kind AND h.system = hop.system)""";
    private static final String DROP_DELIVERIES = "DELETE FROM delivery WHERE dossier_id = ?";
    private static final String DROP_DOSSIER = "DELETE FROM dossier WHERE id = ?";

    private final DossierKey submitted;
    private final String agencyNo;
    private final Consumer<Set<String>> touched;
    private final Set<String> codes = new HashSet<>();

    Linking(DossierKey submitted, String agencyNo, Consumer<Set<String>> touched) {
        this.submitted = submitted;
        this.agencyNo = agencyNo;
        this.touched = touched;
    }

    @Override
    public DossierKey in(WriteSession session) throws SQLException {
        String system = submitted.sourceSystem().value();
        Row provisional = one(session, BY_PORTAL_CODE, system, submitted.sourceDossierNo());
        if (provisional == null || !provisional.number.equals(provisional.portalCode)) {
            return provisional == null ? submitted : keyOf(provisional.number);
        }
        Row told = one(session, BY_NUMBER, system, agencyNo);
        remember(provisional.facts);
        if (told == null || told.id == provisional.id) {
            number(session, provisional.id, provisional.facts.withKey(keyOf(agencyNo)), provisional.portalCode);
        } else {
            remember(told.facts);
            join(session, provisional, told);
        }
        return keyOf(agencyNo);
    }

    private void join(WriteSession session, Row provisional, Row told) throws SQLException {
        for (Repetition one : session.query(REPEATS_A_CLAIM, Repetition::read, provisional.id, told.id)) {
            session.update(NOT_FOR, one.portal, one.position);
            session.update(NOTHING_TO_TELL, one.portal, told.id, one.position);
        }
        session.update(MOVE_CHANGES, told.id, provisional.id);
        session.update(JOIN_DELIVERIES, told.id, provisional.id);
        session.update(MOVE_HOPS, told.id, provisional.id, told.id);
        session.update(JOIN_WITHDRAWAL, provisional.id, told.id);
        session.update(DROP_DELIVERIES, provisional.id);
        session.update(DROP_DOSSIER, provisional.id);
        Dossier facts = provisional.facts.withKey(keyOf(agencyNo)).updatedBy(told.facts);
        number(session, told.id, facts, provisional.portalCode);
    }

    private void number(WriteSession session, long id, Dossier facts, @Nullable String portalCode) throws SQLException {
        Dossier kept = SubmittedCodes.keep(portalCode, facts);
        remember(kept);
        long factsId = session.query(KEEP_FACTS, row -> row.getLong(1), (Object) CanonicalJson.write(kept))
                .get(0);
        session.update(NUMBER, agencyNo, text(kept.dossierCode()), text(kept.altCode()), factsId, portalCode, id);
    }

    private static @Nullable Row one(WriteSession session, String sql, String system, String number)
            throws SQLException {
        List<Row> rows = session.query(
                sql,
                row -> new Row(
                        row.getLong(1), CanonicalJson.readDossier(row.getBytes(2)), row.getString(3), row.getString(4)),
                system,
                number);
        return rows.isEmpty() ? null : rows.get(0);
    }

    private DossierKey keyOf(String number) {
        return new DossierKey(submitted.sourceSystem(), number);
    }

    private void remember(Dossier dossier) {
        Stream.of(
                        text(dossier.dossierCode()),
                        text(dossier.altCode()),
                        dossier.key().sourceDossierNo())
                .flatMap(Stream::ofNullable)
                .forEach(codes::add);
    }

    private static @Nullable String text(@Nullable DossierCode code) {
        return code == null ? null : code.value();
    }

    @Override
    public void committed() {
        touched.accept(Set.copyOf(codes));
    }

    /** A change that says what a portal had said. */
    private record Repetition(long position, String portal) {
        static Repetition read(ResultSet row) throws SQLException {
            return new Repetition(row.getLong(1), row.getString(2));
        }
    }

    private record Row(long id, Dossier facts, String number, @Nullable String portalCode) {}
}
