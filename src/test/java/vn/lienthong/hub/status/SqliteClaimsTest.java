package vn.lienthong.hub.status;

import java.nio.file.Path;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Databases;

class SqliteClaimsTest extends ClaimsContract {
    @Override
    Database open(Path home) {
        return Databases.sqlite(home);
    }
}
