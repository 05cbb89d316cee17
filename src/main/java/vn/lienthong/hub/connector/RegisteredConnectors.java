package vn.lienthong.hub.connector;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.store.Database;

/**
 * The connectors registered through the API with all their versions, and what people want of every connector. Each change is
 * on disk when its method returns, and counted in {@link #revision} for other hubs on the same database.
 */
public final class RegisteredConnectors {
    private final Database database;
    private final Clock clock;

    RegisteredConnectors(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * What people want of a connector.
     *
     * @param version the version in force; null for a draft, and for a connector of the folder
     * @param restarts how often somebody had it made anew
     */
    public record Standing(
            SystemId connector,
            Lifecycle lifecycle,
            @Nullable Long version,
            long restarts,
            String changedBy,
            Instant changedAt) {}

    /**
     * One version of a registered connector.
     *
     * @param number from 1
     * @param digest of all its files
     * @param approver who let it run, where two people are asked for
     */
    public record Version(
            SystemId connector,
            long number,
            String digest,
            String author,
            Instant at,
            @Nullable String comment,
            @Nullable String approver,
            @Nullable Instant approvedAt) {}

    /** How a content was taken. */
    public sealed interface Put {
        /** As the latest version. */
        record Taken(Version version, boolean isFirst) implements Put {}

        /** It is what the latest version says, so there is no new one. */
        record Unchanged(Version version) implements Put {}

        /** The latest version is another than the one the change was made from. */
        record Overtaken(@Nullable Version version) implements Put {}
    }

    /** A number that grows with every change, made here or by another hub. */
    long revision() {
        return database.reader()
                .sql("SELECT revision FROM connector_revision")
                .query(Long.class)
                .single();
    }

    /** Every standing there is. */
    public Map<SystemId, Standing> standings() {
        Map<SystemId, Standing> standings = new TreeMap<>();
        database.reader()
                .sql(ConnectorRows.STANDING)
                .query((row, index) -> ConnectorRows.standing(row))
                .list()
                .forEach(standing -> standings.put(standing.connector(), standing));
        return standings;
    }

    public Optional<Standing> standing(SystemId id) {
        return database.reader()
                .sql(ConnectorRows.STANDING + " WHERE connector = ?")
                .param(id.value())
                .query((row, index) -> ConnectorRows.standing(row))
                .optional();
    }

    /** Whether a connector of this id is registered here. */
    public boolean isRegistered(SystemId id) {
        return latest(id).isPresent();
    }

    /** The latest version of a registered connector. */
    public Optional<Version> latest(SystemId id) {
        return database.reader()
                .sql(ConnectorRows.VERSION + " WHERE connector = ? ORDER BY version DESC LIMIT 1")
                .param(id.value())
                .query((row, index) -> ConnectorRows.version(row))
                .optional();
    }

    /** Every registered connector's latest version. */
    public List<Version> latest() {
        return database.reader()
                .sql(ConnectorRows.VERSION + " AS v WHERE version = (SELECT MAX(version) FROM connector_version AS w"
                        + " WHERE w.connector = v.connector) ORDER BY connector")
                .query((row, index) -> ConnectorRows.version(row))
                .list();
    }

    /** Newest first. */
    public List<Version> versions(SystemId id) {
        return database.reader()
                .sql(ConnectorRows.VERSION + " WHERE connector = ? ORDER BY version DESC")
                .param(id.value())
                .query((row, index) -> ConnectorRows.version(row))
                .list();
    }

    /** The files of a version. */
    public Optional<Bundle> bundle(SystemId id, long version) {
        JdbcClient reader = database.reader();
        return reader.sql("SELECT files FROM connector_version WHERE connector = ? AND version = ?")
                .param(id.value())
                .param(version)
                .query((row, index) -> row.getBytes(1))
                .optional()
                .map(Bundle::ofZip);
    }

    /**
     * Takes a content as the latest version, unless it is that already. A new connector starts as a draft.
     *
     * @param from the digest of the version that the change was made from; null to ask for none
     * @param inForce whether the version is put in force at once where the connector is no draft
     */
    public Put put(
            SystemId id,
            Bundle bundle,
            String author,
            @Nullable String comment,
            @Nullable String from,
            boolean inForce) {
        byte[] zip = bundle.zip();
        String digest = bundle.digest();
        Instant now = clock.instant();
        return database.write(session -> {
            Version before = ConnectorRows.latest(session, id);
            if (from != null && (before == null || !before.digest().equals(from))) {
                return new Put.Overtaken(before);
            }
            if (before != null && before.digest().equals(digest)) {
                return new Put.Unchanged(before);
            }
            long number = before == null ? 1 : before.number() + 1;
            Version taken = new Version(id, number, digest, author, now, comment, null, null);
            ConnectorRows.add(session, taken, zip);
            Standing stands = ConnectorRows.standing(session, id);
            if (stands == null || before == null) {
                ConnectorRows.put(session, new Standing(id, Lifecycle.DRAFT, null, 0, author, now));
            } else if (inForce && stands.lifecycle() != Lifecycle.DRAFT) {
                ConnectorRows.put(
                        session, new Standing(id, stands.lifecycle(), number, stands.restarts(), author, now));
            }
            ConnectorRows.count(session);
            return new Put.Taken(taken, before == null);
        });
    }

    /** Puts a version in force; a draft becomes active. */
    public void putInForce(SystemId id, long version, String by) {
        Instant now = clock.instant();
        database.write(session -> {
            Standing stands = ConnectorRows.standing(session, id);
            Lifecycle next =
                    stands == null || stands.lifecycle() == Lifecycle.DRAFT ? Lifecycle.ACTIVE : stands.lifecycle();
            long restarts = stands == null ? 0 : stands.restarts();
            ConnectorRows.approve(session, id, version, by, now);
            ConnectorRows.put(session, new Standing(id, next, version, restarts, by, now));
            return ConnectorRows.count(session);
        });
    }

    /** Notes what somebody wants of a connector, of either kind. */
    public void want(SystemId id, Lifecycle lifecycle, String by) {
        change(id, stands -> new Standing(id, lifecycle, stands.version(), stands.restarts(), by, clock.instant()));
    }

    /** Has a connector of either kind made anew. */
    public void restart(SystemId id, String by) {
        change(
                id,
                stands -> new Standing(
                        id, stands.lifecycle(), stands.version(), stands.restarts() + 1, by, clock.instant()));
    }

    private void change(SystemId id, UnaryOperator<Standing> change) {
        database.write(session -> {
            Standing stands = ConnectorRows.standing(session, id);
            ConnectorRows.put(
                    session,
                    change.apply(
                            stands != null
                                    ? stands
                                    : new Standing(id, Lifecycle.ACTIVE, null, 0, "", clock.instant())));
            return ConnectorRows.count(session);
        });
    }

    /** Forgets a registered connector with all its versions. */
    public void delete(SystemId id) {
        database.write(session -> {
            ConnectorRows.delete(session, id);
            return ConnectorRows.count(session);
        });
    }
}
