package vn.lienthong.hub.portal;

import org.springframework.stereotype.Component;
import vn.lienthong.hub.store.Database;

/** How far the feed has been published on the broker, on disk. */
@Component
final class FeedCursor {
    private static final String NAME = "hub.status";

    private final Database database;

    FeedCursor(Database database) {
        this.database = database;
    }

    /** The position of the last published change, 0 if there is none. */
    long position() {
        return database.reader()
                .sql("SELECT position FROM feed_cursor WHERE name = ?")
                .param(NAME)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    void moveTo(long position) {
        database.write(session -> session.update(
                "INSERT INTO feed_cursor (name, position) VALUES (?, ?)"
                        + " ON CONFLICT (name) DO UPDATE SET position = excluded.position",
                NAME,
                position));
    }
}
