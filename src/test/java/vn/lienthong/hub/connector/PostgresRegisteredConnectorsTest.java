package vn.lienthong.hub.connector;

import java.nio.file.Path;
import vn.lienthong.hub.store.Database;
import vn.lienthong.hub.store.Databases;

class PostgresRegisteredConnectorsTest extends RegisteredConnectorsContract {
    @Override
    Database open(Path home) {
        return Databases.postgres();
    }
}
