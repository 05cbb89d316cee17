package vn.lienthong.hub.connector;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.RegisteredConnectors.Standing;
import vn.lienthong.hub.connector.RegisteredConnectors.Version;
import vn.lienthong.hub.store.Micros;
import vn.lienthong.hub.store.WriteSession;

/** Registered connectors as rows of the database. */
final class ConnectorRows {
    static final String STANDING =
            "SELECT connector, lifecycle, version, restarts, changed_by, changed_at FROM connector_standing";
    static final String VERSION =
            "SELECT connector, version, digest, author, made_at, remark, approver, approved_at FROM connector_version";
    private static final String ADD_VERSION =
            """
            INSERT INTO connector_version (connector, version, digest, files, author, made_at, remark)
            VALUES (?, ?, ?, ?, ?, ?, ?)""";
    private static final String PUT_STANDING =
            """
            INSERT INTO connector_standing (connector, lifecycle, version, restarts, changed_by, changed_at)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (connector) DO UPDATE SET lifecycle = excluded.lifecycle, version = excluded.version,
                restarts = excluded.restarts, changed_by = excluded.changed_by, changed_at = excluded.changed_at""";
    private static final String APPROVE =
            "UPDATE connector_version SET approver = ?, approved_at = ? WHERE connector = ? AND version = ?";
    private static final String COUNT = "UPDATE connector_revision SET revision = revision + 1";

    private ConnectorRows() {}

    static void add(WriteSession session, Version version, byte[] zip) throws SQLException {
        session.update(
                ADD_VERSION,
                version.connector().value(),
                version.number(),
                version.digest(),
                zip,
                version.author(),
                Micros.of(version.at()),
                version.comment());
    }

    static void approve(WriteSession session, SystemId id, long version, String by, Instant at) throws SQLException {
        session.update(APPROVE, by, Micros.of(at), id.value(), version);
    }

    static void delete(WriteSession session, SystemId id) throws SQLException {
        session.update("DELETE FROM connector_version WHERE connector = ?", id.value());
        session.update("DELETE FROM connector_standing WHERE connector = ?", id.value());
    }

    /** Counts a change, which other hubs on the same database look at. */
    static int count(WriteSession session) throws SQLException {
        return session.update(COUNT);
    }

    static void put(WriteSession session, Standing standing) throws SQLException {
        session.update(
                PUT_STANDING,
                standing.connector().value(),
                standing.lifecycle().key(),
                standing.version(),
                standing.restarts(),
                standing.changedBy(),
                Micros.of(standing.changedAt()));
    }

    static @Nullable Standing standing(WriteSession session, SystemId id) throws SQLException {
        return session.query(STANDING + " WHERE connector = ?", ConnectorRows::standing, id.value()).stream()
                .findFirst()
                .orElse(null);
    }

    static @Nullable Version latest(WriteSession session, SystemId id) throws SQLException {
        String sql = VERSION + " WHERE connector = ? ORDER BY version DESC LIMIT 1";
        return session.query(sql, ConnectorRows::version, id.value()).stream()
                .findFirst()
                .orElse(null);
    }

    static Standing standing(ResultSet row) throws SQLException {
        long version = row.getLong(3);
        Long inForce = row.wasNull() ? null : version;
        return new Standing(
                SystemId.of(row.getString(1)),
                Lifecycle.ofKey(row.getString(2)),
                inForce,
                row.getLong(4),
                row.getString(5),
                Micros.read(row, 6));
    }

    static Version version(ResultSet row) throws SQLException {
        return new Version(
                SystemId.of(row.getString(1)),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                Micros.read(row, 5),
                row.getString(6),
                row.getString(7),
                Micros.readNullable(row, 8));
    }
}
