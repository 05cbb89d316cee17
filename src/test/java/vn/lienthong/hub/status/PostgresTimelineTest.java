package vn.lienthong.hub.status;

import java.nio.file.Path;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Databases;

class PostgresTimelineTest extends TimelineContract {
    @Override
    Database open(Path home) {
        return Databases.postgres();
    }
}
