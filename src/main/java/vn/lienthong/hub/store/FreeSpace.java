package vn.lienthong.hub.store;

import java.sql.SQLException;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.retention.Tidying;

/**
 * Gives space back that the embedded database no longer needs. What is free is used again first; only where much is free, as after
 * a long outage or a shorter retention, does the file become smaller. PostgreSQL does so by itself.
 */
@Component
final class FreeSpace implements Tidying {
    /** A share of the file in per cent that stays free, for what comes next. */
    private static final int KEPT_FREE = 20;

    private static final int PAGES_IN_A_STEP = 500;
    private static final int SMALL_FILE = 4_096;

    private final Database database;

    FreeSpace(Database database) {
        this.database = database;
    }

    @Override
    public boolean tidySome() {
        if (!database.isOurs() || pragma("auto_vacuum") != 2) {
            return false;
        }
        long pages = pragma("page_count");
        long free = pragma("freelist_count");
        if (pages < SMALL_FILE || free * 100 < pages * KEPT_FREE + 100L * PAGES_IN_A_STEP) {
            return false;
        }
        database.write(FreeSpace::giveBack);
        return true;
    }

    private static int giveBack(WriteSession session) throws SQLException {
        // Each row that is stepped through is a page that goes.
        return session.query("PRAGMA incremental_vacuum(" + PAGES_IN_A_STEP + ")", row -> 1)
                .size();
    }

    private long pragma(String name) {
        return database.reader().sql("PRAGMA " + name).query(Long.class).single();
    }
}
