package vn.lienthong.hub.status;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.status.Hop.Kind;
import vn.lienthong.hub.store.WriteSession;

/** Hops that are kept, written in the transaction of what they tell of. */
final class HopRows {
    /** Enough for a problem with its remedy. */
    private static final int LONGEST = 400;

    private static final String ONCE = " ON CONFLICT (dossier_id, at, kind, system) DO NOTHING";
    private static final String OF_DELIVERY =
            """
            INSERT INTO hop (dossier_id, at, kind, system, position, times, detail)
            SELECT l.dossier_id, ?, ?, l.destination, CASE WHEN ? > 0 THEN ? ELSE l.pending_position END,
            l.attempts + 1, ? FROM delivery l WHERE l.destination = ? AND l.dossier_id =
            (SELECT d.id FROM dossier d WHERE d.source_no = ? AND d.source_system = ?)"""
                    + ONCE;
    private static final String OF_DOSSIER =
            """
            INSERT INTO hop (dossier_id, at, kind, system, position, times, detail)
            SELECT d.id, ?, ?, ?, 0, 0, ? FROM dossier d WHERE d.source_no = ? AND d.source_system = ?"""
                    + ONCE;
    // One number is linked once, whichever tells of it first: a change that names the portal's code, or the answer to
    // the submission.
    private static final String LINKED =
            """
            INSERT INTO hop (dossier_id, at, kind, system, position, times, detail)
            SELECT d.id, ?, 'LINKED', d.source_system, 0, 0, d.source_no FROM dossier d
            WHERE d.source_no = ? AND d.source_system = ?
            AND NOT EXISTS (SELECT 1 FROM hop h WHERE h.dossier_id = d.id AND h.kind = 'LINKED')"""
                    + ONCE;
    private static final String REPEATED_AGAIN =
            """
            UPDATE hop SET times = times + 1 WHERE dossier_id = ? AND kind = 'REPEATED' AND position =
            (SELECT c.position FROM status_change c WHERE c.dossier_id = ? AND c.change_id = ?)""";
    private static final String REPEATED_FIRST =
            """
            INSERT INTO hop (dossier_id, at, kind, system, position, times)
            SELECT c.dossier_id, ?, 'REPEATED', ?, c.position, 1 FROM status_change c
            WHERE c.dossier_id = ? AND c.change_id = ?"""
                    + ONCE;
    private static final String HELD_AGAIN =
            """
            UPDATE hop SET times = times + 1 WHERE dossier_id =
            (SELECT d.id FROM dossier d WHERE d.source_no = ? AND d.source_system = ?) AND kind = 'HELD_BACK'
            AND system = ? AND at = (SELECT MAX(n.at) FROM hop n WHERE n.dossier_id = hop.dossier_id AND n.system = ?)""";

    private static final String THE_DOSSIER =
            " IN (SELECT d.id FROM dossier d WHERE d.source_system = ? AND (d.portal_code = ? OR d.source_no = ?"
                    + " OR d.national_code = ? OR d.alt_code = ?))";
    private static final String OF_CHANGE =
            """
            INSERT INTO hop (dossier_id, at, kind, system, position, times, detail)
            SELECT c.dossier_id, ?, ?, ?, c.position, ?, ? FROM status_change c WHERE c.change_id = ? AND c.dossier_id"""
                    + THE_DOSSIER + ONCE;
    private static final String CHANGE_HELD_AGAIN =
            """
            UPDATE hop SET times = times + 1 WHERE kind = 'HELD_BACK' AND system = ? AND position = (SELECT c.position
            FROM status_change c WHERE c.dossier_id = hop.dossier_id AND c.change_id = ?) AND dossier_id"""
                    + THE_DOSSIER;

    private HopRows() {}

    /**
     * What came of telling an agency of one change that a portal handed in.
     *
     * @param dossier by any of its codes
     * @param times the how many-th try
     */
    static void toldOf(
            WriteSession session,
            Kind kind,
            SystemId agency,
            DossierKey dossier,
            String changeId,
            int times,
            @Nullable String detail,
            long at)
            throws SQLException {
        String system = dossier.sourceSystem().value();
        String code = dossier.sourceDossierNo();
        boolean counted = kind == Kind.HELD_BACK
                && session.update(CHANGE_HELD_AGAIN, agency.value(), changeId, system, code, code, code, code) > 0;
        if (!counted) {
            session.update(
                    OF_CHANGE,
                    at,
                    kind.name(),
                    agency.value(),
                    times,
                    cut(detail),
                    changeId,
                    system,
                    code,
                    code,
                    code,
                    code);
        }
    }

    /**
     * What came of telling a destination, before the ledger is moved.
     *
     * @param position of the last change told, 0 for all that waits
     */
    static void told(
            WriteSession session,
            Kind kind,
            SystemId destination,
            DossierKey dossier,
            long position,
            @Nullable String detail,
            long at)
            throws SQLException {
        session.update(
                OF_DELIVERY,
                at,
                kind.name(),
                position,
                position,
                cut(detail),
                destination.value(),
                dossier.sourceDossierNo(),
                dossier.sourceSystem().value());
    }

    /** What is about the dossier, and no change of it. */
    static void ofDossier(WriteSession session, Kind kind, SystemId agency, DossierKey dossier, String detail, long at)
            throws SQLException {
        session.update(
                OF_DOSSIER,
                at,
                kind.name(),
                agency.value(),
                detail,
                dossier.sourceDossierNo(),
                dossier.sourceSystem().value());
    }

    /** That the agency told its own number of a dossier that a portal handed in; a repetition changes nothing. */
    static void linked(WriteSession session, DossierKey numbered, long at) throws SQLException {
        session.update(
                LINKED, at, numbered.sourceDossierNo(), numbered.sourceSystem().value());
    }

    /** One row for each change that was repeated, however often. */
    static void repeated(WriteSession session, long dossier, String changeId, SystemId from, long at)
            throws SQLException {
        if (session.update(REPEATED_AGAIN, dossier, dossier, changeId) == 0) {
            session.update(REPEATED_FIRST, at, from.value(), dossier, changeId);
        }
    }

    /** A destination that is away for a week leaves one row, which counts how often it was tried. */
    static void heldBack(WriteSession session, SystemId destination, DossierKey dossier, long position, long at)
            throws SQLException {
        String number = dossier.sourceDossierNo();
        String system = dossier.sourceSystem().value();
        if (session.update(HELD_AGAIN, number, system, destination.value(), destination.value()) == 0) {
            told(session, Kind.HELD_BACK, destination, dossier, position, null, at);
        }
    }

    private static @Nullable String cut(@Nullable String detail) {
        return detail == null || detail.length() <= LONGEST ? detail : detail.substring(0, LONGEST - 1) + "…";
    }
}
