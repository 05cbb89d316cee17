package vn.lienthong.hub.trail;

import java.nio.file.Path;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Databases;

class PostgresChainTest extends ChainContract {
    @Override
    Database open(Path home) {
        return Databases.postgres();
    }
}
