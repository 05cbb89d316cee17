package vn.lienthong.hub.deadletter;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Micros;

/** The dead letters in the hub's database. */
@Component
final class JdbcDeadLetters implements DeadLetters {
    private static final String KEEP =
            """
            INSERT INTO dead_letter (connector, kind, origin, stage, detail_vi, detail_en, remedy_vi, remedy_en, pointer,
            form, content_type, content, original_size, digest, dossier_no, state, times, first_at, last_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', 1, ?, ?)
            ON CONFLICT (connector, stage, digest) WHERE state = 'OPEN' DO UPDATE SET
            kind = excluded.kind, origin = excluded.origin, detail_vi = excluded.detail_vi,
            detail_en = excluded.detail_en, remedy_vi = excluded.remedy_vi, remedy_en = excluded.remedy_en,
            pointer = excluded.pointer, times = dead_letter.times + 1, last_at = excluded.last_at
            RETURNING id""";
    private static final String CLOSE =
            "UPDATE dead_letter SET state = ?, closed_by = ?, closed_at = ? WHERE id = ? AND state = 'OPEN'";

    private static final String LETTER =
            """
            SELECT id, connector, kind, origin, stage, detail_vi, detail_en, remedy_vi, remedy_en, pointer, form,
            content_type, original_size, dossier_no, state, times, first_at, last_at,\s""";
    private static final String ONE = LETTER + "content FROM dead_letter WHERE id = ?";
    private static final String FITTING =
            """
            FROM dead_letter WHERE connector = COALESCE(?, connector) AND stage = COALESCE(?, stage)
            AND kind = COALESCE(?, kind) AND COALESCE(dossier_no, '') = COALESCE(?, dossier_no, '')
            AND last_at >= ? AND last_at < ? AND state = COALESCE(?, state)""";
    private static final String NEWEST =
            LETTER + "SUBSTR(content, 1, " + PREVIEW + ") " + FITTING + " AND id < ? ORDER BY id DESC LIMIT ?";
    private static final String OLDEST = LETTER + "content " + FITTING + " AND id >= ? ORDER BY id LIMIT ?";
    private static final String COUNT = "SELECT COUNT(*) " + FITTING;
    private static final String EDIT =
            """
            INSERT INTO dead_letter_version (letter_id, version, content, edited_by, edited_at)
            VALUES (?, (SELECT COALESCE(MAX(v.version), 1) + 1 FROM dead_letter_version v WHERE v.letter_id = ?), ?, ?, ?)
            RETURNING version""";
    private static final String VERSIONS =
            "SELECT version, content, edited_by, edited_at FROM dead_letter_version WHERE letter_id = ? ORDER BY version";
    private static final String OPEN =
            "SELECT COUNT(*) FROM dead_letter WHERE state = 'OPEN' AND connector = COALESCE(?, connector)";

    private final Database database;

    JdbcDeadLetters(Database database) {
        this.database = database;
    }

    @Override
    public long keep(SystemId connector, Problem problem, Original original, @Nullable String dossierNo, Instant at) {
        byte[] content = original.content();
        byte[] kept = content.length <= MOST_KEPT ? content : Arrays.copyOf(content, MOST_KEPT);
        String digest = digest(original);
        long when = Micros.of(at);
        return database.write(session -> session.query(
                        KEEP,
                        row -> row.getLong(1),
                        connector.value(),
                        problem.kind().name(),
                        problem.origin().name(),
                        problem.stage(),
                        problem.detail().vi(),
                        problem.detail().en(),
                        problem.remedy().vi(),
                        problem.remedy().en(),
                        problem.pointer(),
                        original.form().name(),
                        original.contentType(),
                        kept,
                        content.length,
                        digest,
                        dossierNo,
                        when,
                        when)
                .get(0));
    }

    private static String digest(Original original) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(original.form().name().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(original.content()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public Optional<DeadLetter> find(long id) {
        return database.reader()
                .sql(ONE)
                .param(id)
                .query((row, number) -> letter(row))
                .optional();
    }

    @Override
    public List<DeadLetter> list(Filter filter, long before, int most) {
        return fitting(NEWEST, filter)
                .param(before)
                .param(most)
                .query((row, number) -> letter(row))
                .list();
    }

    @Override
    public List<DeadLetter> oldest(Filter filter, long from, int most) {
        return fitting(OLDEST, filter)
                .param(from)
                .param(most)
                .query((row, number) -> letter(row))
                .list();
    }

    @Override
    public long count(Filter filter) {
        return fitting(COUNT, filter).query(Long.class).single();
    }

    private JdbcClient.StatementSpec fitting(String sql, Filter filter) {
        SystemId connector = filter.connector();
        ProblemKind kind = filter.kind();
        State state = filter.state();
        return database.reader()
                .sql(sql)
                .param(connector == null ? null : connector.value())
                .param(filter.stage())
                .param(kind == null ? null : kind.name())
                .param(filter.dossierNo())
                .param(filter.from() == null ? Long.MIN_VALUE : Micros.of(filter.from()))
                .param(filter.to() == null ? Long.MAX_VALUE : Micros.of(filter.to()))
                .param(state == null ? null : state.name());
    }

    @Override
    public int edit(long id, byte[] content, String by, Instant at) {
        long when = Micros.of(at);
        return database.write(session -> session.query(EDIT, row -> row.getInt(1), id, id, content, by, when)
                .get(0));
    }

    @Override
    public List<Version> versions(long id) {
        return database.reader()
                .sql(VERSIONS)
                .param(id)
                .query((row, number) ->
                        new Version(row.getInt(1), row.getBytes(2), row.getString(3), Micros.read(row, 4)))
                .list();
    }

    @Override
    public long open(@Nullable SystemId connector) {
        return database.reader()
                .sql(OPEN)
                .param(connector == null ? null : connector.value())
                .query(Long.class)
                .single();
    }

    @Override
    public boolean close(long id, State how, String by, Instant at) {
        if (how == State.OPEN) {
            throw new IllegalArgumentException("a dead letter is closed as REPLAYED or DISCARDED, not as OPEN");
        }
        long when = Micros.of(at);
        return database.write(session -> session.update(CLOSE, how.name(), by, when, id)) == 1;
    }

    private static DeadLetter letter(ResultSet row) throws SQLException {
        return new DeadLetter(
                row.getLong(1),
                SystemId.of(row.getString(2)),
                new Problem(
                        ProblemKind.valueOf(row.getString(3)),
                        Origin.valueOf(row.getString(4)),
                        row.getString(5),
                        new Bilingual(row.getString(6), row.getString(7)),
                        new Bilingual(row.getString(8), row.getString(9)),
                        row.getString(10)),
                new Original(Form.valueOf(row.getString(11)), row.getString(12), row.getBytes(19)),
                row.getLong(13),
                row.getString(14),
                State.valueOf(row.getString(15)),
                row.getInt(16),
                Micros.read(row, 17),
                Micros.read(row, 18));
    }
}
