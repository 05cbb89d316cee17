package vn.lienthong.hub.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Real databases for tests: an SQLite file, or a database of a PostgreSQL server that lives as long as the tests. */
public final class Databases {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static @Nullable EmbeddedPostgres server;

    private Databases() {}

    /** The embedded database in a folder; opened again, it holds what it held. */
    public static Database sqlite(Path home) {
        return sqlite(home, new SimpleMeterRegistry());
    }

    static JdbcDatabase sqlite(Path home, MeterRegistry meters) {
        return JdbcDatabase.open(home, new StoreSettings(null, null, null, 4), meters);
    }

    /** A new, empty PostgreSQL database. */
    public static Database postgres() {
        return postgres(newPostgresUrl());
    }

    static JdbcDatabase postgres(String url) {
        return JdbcDatabase.open(null, new PostgresEngine(url, "postgres", null), 4, new SimpleMeterRegistry());
    }

    public static void close(Database database) {
        ((JdbcDatabase) database).close();
    }

    static synchronized String newPostgresUrl() {
        try {
            if (server == null) {
                server = EmbeddedPostgres.builder().start();
            }
            String name = "hub" + NUMBER.incrementAndGet();
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            }
            return server.getJdbcUrl("postgres", name);
        } catch (IOException e) {
            throw new UncheckedIOException("the PostgreSQL server for tests did not start", e);
        } catch (SQLException e) {
            throw new IllegalStateException("the PostgreSQL server for tests made no database", e);
        }
    }
}
