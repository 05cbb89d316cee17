package vn.lienthong.hub.trail;

import java.nio.file.Path;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Databases;

class SqliteChainTest extends ChainContract {
    @Override
    Database open(Path home) {
        return Databases.sqlite(home);
    }
}
