package vn.lienthong.hub.status;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.ChangeFlag;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.canonical.PortalAct;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.canonical.StatusChange.Claim;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.store.Micros;

/** A row of {@code status_change}, without the dossier's facts, which are kept apart. */
record ChangeRow(
        long position,
        String changeId,
        ChangeFlag flag,
        DossierStatus status,
        StatusChange.AgencyCode agencyCode,
        long happenedAt,
        @Nullable Long sequence,
        StatusChange.Step step,
        long observedAt,
        long acceptedAt,
        @Nullable Claim claim) {
    /** What a query selects to read rows, of the table under the name {@code c}. */
    static final String COLUMNS = "c.position, c.change_id, c.flag, c.status, c.agency_code, c.agency_sub_code,"
            + " c.happened_at, c.sequence, c.officer, c.title, c.unit, c.note, c.step_due_at, c.observed_at,"
            + " c.accepted_at, c.told_by, c.act";
    /** How many columns that is. */
    static final int COUNT = 17;

    /** Reads a row whose query selects {@link #COLUMNS} first. */
    static ChangeRow read(ResultSet row) throws SQLException {
        return new ChangeRow(
                row.getLong(1),
                row.getString(2),
                ChangeFlag.valueOf(row.getString(3)),
                status(row.getInt(4)),
                new StatusChange.AgencyCode(row.getString(5), row.getString(6)),
                row.getLong(7),
                sequence(row),
                new StatusChange.Step(
                        row.getString(9),
                        row.getString(10),
                        row.getString(11),
                        row.getString(12),
                        Micros.readNullable(row, 13)),
                row.getLong(14),
                row.getLong(15),
                claim(row));
    }

    private static @Nullable Claim claim(ResultSet row) throws SQLException {
        String teller = row.getString(16);
        return teller == null ? null : new Claim(SystemId.of(teller), PortalAct.valueOf(row.getString(17)));
    }

    StatusChange of(Dossier dossier) {
        return new StatusChange(
                changeId,
                dossier,
                status,
                agencyCode,
                Micros.instant(happenedAt),
                sequence,
                step,
                Micros.instant(observedAt),
                claim);
    }

    private static @Nullable Long sequence(ResultSet row) throws SQLException {
        long sequence = row.getLong(8);
        return row.wasNull() ? null : sequence;
    }

    static DossierStatus status(int code) {
        return DossierStatus.ofCode(code)
                .orElseThrow(() -> new IllegalStateException("the store holds status " + code + ", which is none"));
    }
}
