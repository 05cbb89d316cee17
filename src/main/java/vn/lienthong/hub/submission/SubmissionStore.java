package vn.lienthong.hub.submission;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.AgencyId;
import vn.lienthong.hub.canonical.PortalAct;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Micros;
import vn.lienthong.hub.store.WriteSession;
import vn.lienthong.hub.submission.Submission.Attachment;
import vn.lienthong.hub.submission.Submission.Standing;
import vn.lienthong.hub.submission.Submission.State;

/** Everything that was handed in, and how far it has come. */
@Component
public final class SubmissionStore {
    private static final String READ =
            """
            SELECT id, act, system, agency, code, dossier_no, portal, content, hash, received_at, state, delivered_at,
            agency_no, problem, digest FROM submission WHERE\s""";
    private static final String BY_KEY = READ + "caller = ? AND request_key = ?";
    private static final String BY_ID = READ + "id = ?";
    private static final String NEW_BY_CODE = READ + "code = ? AND act = 'SUBMIT' ORDER BY position";
    private static final String OF_SYSTEM_AND_CODE = READ + "system = ? AND code = ? AND act = 'SUBMIT'";
    private static final String NOT_JOURNALLED =
            READ + "journalled = 0 AND (received_at < ? OR received_at > ?) ORDER BY position LIMIT ?";
    private static final String CALLER = "SELECT caller FROM submission WHERE id = ?";
    private static final String ATTACHMENTS =
            """
            SELECT kind, name, media_type, size, sha256 FROM submission_attachment WHERE submission_id = ? ORDER BY place""";
    private static final String COUNT = "SELECT COALESCE(MAX(position), 0) + 1 FROM submission";
    private static final String KEEP =
            """
            INSERT INTO submission (id, caller, request_key, digest, act, system, agency, code, dossier_no, portal, content,
            hash, received_at, due_at, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'RECEIVED')""";
    private static final String KEEP_ATTACHMENT =
            """
            INSERT INTO submission_attachment (submission_id, place, kind, name, media_type, size, sha256)
            VALUES (?, ?, ?, ?, ?, ?, ?)""";
    private static final String JOURNALLED = "UPDATE submission SET journalled = 1 WHERE id = ?";
    private static final String OF_NO_DOSSIER =
            """
            SELECT s.id FROM submission s WHERE s.received_at < ? AND s.journalled = 1 AND s.state = 'DELIVERED'
            AND NOT EXISTS (SELECT 1 FROM dossier d WHERE d.source_system = s.system
            AND (d.source_no = s.dossier_no OR d.portal_code = s.code OR d.source_no = s.agency_no))
            ORDER BY s.position LIMIT ?""";
    /** Of a system that tells its number in the dossier's changes and not in an answer. */
    private static final String NUMBER =
            """
            SELECT d.source_no FROM dossier d WHERE d.source_system = ? AND d.portal_code = ?
            AND d.source_no <> d.portal_code ORDER BY d.id LIMIT 1""";

    private static final String DROP_ATTACHMENTS = "DELETE FROM submission_attachment WHERE submission_id = ?";
    private static final String DROP = "DELETE FROM submission WHERE id = ?";

    private final Database database;
    private final Clock clock;

    SubmissionStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What became of a draft that was to be kept. */
    sealed interface Keeping {
        record Kept(Submission submission) implements Keeping {}

        /** The same caller sent something with this key before. */
        record Known(Submission submission, String digest) implements Keeping {}

        /** The system has a dossier with this code. */
        record CodeTaken(String code) implements Keeping {}
    }

    /** Keeps a draft, unless its key or code was used before; on disk when this returns. */
    Keeping keep(Draft draft) {
        Instant now = Micros.instant(Micros.of(clock.instant()));
        return database.write(session -> keep(session, draft, now));
    }

    private static Keeping keep(WriteSession session, Draft draft, Instant now) throws SQLException {
        List<Row> known = session.query(BY_KEY, Row::read, draft.caller(), draft.key());
        if (!known.isEmpty()) {
            Row row = known.get(0);
            return new Keeping.Known(row.submission(attachments(session, row.id)), row.digest);
        }
        long count = session.query(COUNT, row -> row.getLong(1)).get(0);
        Submission kept = draft.at(now, count);
        if (draft.act() == PortalAct.SUBMIT
                && !session.query(OF_SYSTEM_AND_CODE, Row::read, kept.system().value(), kept.code())
                        .isEmpty()) {
            return new Keeping.CodeTaken(kept.code());
        }
        insert(session, draft, kept);
        return new Keeping.Kept(kept);
    }

    private static void insert(WriteSession session, Draft draft, Submission kept) throws SQLException {
        session.update(
                KEEP,
                kept.id(),
                draft.caller(),
                draft.key(),
                draft.digest(),
                kept.act().name(),
                kept.system().value(),
                kept.agency().value(),
                kept.code(),
                kept.dossierNo(),
                kept.portal().value(),
                kept.content(),
                kept.hash(),
                Micros.of(kept.receivedAt()),
                Micros.of(kept.receivedAt()));
        int place = 0;
        for (Attachment file : kept.attachments()) {
            session.update(
                    KEEP_ATTACHMENT,
                    kept.id(),
                    place++,
                    file.kind(),
                    file.name(),
                    file.mediaType(),
                    file.size(),
                    file.sha256());
        }
    }

    private static List<Attachment> attachments(WriteSession session, String id) throws SQLException {
        return session.query(ATTACHMENTS, SubmissionStore::attachment, id);
    }

    private static Attachment attachment(ResultSet row) throws SQLException {
        return new Attachment(row.getString(1), row.getString(2), row.getString(3), row.getLong(4), row.getString(5));
    }

    /** What this caller sent with this key before. */
    Optional<Keeping.Known> byKey(String caller, String key) {
        return one(BY_KEY, caller, key).map(row -> new Keeping.Known(row.submission(attachments(row.id)), row.digest));
    }

    /** A submission and how far it has come. */
    public Optional<Standing> find(String id) {
        return one(BY_ID, id).map(this::standing);
    }

    /** The id of the caller that handed it in. */
    public Optional<String> callerOf(String id) {
        return database.reader().sql(CALLER).params(id).query(String.class).optional();
    }

    /** The new dossiers that were handed in under this code, of whichever systems. */
    List<Submission> newByCode(String code) {
        return database.reader().sql(NEW_BY_CODE).params(code).query((row, number) -> Row.read(row)).list().stream()
                .map(row -> row.submission(List.of()))
                .toList();
    }

    /**
     * What was received before a time and is not in the broker's journal yet, oldest first.
     *
     * @param ahead what was received after this time counts too: a clock said so that was ahead
     */
    List<Submission> notJournalled(Instant before, Instant ahead, int most) {
        return database
                .reader()
                .sql(NOT_JOURNALLED)
                .params(Micros.of(before), Micros.of(ahead), most)
                .query((row, number) -> Row.read(row))
                .list()
                .stream()
                .map(row -> row.submission(attachments(row.id)))
                .toList();
    }

    /** Notes, a little later, that a submission is in the broker's journal. */
    void journalled(String id) {
        database.begin(session -> session.update(JOURNALLED, id));
    }

    /**
     * Forgets submissions that are delivered and whose dossier the hub does not know any more.
     *
     * @param before only those received before this time
     * @return how many; their attachments can be removed afterwards
     */
    int forgetOfNoDossier(Instant before, int most) {
        long at = Micros.of(before);
        return database.write(session -> {
            List<String> ids = session.query(OF_NO_DOSSIER, row -> row.getString(1), at, most);
            for (String id : ids) {
                session.update(DROP_ATTACHMENTS, id);
                session.update(DROP, id);
            }
            return ids.size();
        });
    }

    private Standing standing(Row row) {
        String number = row.agencyNo == null && row.act == PortalAct.SUBMIT ? number(row) : row.agencyNo;
        return new Standing(row.submission(attachments(row.id)), row.state, row.deliveredAt, number, row.problem);
    }

    private @Nullable String number(Row row) {
        return database.reader()
                .sql(NUMBER)
                .params(row.system, row.code)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    private List<Attachment> attachments(String id) {
        return database.reader()
                .sql(ATTACHMENTS)
                .params(id)
                .query((row, number) -> attachment(row))
                .list();
    }

    private Optional<Row> one(String sql, String... parameters) {
        return database.reader()
                .sql(sql)
                .params(new ArrayList<Object>(List.of(parameters)))
                .query((row, number) -> Row.read(row))
                .optional();
    }

    /** A row of the table, without its attachments. */
    private record Row(
            String id,
            PortalAct act,
            String system,
            String agency,
            String code,
            String dossierNo,
            String portal,
            byte[] content,
            String hash,
            Instant receivedAt,
            State state,
            @Nullable Instant deliveredAt,
            @Nullable String agencyNo,
            @Nullable String problem,
            String digest) {
        static Row read(ResultSet row) throws SQLException {
            return new Row(
                    row.getString(1),
                    PortalAct.valueOf(row.getString(2)),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6),
                    row.getString(7),
                    row.getBytes(8),
                    row.getString(9),
                    Micros.read(row, 10),
                    State.valueOf(row.getString(11)),
                    Micros.readNullable(row, 12),
                    row.getString(13),
                    row.getString(14),
                    row.getString(15));
        }

        Submission submission(List<Attachment> attachments) {
            return new Submission(
                    id,
                    act,
                    SystemId.of(system),
                    AgencyId.of(agency),
                    code,
                    dossierNo,
                    SystemId.of(portal),
                    content,
                    hash,
                    attachments,
                    receivedAt);
        }
    }
}
