package vn.lienthong.hub.trail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A trail that can be gone through from its beginning to its end: a database, or an export of one. No hub needs to run. */
public interface TrailSource extends AutoCloseable {
    /**
     * Shows every chain's segments in their order, and after each its entries in theirs.
     *
     * @throws IOException if the source cannot be read, or the visitor cannot write
     */
    void each(Visitor visitor) throws IOException;

    @Override
    void close();

    /** Who goes through a trail. */
    interface Visitor {
        void segment(TrailSegment segment) throws IOException;

        /** An entry of the segment shown last. */
        void entry(TrailEntry entry) throws IOException;

        /**
         * Entries that belong to no segment. What is left of one that is being removed is none of them.
         *
         * @param chain its name
         */
        default void strays(String chain, long count) throws IOException {}
    }

    /**
     * Opens a trail for reading.
     *
     * @param place an export ({@code .jsonl}, {@code .jsonl.gz}), an SQLite file or the home with {@code hub.db} in it, or a
     *     {@code jdbc:postgresql:} address
     * @throws IOException if there is nothing of the kind
     */
    static TrailSource open(String place, @Nullable String user, @Nullable String password) throws IOException {
        try {
            if (place.startsWith("jdbc:postgresql:")) {
                return DatabaseTrail.postgres(place, user, password);
            }
            Path path = Path.of(place);
            Path file = Files.isDirectory(path) ? path.resolve("hub.db") : path;
            if (!Files.isReadable(file)) {
                throw new IOException(file + " is not there, or may not be read");
            }
            return DatabaseTrail.isSqlite(file) ? DatabaseTrail.sqlite(file) : new ExportedTrail(file);
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
