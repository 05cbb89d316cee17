package vn.lienthong.hub.connector;

import java.util.Locale;

/** Where a connector's definition is kept, and so where it is changed. */
public enum KeptIn {
    /** In a folder below the folder of connectors. */
    FOLDER,
    /** In the database, registered through the API. */
    DATABASE;

    /** The key used in answers: {@code folder}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
