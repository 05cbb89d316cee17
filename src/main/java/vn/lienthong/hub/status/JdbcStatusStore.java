package vn.lienthong.hub.status;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.DossierState;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Micros;
import vn.lienthong.hub.wire.CanonicalJson;

/** The status store in the hub's database. */
@Component
final class JdbcStatusStore implements StatusStore {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcStatusStore.class);
    private static final int MOST = 1_000;
    private static final int MOST_TOLD = 10_000;

    private static final String STATE = "SELECT " + ChangeRow.COLUMNS
            + ", d.id, d.as_of, f.facts FROM dossier d JOIN dossier_facts f ON f.id = d.facts_id"
            + " JOIN status_change c ON c.dossier_id = d.id WHERE ";
    private static final String IN_ORDER = " ORDER BY d.id, c.rank, c.position";
    private static final String BY_CODE =
            STATE + "(d.source_no = ? OR d.national_code = ? OR d.alt_code = ?)" + IN_ORDER;
    private static final String BY_KEY = STATE + "d.source_no = ? AND d.source_system = ?" + IN_ORDER;

    private static final String FEED = "SELECT " + ChangeRow.COLUMNS
            + ", f.facts FROM status_change c JOIN dossier_facts f ON f.id = c.facts_id WHERE c.position > ?";
    private static final String FEED_OF_ALL = FEED + " ORDER BY c.position LIMIT ?";
    private static final String FEED_OF_ONE = FEED + " AND c.origin = ? ORDER BY c.position LIMIT ?";

    private static final String TOLD_AFTER =
            """
            SELECT few.origin, MAX(few.position) FROM (SELECT c.origin, c.position FROM status_change c
            WHERE c.position > ? ORDER BY c.position LIMIT ?) AS few GROUP BY few.origin""";

    private static final String LAST_POSITION = "SELECT COALESCE(MAX(position), 0) FROM status_change";

    private final Database database;
    private final Clock clock;
    private final Supplier<List<FeedListener>> listeners;
    private final RecentStates recent;

    JdbcStatusStore(Database database, StatusSettings settings, Clock clock, ObjectProvider<FeedListener> listeners) {
        this.database = database;
        this.clock = clock;
        // Asked for when the first change is told, for some of them look into this store; and once, for it takes a
        // while.
        this.listeners = SingletonSupplier.of(() -> listeners.orderedStream().toList());
        this.recent = database.isOurs() ? RecentStates.upTo(settings.recentChanges()) : RecentStates.none();
    }

    @Override
    public Accepting begin(StatusChange change, Collection<SystemId> destinations, Traffic traffic) {
        Set<SystemId> others = new LinkedHashSet<>(destinations);
        others.remove(change.origin());
        Database.Begun<Acceptance> written =
                database.begin(new Intake(change, others, traffic, Micros.of(clock.instant()), recent::forget));
        return () -> finish(written, others);
    }

    private Acceptance finish(Database.Begun<Acceptance> written, Set<SystemId> destinations) {
        Acceptance acceptance = written.finish();
        if (acceptance instanceof Acceptance.Accepted accepted) {
            tell(accepted.position(), accepted.flag().isHistoryOnly() ? Set.of() : destinations);
        }
        return acceptance;
    }

    private void tell(long position, Set<SystemId> destinations) {
        listeners.get().forEach(listener -> {
            try {
                listener.grew(position, destinations);
            } catch (RuntimeException e) {
                // The change is on disk and its sender must not repeat it; the listener also looks by itself.
                LOG.warn("A listener to the change feed failed at position {}", position, e);
            }
        });
    }

    /** Forgets what was looked up of dossiers that are gone. */
    void forget(Set<String> codes) {
        recent.forget(codes);
    }

    @Override
    public List<DossierState> find(DossierCode code) {
        return recent.find(code, this::read);
    }

    private List<DossierState> read(DossierCode code) {
        return database.reader()
                .sql(BY_CODE)
                .params(code.value(), code.value(), code.value())
                .query(JdbcStatusStore::states);
    }

    @Override
    public Optional<DossierState> find(DossierKey key) {
        return database
                .reader()
                .sql(BY_KEY)
                .params(key.sourceDossierNo(), key.sourceSystem().value())
                .query(JdbcStatusStore::states)
                .stream()
                .findFirst();
    }

    /** The rows of each dossier follow one another, in the dossier's order. */
    private static List<DossierState> states(ResultSet row) throws SQLException {
        List<DossierState> states = new ArrayList<>(1);
        boolean more = row.next();
        while (more) {
            long id = row.getLong(ChangeRow.COUNT + 1);
            Instant asOf = Micros.read(row, ChangeRow.COUNT + 2);
            Dossier dossier = CanonicalJson.readDossier(row.getBytes(ChangeRow.COUNT + 3));
            List<DossierState.Entry> history = new ArrayList<>();
            do {
                ChangeRow change = ChangeRow.read(row);
                history.add(new DossierState.Entry(change.of(dossier), change.flag()));
                more = row.next();
            } while (more && row.getLong(ChangeRow.COUNT + 1) == id);
            states.add(new DossierState(dossier, DossierState.presentOf(history), history, asOf));
        }
        return states;
    }

    @Override
    public DossierKey link(DossierKey submitted, String agencyNo) {
        return database.write(new Linking(submitted, agencyNo, recent::forget));
    }

    @Override
    public List<FeedEntry> changesAfter(long after, int most, @Nullable SystemId origin) {
        requireFew(most, MOST);
        var asked = origin == null
                ? database.reader().sql(FEED_OF_ALL).params(after, most)
                : database.reader().sql(FEED_OF_ONE).params(after, origin.value(), most);
        return asked.query((row, number) -> entry(row)).list();
    }

    private static FeedEntry entry(ResultSet row) throws SQLException {
        ChangeRow change = ChangeRow.read(row);
        Dossier dossier = CanonicalJson.readDossier(row.getBytes(ChangeRow.COUNT + 1));
        return new FeedEntry(change.position(), change.of(dossier), change.flag(), Micros.instant(change.acceptedAt()));
    }

    @Override
    public Told toldAfter(long after, int most) {
        requireFew(most, MOST_TOLD);
        return database.reader().sql(TOLD_AFTER).params(after, most).query(row -> {
            long last = after;
            Set<SystemId> origins = new LinkedHashSet<>();
            while (row.next()) {
                origins.add(SystemId.of(row.getString(1)));
                last = Math.max(last, row.getLong(2));
            }
            return new Told(last, origins);
        });
    }

    private static void requireFew(int asked, int most) {
        if (asked < 1 || asked > most) {
            throw new IllegalArgumentException(
                    "at most " + asked + " changes were asked for; 1 to " + most + " may be");
        }
    }

    @Override
    public long lastPosition() {
        return database.reader().sql(LAST_POSITION).query(Long.class).single();
    }
}
