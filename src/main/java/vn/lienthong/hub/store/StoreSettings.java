package vn.lienthong.hub.store;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the hub keeps what it knows.
 *
 * @param url a PostgreSQL database, {@code jdbc:postgresql://host/database}; without it, an SQLite file in
 *     {@code lienthong.home}
 * @param user the PostgreSQL user
 * @param password that user's password
 * @param readers how many look-ups may read at the same time, 1 to 100
 */
@ConfigurationProperties("lienthong.store")
record StoreSettings(
        @Nullable String url, @Nullable String user, @Nullable String password, @DefaultValue("8") int readers) {
    StoreSettings {
        if (url != null && !url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("lienthong.store.url does not start with jdbc:postgresql:; set it to a"
                    + " PostgreSQL database such as jdbc:postgresql://localhost/lienthong, or leave it out for the"
                    + " embedded database");
        }
        if (readers < 1 || readers > 100) {
            throw new IllegalArgumentException("lienthong.store.readers was " + readers + " but it is 1 to 100");
        }
    }

    @Override
    public String toString() {
        return "StoreSettings[" + (url == null ? "embedded" : "PostgreSQL") + ", readers=" + readers + "]";
    }
}
