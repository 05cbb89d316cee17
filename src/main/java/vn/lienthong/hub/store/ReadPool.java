package vn.lienthong.hub.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The few connections that look-ups share. */
final class ReadPool implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HikariDataSource pool;
    private final JdbcClient client;

    ReadPool(Engine engine, int size) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("store-readers");
        config.setDataSource(engine.reading());
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(PATIENCE.toMillis());
        config.setInitializationFailTimeout(-1);
        this.pool = new HikariDataSource(config);
        this.client = JdbcClient.create(template(engine));
    }

    JdbcClient client() {
        return client;
    }

    private JdbcTemplate template(Engine engine) {
        JdbcTemplate template = new JdbcTemplate(new DelegatingDataSource(pool) {
            @Override
            public Connection getConnection() {
                try {
                    return pool.getConnection();
                } catch (SQLException e) {
                    throw Unavailable.because(e);
                }
            }
        });
        template.setExceptionTranslator((task, sql, failure) -> {
            if (engine.isUnavailable(failure)) {
                throw Unavailable.because(failure);
            }
            return new UncategorizedSQLException(task, sql, failure);
        });
        return template;
    }

    @Override
    public void close() {
        pool.close();
    }
}
