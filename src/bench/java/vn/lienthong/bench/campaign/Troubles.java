package vn.lienthong.bench.campaign;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import vn.lienthong.hub.simulator.AgencySimulator;
import vn.lienthong.hub.store.PostgresServer;

/** Every trouble that a province can have, by the part that has it: troubles of one part follow one another, parts fail at the same time. */
final class Troubles {
    /** In seconds, both ways. */
    private static final int HOUR = 3_600;
    /** It only leaves and takes files. */
    private static final String ANSWERS_NOTHING = "social-insurance";

    private Troubles() {}

    static List<List<Trouble>> of(Province province) {
        List<List<Trouble>> all = new ArrayList<>();
        all.add(List.of(
                lasting("hub killed", dice -> {
                    province.hub().kill();
                    province.hub().awaitUp();
                }),
                lasting("hub killed, and again while it starts", dice -> {
                    province.hub().kill();
                    pause(dice, 1_000, 10_000);
                    province.hub().kill();
                    province.hub().awaitUp();
                }),
                lasting("hub frozen", dice -> province.hub().freeze(millis(dice, 300, 2_500)))));
        province.portals().values().forEach(portal -> all.add(ofPortal(portal)));
        for (AgencySimulator agency : province.simulators().agencies()) {
            all.add(ofAgency(agency));
        }
        all.add(ofMachine(province));
        PostgresServer database = province.database();
        all.add(database == null ? ofSqlite(province) : ofPostgres(database));
        return all;
    }

    private static List<Trouble> ofPortal(URI portal) {
        return List.of(
                steered("portal down", portal, "{\"down\":true}"),
                steered("portal slow", portal, "{\"delayMs\":1500}"),
                steered("portal flapping, its failures told by text in HTTP 200", portal, "{\"failEvery\":2}"),
                steered("portal answers garbage", portal, "{\"garbage\":true}"),
                steered("portal does it and the answer is lost", portal, "{\"loseAnswerEvery\":2}"),
                lasting("portal's sessions end", dice -> Steering.post(portal.resolve("/control/expire"), "")));
    }

    private static List<Trouble> ofAgency(AgencySimulator simulator) {
        URI agency = simulator.address();
        List<Trouble> troubles = new ArrayList<>(List.of(
                steered("agency down", agency, "{\"down\":true}"),
                steered("agency slow", agency, "{\"delayMs\":1500,\"slowWriteMs\":1500}"),
                steered("agency flapping", agency, "{\"failEvery\":2}"),
                steered("agency sends garbage", agency, "{\"garbage\":true}"),
                steered("agency repeats itself", agency, "{\"repeatEvery\":2}"),
                steered("agency in disorder", agency, "{\"disorder\":true}")));
        if (!simulator.id().equals(ANSWERS_NOTHING)) {
            troubles.add(steered("agency does it and the answer is lost", agency, "{\"loseAnswerEvery\":2}"));
        }
        return troubles;
    }

    private static List<Trouble> ofMachine(Province province) {
        return List.of(
                new Lasting("clock steps", province.time().isPossible(), dice -> {
                    province.time().step(Duration.ofSeconds(dice.nextInt(2 * HOUR) - HOUR));
                    pause(dice, 500, 3_000);
                    province.time().step(Duration.ZERO);
                }),
                new Lasting("disk full, journal and all", province.disk().isPossible(), dice -> {
                    try {
                        province.disk().fill();
                        pause(dice, 300, 2_500);
                    } finally {
                        province.disk().empty();
                    }
                }));
    }

    private static List<Trouble> ofSqlite(Province province) {
        String url = "jdbc:sqlite:" + province.home().resolve("hub.db");
        return List.of(lasting("database locked", dice -> {
            try (Connection connection = DriverManager.getConnection(url + "?busy_timeout=20000");
                    Statement statement = connection.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                pause(dice, 300, 6_500);
                statement.execute("ROLLBACK");
            }
        }));
    }

    private static List<Trouble> ofPostgres(PostgresServer database) {
        return List.of(
                lasting("database locked", dice -> {
                    try (Connection connection =
                                    DriverManager.getConnection(database.url(), PostgresServer.USER, null);
                            Statement statement = connection.createStatement()) {
                        connection.setAutoCommit(false);
                        statement.execute("LOCK TABLE dossier IN ACCESS EXCLUSIVE MODE");
                        pause(dice, 300, 4_000);
                        connection.rollback();
                    }
                }),
                lasting("database away", dice -> {
                    database.kill();
                    pause(dice, 100, 2_000);
                    database.start();
                }));
    }

    private static Trouble steered(String name, URI simulator, String faults) {
        return lasting(name, dice -> {
            Steering.faults(simulator, faults);
            pause(dice, 300, 3_000);
            Steering.faults(simulator, "{}");
        });
    }

    private static Trouble lasting(String name, Strike strike) {
        return new Lasting(name, true, strike);
    }

    private static void pause(Random dice, int least, int most) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis(dice, least, most).toMillis());
    }

    private static Duration millis(Random dice, int least, int most) {
        return Duration.ofMillis(least + dice.nextInt(most - least));
    }

    /** What makes a trouble, lets it last and mends it. */
    private interface Strike {
        void strike(Random dice) throws Exception;
    }

    private record Lasting(String name, boolean isPossible, Strike how) implements Trouble {
        @Override
        public void strike(Random dice) throws Exception {
            how.strike(dice);
        }
    }
}
