package vn.lienthong.hub.store;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.hub.problem.TryAgainLater;

/** The database over JDBC: its tables brought up to date, one writer, and readers. */
final class JdbcDatabase implements Database, AutoCloseable {
    private final @Nullable HomeLock lock;
    private final GroupCommitWriter writer;
    private final ReadPool readers;
    private final boolean ours;

    private JdbcDatabase(@Nullable HomeLock lock, Engine engine, int readers, MeterRegistry meters) {
        this.lock = lock;
        this.writer = new GroupCommitWriter(engine, meters);
        this.readers = new ReadPool(engine, readers);
        this.ours = engine.isOurs();
    }

    /**
     * Opens the database that the settings name.
     *
     * @throws HomeInUse if another hub has the data folder
     * @throws StoreNotReady if it cannot be reached or brought up to date
     */
    static JdbcDatabase open(Path home, StoreSettings settings, MeterRegistry meters) {
        HomeLock lock = HomeLock.take(home);
        if (settings.url() != null) {
            return open(
                    lock,
                    new PostgresEngine(settings.url(), settings.user(), settings.password()),
                    settings.readers(),
                    meters);
        }
        return open(lock, new SqliteEngine(home.resolve("hub.db")), settings.readers(), meters);
    }

    static JdbcDatabase open(@Nullable HomeLock lock, Engine engine, int readers, MeterRegistry meters) {
        try {
            Flyway.configure()
                    .dataSource(engine.writing())
                    .locations("classpath:db/migration")
                    .placeholders(engine.placeholders())
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            release(lock);
            throw new StoreNotReady(e);
        }
        JdbcDatabase database = new JdbcDatabase(lock, engine, readers, meters);
        database.writer.start();
        return database;
    }

    @Override
    public <T> T write(Work<T> work) {
        return writer.offer(work).await();
    }

    @Override
    public <T> Begun<T> begin(Work<T> work) {
        Pending<T> pending = writer.offer(work);
        return pending::await;
    }

    @Override
    public JdbcClient reader() {
        return readers.client();
    }

    @Override
    public boolean isOurs() {
        return ours;
    }

    @Override
    public boolean answers(Duration within) {
        try {
            return writer.offer(session -> session.query("SELECT 1", row -> row.getInt(1)))
                    .succeeds(within);
        } catch (TryAgainLater closed) {
            return false;
        }
    }

    /** Finishes what is being written, then lets the database and the data folder go. */
    @Override
    public void close() {
        writer.close();
        readers.close();
        release(lock);
    }

    private static void release(@Nullable HomeLock lock) {
        if (lock != null) {
            try {
                lock.close();
            } catch (IOException e) {
                throw new UncheckedIOException("the lock of the data folder could not be released", e);
            }
        }
    }
}
