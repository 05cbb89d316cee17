package vn.lienthong.hub.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.ChangeFlag;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.TryAgainLater;
import vn.lienthong.hub.status.Hop.Kind;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Micros;
import vn.lienthong.hub.wire.CanonicalJson;

/** The ways of dossiers: what their changes and the ledger of deliveries say, and the hops that are kept beside. */
@Component
public class Timelines {
    /** A dossier that was told or asked more often than this shows its newest hops. */
    private static final int MOST = 1_000;

    private static final String DOSSIERS =
            """
            SELECT d.id, f.facts FROM dossier d JOIN dossier_facts f ON f.id = d.facts_id
            WHERE d.source_no = ? OR d.national_code = ? OR d.alt_code = ? ORDER BY d.id""";
    private static final String CHANGES =
            """
            SELECT position, change_id, origin, status, flag, observed_at, accepted_at FROM status_change
            WHERE dossier_id = ? ORDER BY position DESC LIMIT ?""";
    private static final String HOPS =
            "SELECT at, kind, system, position, times, detail FROM hop WHERE dossier_id = ? ORDER BY at DESC LIMIT ?";

    // Destinations are few, and each one's row is found by its key.
    private static final String WAITING =
            """
            WITH RECURSIVE told (id) AS (SELECT MIN(destination) FROM delivery UNION ALL
            SELECT (SELECT MIN(n.destination) FROM delivery n WHERE n.destination > told.id) FROM told
            WHERE told.id IS NOT NULL)
            SELECT l.destination, l.pending_position, l.waiting_since, l.due_at, l.attempts, l.problem FROM told
            JOIN delivery l ON l.destination = told.id AND l.dossier_id = ? WHERE l.waiting_since IS NOT NULL""";
    private static final String PUBLISHED =
            "SELECT COALESCE(MAX(position), 0) FROM feed_cursor WHERE name = 'hub.status'";

    private static final Logger LOG = LoggerFactory.getLogger(Timelines.class);

    private final Database database;

    Timelines(Database database) {
        this.database = database;
    }

    /** A dossier's way, in no particular order. */
    public record Way(Dossier dossier, List<Hop> hops) {
        public Way {
            hops = List.copyOf(hops);
        }
    }

    /** The way of every dossier that bears this code. */
    public List<Way> of(DossierCode code) {
        JdbcClient reader = database.reader();
        String value = code.value();
        List<Found> found = reader.sql(DOSSIERS)
                .params(value, value, value)
                .query((row, number) -> new Found(row.getLong(1), CanonicalJson.readDossier(row.getBytes(2))))
                .list();
        if (found.isEmpty()) {
            return List.of();
        }
        long published = reader.sql(PUBLISHED).query(Long.class).single();
        return found.stream()
                .map(dossier -> new Way(dossier.facts, hops(reader, dossier.id, published)))
                .toList();
    }

    private record Found(long id, Dossier facts) {}

    private static List<Hop> hops(JdbcClient reader, long dossier, long published) {
        Map<Long, Hop.Change> changes = new HashMap<>();
        List<Hop> hops = new ArrayList<>();
        reader.sql(CHANGES).params(dossier, MOST).query(row -> {
            var change = new Hop.Change(
                    row.getString(2),
                    row.getLong(1),
                    ChangeRow.status(row.getInt(4)),
                    ChangeFlag.valueOf(row.getString(5)));
            SystemId origin = SystemId.of(row.getString(3));
            changes.put(change.position(), change);
            Instant accepted = Micros.read(row, 7);
            hops.add(new Hop(Micros.read(row, 6), Kind.RECEIVED, origin, change, 0, null));
            hops.add(new Hop(accepted, Kind.ACCEPTED, origin, change, 0, null));
            if (change.position() <= published) {
                hops.add(new Hop(accepted, Kind.PUBLISHED, origin, change, 0, null));
            }
        });
        reader.sql(HOPS).params(dossier, MOST).query(row -> {
            hops.add(new Hop(
                    Micros.read(row, 1),
                    Kind.valueOf(row.getString(2)),
                    SystemId.of(row.getString(3)),
                    changes.get(row.getLong(4)),
                    row.getInt(5),
                    row.getString(6)));
        });
        reader.sql(WAITING).params(dossier).query(row -> {
            hops.add(new Hop(
                    Micros.read(row, 3),
                    Kind.WAITING,
                    SystemId.of(row.getString(1)),
                    changes.get(row.getLong(2)),
                    row.getInt(5),
                    row.getString(6)));
        });
        return hops;
    }

    /**
     * Notes what came of telling a destination; does not wait for it, and tells nobody if it fails. To be called before the
     * ledger is told the same, for that counts the tries.
     *
     * @param position of the last change that was told
     */
    public void told(
            Kind kind, SystemId destination, DossierKey dossier, long position, @Nullable String detail, Instant at) {
        long when = Micros.of(at);
        begin(session -> {
            if (kind == Kind.HELD_BACK) {
                HopRows.heldBack(session, destination, dossier, position, when);
            } else {
                HopRows.told(session, kind, destination, dossier, position, detail, when);
            }
            return dossier;
        });
    }

    /** Notes that the dossier's agency was asked by a look-up; does not wait for it, and tells nobody if it fails. */
    public void lookedUp(DossierKey dossier, SystemId agency, String outcome, Instant at) {
        begin(session -> {
            HopRows.ofDossier(session, Kind.LOOKED_UP, agency, dossier, outcome, Micros.of(at));
            return dossier;
        });
    }

    /**
     * Notes what came of telling an agency of a change that a portal handed in; does not wait for it, and tells nobody if it fails.
     *
     * @param dossier by any of its codes
     * @param times the how many-th try
     */
    public void toldOf(
            Kind kind,
            SystemId agency,
            DossierKey dossier,
            String changeId,
            int times,
            @Nullable String detail,
            Instant at) {
        begin(session -> {
            HopRows.toldOf(session, kind, agency, dossier, changeId, times, detail, Micros.of(at));
            return dossier;
        });
    }

    /** Notes that an agency told its own number of a dossier that a portal handed in, once; does not wait for it. */
    public void linked(DossierKey dossier, Instant at) {
        begin(session -> {
            HopRows.linked(session, dossier, Micros.of(at));
            return dossier;
        });
    }

    private void begin(Database.Work<DossierKey> work) {
        try {
            var unused = database.begin(work);
        } catch (TryAgainLater closing) {
            LOG.debug("A hop is not noted, for the hub stops");
        }
    }
}
