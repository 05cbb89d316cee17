package vn.lienthong.hub.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Micros;

/** The holds in the hub's database. */
@Component
final class JdbcHoldBook implements HoldBook {
    private static final String FIND =
            """
            SELECT since, COALESCE(begun_at, since), held_until, failures, kind, origin, stage, detail_vi, detail_en,
            remedy_vi, remedy_en
            FROM delivery_hold WHERE destination = ?""";
    private static final String KEEP =
            """
            INSERT INTO delivery_hold (destination, since, begun_at, held_until, failures, kind, origin, stage, detail_vi,
            detail_en, remedy_vi, remedy_en) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (destination) DO UPDATE SET begun_at = excluded.begun_at, held_until = excluded.held_until, failures = excluded.failures,
            kind = excluded.kind, origin = excluded.origin, stage = excluded.stage, detail_vi = excluded.detail_vi,
            detail_en = excluded.detail_en, remedy_vi = excluded.remedy_vi, remedy_en = excluded.remedy_en""";
    private static final String CLEAR = "DELETE FROM delivery_hold WHERE destination = ?";

    private final Database database;

    JdbcHoldBook(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Held> find(SystemId destination) {
        return database.reader()
                .sql(FIND)
                .param(destination.value())
                .query((row, number) -> held(row))
                .optional();
    }

    @Override
    public void keep(SystemId destination, Held held) {
        Problem problem = held.problem();
        database.write(session -> session.update(
                KEEP,
                destination.value(),
                Micros.of(held.since()),
                Micros.of(held.begun()),
                Micros.of(held.until()),
                held.failures(),
                problem.kind().name(),
                problem.origin().name(),
                problem.stage(),
                problem.detail().vi(),
                problem.detail().en(),
                problem.remedy().vi(),
                problem.remedy().en()));
    }

    @Override
    public void clear(SystemId destination) {
        database.write(session -> session.update(CLEAR, destination.value()));
    }

    private static Held held(ResultSet row) throws SQLException {
        return new Held(
                Micros.read(row, 1),
                Micros.read(row, 2),
                Micros.read(row, 3),
                row.getInt(4),
                new Problem(
                        ProblemKind.valueOf(row.getString(5)),
                        Origin.valueOf(row.getString(6)),
                        row.getString(7),
                        new Bilingual(row.getString(8), row.getString(9)),
                        new Bilingual(row.getString(10), row.getString(11))));
    }
}
