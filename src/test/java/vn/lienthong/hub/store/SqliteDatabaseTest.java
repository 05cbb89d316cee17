package vn.lienthong.hub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.TryAgainLater;

class SqliteDatabaseTest extends DatabaseContract {
    private Path file = Path.of("hub.db");

    @Override
    JdbcDatabase open(Path home, SimpleMeterRegistry meters) {
        file = home.resolve("hub.db");
        return JdbcDatabase.open(null, new SqliteEngine(file, Duration.ofMillis(200)), 2, meters);
    }

    private String pragma(String name) {
        return database().write(session -> session.query("PRAGMA " + name, row -> row.getString(1))
                .get(0));
    }

    @Nested
    class WhenItIsOpen {
        @Test
        void syncsEachCommitToDisk() {
            assertThat(pragma("journal_mode")).isEqualTo("wal");
            assertThat(pragma("synchronous")).as("2 is FULL").isEqualTo("2");
            assertThat(pragma("foreign_keys"))
                    .as("not looked after: taking a dossier away would search whole tables")
                    .isEqualTo("0");
            assertThat(pragma("auto_vacuum"))
                    .as("2 lets the file become smaller, in steps")
                    .isEqualTo("2");
        }
    }

    @Nested
    class WhenAnotherProcessLocksTheFile {
        @Test
        void asksToTryAgainLaterAndThenWorks() throws SQLException {
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = other.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                assertThatThrownBy(() -> keep("locked out")).isInstanceOfSatisfying(TryAgainLater.class, locked -> {
                    assertThat(locked.problem().kind()).isEqualTo(ProblemKind.HUB_UNAVAILABLE);
                    assertThat(locked.problem().detail().en()).isEqualTo("The hub's database is locked, full or away.");
                });
                assertThat(kept()).isEmpty();
                statement.execute("ROLLBACK");
            }

            keep("let in");

            assertThat(kept()).containsExactly("let in");
        }
    }

    @Nested
    class WhenTheDiskIsFull {
        @Test
        void asksToTryAgainLaterAndThenWorks() {
            assertThatThrownBy(() -> database().write(session -> {
                        session.query("PRAGMA max_page_count = 1", row -> row.getLong(1));
                        return session.update(
                                "INSERT INTO dossier_facts (facts) VALUES (?)", (Object) new byte[1_000_000]);
                    }))
                    .isInstanceOf(TryAgainLater.class);

            keep("room again");

            assertThat(kept()).containsExactly("room again");
        }
    }

    @Nested
    class WhenTheFileIsNoDatabase {
        @Test
        void isToldAndTheHomeLetGo(@TempDir Path home) throws IOException {
            Path file = home.resolve("hub.db");
            Files.writeString(file, "this is a letter, not a database ".repeat(100));

            assertThatThrownBy(() -> Databases.sqlite(home))
                    .isInstanceOf(StoreNotReady.class)
                    .hasMessageContaining("file is not a database");

            Files.delete(file);
            Databases.close(Databases.sqlite(home));
        }
    }

    @Nested
    class WhenASecondHubOpensTheHome {
        @Test
        void isToldWhoHasItUntilTheFirstIsGone(@TempDir Path home) {
            JdbcDatabase first = Databases.sqlite(home, new SimpleMeterRegistry());

            assertThatThrownBy(() -> Databases.sqlite(home))
                    .isInstanceOf(HomeInUse.class)
                    .hasMessage(
                            "Another hub (process " + ProcessHandle.current().pid()
                                    + ") is using the data folder " + home.toAbsolutePath()
                                    + " (thư mục dữ liệu đang được một trục khác dùng).");

            first.close();
            Databases.close(Databases.sqlite(home));
        }
    }
}
