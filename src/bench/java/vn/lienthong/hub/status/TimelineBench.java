package vn.lienthong.hub.status;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Databases;
import vn.lienthong.hub.wire.CanonicalJson;

/**
 * How long a dossier's timeline takes with ten million changes stored: fills an SQLite database in bulk, with two destinations
 * told of each dossier, and then asks for dossiers at random. Run by {@code src/bench/timeline}.
 */
public final class TimelineBench {
    private static final int CHANGES_EACH = 4;
    private static final int ROWS_IN_A_COMMIT = 200_000;
    private static final long BEGAN = 1_700_000_000_000_000L;
    private static final String[] PORTALS = {"national-portal", "province-portal"};

    private final int dossiers;
    private final Path home;

    private TimelineBench(int changes, Path home) {
        this.dossiers = changes / CHANGES_EACH;
        this.home = home;
    }

    public static void main(String[] words) throws Exception {
        int changes = Integer.getInteger("bench.changes", 10_000_000);
        Path home = Files.createTempDirectory(Path.of(System.getProperty("bench.folder", "target")), "timeline-bench");
        TimelineBench bench = new TimelineBench(changes, home);
        Databases.close(Databases.sqlite(home));
        long began = System.nanoTime();
        bench.fill();
        System.out.printf(
                Locale.ROOT,
                "%,d changes of %,d dossiers filled in %.0f s, %.1f GB%n",
                changes,
                bench.dossiers,
                (System.nanoTime() - began) / 1e9,
                Files.size(home.resolve("hub.db")) / 1e9);
        bench.ask();
        try (var files = Files.walk(home)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    private void fill() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("hub.db"));
                Statement set = connection.createStatement()) {
            set.execute("PRAGMA journal_mode = OFF");
            set.execute("PRAGMA synchronous = OFF");
            set.execute("PRAGMA cache_size = -2000000");
            connection.setAutoCommit(false);
            dossiers(connection);
            // Round by round, as time goes: a dossier's changes lie far from one another.
            for (int round = 0; round < CHANGES_EACH; round++) {
                changes(connection, round);
                hops(connection, round);
            }
            deliveries(connection);
            set.execute("INSERT INTO feed_cursor (name, position) VALUES ('hub.status', "
                    + (long) dossiers * CHANGES_EACH + ")");
            connection.commit();
        }
    }

    private static String number(int dossier) {
        return String.format("H27.12-%06d-%07d", 240_101 + dossier % 365, dossier);
    }

    private void dossiers(Connection connection) throws SQLException {
        byte[] facts = CanonicalJson.write(Changes.dossier(Changes.LAND, "LD-1"));
        try (PreparedStatement fact =
                        connection.prepareStatement("INSERT INTO dossier_facts (id, facts) VALUES (?, ?)");
                PreparedStatement row = connection.prepareStatement(
                        "INSERT INTO dossier (id, source_system, source_no, national_code, facts_id, present_change_id,"
                                + " present_rank, present_status, as_of) VALUES (?, 'land-office', ?, ?, ?, ?, 4, 10, ?)")) {
            Rows rows = new Rows(connection);
            for (int i = 1; i <= dossiers; i++) {
                fact.setLong(1, i);
                fact.setBytes(2, facts);
                rows.add(fact);
                row.setLong(1, i);
                row.setString(2, "LD-" + i);
                row.setString(3, number(i));
                row.setLong(4, i);
                row.setString(5, "c-" + i + "-3");
                row.setLong(6, BEGAN + i);
                rows.add(row);
            }
            rows.end(fact, row);
        }
    }

    private void changes(Connection connection, int round) throws SQLException {
        DossierStatus[] course = {
            DossierStatus.SUBMITTED, DossierStatus.ACCEPTED, DossierStatus.IN_PROGRESS, DossierStatus.COMPLETED
        };
        try (PreparedStatement row = connection.prepareStatement(
                "INSERT INTO status_change (position, dossier_id, change_id, origin, facts_id, rank, flag, status,"
                        + " agency_code, happened_at, officer, unit, note, observed_at, accepted_at) VALUES (?, ?, ?,"
                        + " 'land-office', ?, ?, 'NONE', ?, ?, ?, 'Nguyễn Văn Giả', 'Bộ phận một cửa', 'ghi chú', ?, ?)")) {
            Rows rows = new Rows(connection);
            for (int i = 1; i <= dossiers; i++) {
                long position = (long) round * dossiers + i;
                long at = BEGAN + position * 1_000;
                row.setLong(1, position);
                row.setLong(2, i);
                row.setString(3, "c-" + i + "-" + round);
                row.setLong(4, i);
                row.setInt(5, round);
                row.setInt(6, course[round].code());
                row.setString(7, Integer.toString(round));
                row.setLong(8, at);
                row.setLong(9, at);
                row.setLong(10, at + 500);
                rows.add(row);
            }
            rows.end(row);
        }
    }

    private void hops(Connection connection, int round) throws SQLException {
        try (PreparedStatement row = connection.prepareStatement(
                "INSERT INTO hop (dossier_id, at, kind, system, position, times) VALUES (?, ?, 'DELIVERED', ?, ?, 1)")) {
            Rows rows = new Rows(connection);
            for (int i = 1; i <= dossiers; i++) {
                long position = (long) round * dossiers + i;
                for (String portal : PORTALS) {
                    row.setLong(1, i);
                    row.setLong(2, BEGAN + position * 1_000 + 700);
                    row.setString(3, portal);
                    row.setLong(4, position);
                    rows.add(row);
                }
            }
            rows.end(row);
        }
    }

    private void deliveries(Connection connection) throws SQLException {
        try (PreparedStatement row = connection.prepareStatement(
                "INSERT INTO delivery (destination, dossier_id, told_position, pending_position) VALUES (?, ?, ?, ?)")) {
            Rows rows = new Rows(connection);
            for (String portal : PORTALS) {
                for (int i = 1; i <= dossiers; i++) {
                    long last = (long) (CHANGES_EACH - 1) * dossiers + i;
                    row.setString(1, portal);
                    row.setLong(2, i);
                    row.setLong(3, last);
                    row.setLong(4, last);
                    rows.add(row);
                }
            }
            rows.end(row);
        }
    }

    private void ask() {
        Database database = Databases.sqlite(home);
        Timelines timelines = new Timelines(database);
        Random random = new Random(20_261_128);
        int questions = Integer.getInteger("bench.questions", 20_000);
        long[] micros = new long[questions];
        for (int i = -1_000; i < questions; i++) {
            int dossier = 1 + random.nextInt(dossiers);
            DossierCode code = new DossierCode(i % 2 == 0 ? number(dossier) : "LD-" + dossier);
            long began = System.nanoTime();
            int hops = timelines.of(code).get(0).hops().size();
            if (hops != CHANGES_EACH * (3 + PORTALS.length)) {
                throw new IllegalStateException(code + " has " + hops + " hops");
            }
            if (i >= 0) {
                micros[i] = (System.nanoTime() - began) / 1_000;
            }
        }
        Arrays.sort(micros);
        System.out.printf(
                Locale.ROOT,
                "%,d timelines of %d hops: p50 %.2f ms, p95 %.2f ms, p99 %.2f ms, worst %.2f ms%n",
                questions,
                CHANGES_EACH * (3 + PORTALS.length),
                micros[questions / 2] / 1e3,
                micros[questions * 95 / 100] / 1e3,
                micros[questions * 99 / 100] / 1e3,
                micros[questions - 1] / 1e3);
        Databases.close(database);
    }

    /** Rows that are written many at a time. */
    private static final class Rows {
        private final Connection connection;
        private int count;

        Rows(Connection connection) {
            this.connection = connection;
        }

        void add(PreparedStatement row) throws SQLException {
            row.executeUpdate();
            if (++count % ROWS_IN_A_COMMIT == 0) {
                connection.commit();
            }
        }

        void end(PreparedStatement... rows) throws SQLException {
            connection.commit();
        }
    }
}
