package vn.lienthong.hub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.problem.TryAgainLater;

class PostgresDatabaseTest extends DatabaseContract {
    private String url = "";

    @Override
    JdbcDatabase open(Path home, SimpleMeterRegistry meters) {
        url = Databases.newPostgresUrl();
        return open(url, meters);
    }

    private static JdbcDatabase open(String url, SimpleMeterRegistry meters) {
        return JdbcDatabase.open(null, new PostgresEngine(url, "postgres", null), 2, meters);
    }

    private void asOperator(String sql) {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void cutEveryConnection() {
        asOperator("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
    }

    @Nested
    class WhenItIsOpen {
        @Test
        void syncsEachCommitToDiskWhateverTheServersDefault() {
            asOperator("ALTER ROLE postgres SET synchronous_commit = off");
            JdbcDatabase another = open(url, new SimpleMeterRegistry());

            assertThat(another.<String>write(
                            session -> session.query("SHOW synchronous_commit", row -> row.getString(1))
                                    .get(0)))
                    .isEqualTo("on");

            another.close();
            asOperator("ALTER ROLE postgres RESET synchronous_commit");
        }
    }

    @Nested
    class WhenTheConnectionWasCut {
        @Test
        void connectsAgainUnnoticedBetweenWrites() {
            keep("before");

            cutEveryConnection();
            keep("after");

            // Who reads may be given a connection that was cut, and is asked to try again.
            Awaitility.await().ignoreExceptionsInstanceOf(TryAgainLater.class).untilAsserted(() -> assertThat(kept())
                    .containsExactly("after", "before"));
        }

        @Test
        void asksToTryAgainLaterInTheMiddleOfOne() {
            assertThatThrownBy(() -> database().write(session -> {
                        cutEveryConnection();
                        return session.update("DELETE FROM watermark");
                    }))
                    .isInstanceOf(TryAgainLater.class);

            keep("after");

            Awaitility.await().ignoreExceptionsInstanceOf(TryAgainLater.class).untilAsserted(() -> assertThat(kept())
                    .containsExactly("after"));
        }
    }

    @Nested
    class WhenTheServerIsAway {
        @Test
        void asksToTryAgainLaterUntilItIsBack(@TempDir Path folder) throws IOException {
            EmbeddedPostgres server = server(folder, 0);
            int port = server.getPort();
            JdbcDatabase database = open(server.getJdbcUrl("postgres", "postgres"), new SimpleMeterRegistry());

            server.close();
            assertThatThrownBy(() -> database.write(session -> session.update("DELETE FROM watermark")))
                    .isInstanceOf(TryAgainLater.class);
            assertThatThrownBy(() -> database.reader()
                            .sql("SELECT COUNT(*) FROM watermark")
                            .query(Long.class)
                            .single())
                    .isInstanceOf(TryAgainLater.class);
            assertThat(database.answers(Duration.ofSeconds(10))).isFalse();

            try (EmbeddedPostgres back = server(folder, port)) {
                assertThat(back.getPort()).isEqualTo(port);
                assertThat(database.<Integer>write(session -> session.update("DELETE FROM watermark")))
                        .isZero();
                assertThat(database.answers(Duration.ofSeconds(10))).isTrue();
                database.close();
            }
        }

        private EmbeddedPostgres server(Path folder, int port) throws IOException {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(folder.resolve("data"))
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .start();
        }
    }

    @Nested
    class WhenTheServerIsAwayAtTheStart {
        @Test
        void isTold() {
            assertThatThrownBy(() -> open("jdbc:postgresql://127.0.0.1:1/hub", new SimpleMeterRegistry()))
                    .isInstanceOf(StoreNotReady.class)
                    .hasMessageContaining("Connection refused");
        }
    }

    @Nested
    class WhenAnotherHubWritesToo {
        @Test
        void takesTurns() {
            JdbcDatabase other = open(url, new SimpleMeterRegistry());

            List<String> order = new CopyOnWriteArrayList<>();
            Thread second = new Thread(() -> other.write(session -> order.add("second")));

            database().write(session -> {
                second.start();
                Awaitility.await().until(() -> waitingWriters(session) == 1);
                return order.add("first");
            });
            Awaitility.await().until(() -> order.size() == 2);

            assertThat(order).containsExactly("first", "second");
            other.close();
        }

        private long waitingWriters(WriteSession session) throws SQLException {
            return session.query(
                            "SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted",
                            row -> row.getLong(1))
                    .get(0);
        }
    }
}
