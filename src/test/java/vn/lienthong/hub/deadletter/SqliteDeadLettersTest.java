package vn.lienthong.hub.deadletter;

import java.nio.file.Path;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Databases;

class SqliteDeadLettersTest extends DeadLettersContract {
    @Override
    Database open(Path home) {
        return Databases.sqlite(home);
    }
}
