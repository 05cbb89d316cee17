package vn.lienthong.hub.translation.schema;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the documents of a set are. Whatever a catalogue does not hold is not read: nothing is fetched. */
@FunctionalInterface
public interface SchemaCatalogue {
    /** The document at a location, or null where the catalogue has none. */
    byte @Nullable [] document(String location) throws IOException;

    /** The files in and below a directory, by their path from there with forward slashes, such as {@code types/money.xsd}. */
    static SchemaCatalogue directory(Path directory) {
        Path root = directory.toAbsolutePath().normalize();
        return location -> {
            if (location.contains(":") || location.indexOf('\0') >= 0) {
                return null;
            }
            Path file = root.resolve(location).normalize();
            // A link inside the directory may still lead outside it, so the real place is what counts.
            return file.startsWith(root)
                            && Files.isRegularFile(file)
                            && file.toRealPath().startsWith(root.toRealPath())
                    ? Files.readAllBytes(file)
                    : null;
        };
    }

    /** Documents held in memory, by location: a relative path or an absolute address. */
    static SchemaCatalogue of(Map<String, byte[]> documents) {
        Map<String, byte[]> held = Map.copyOf(documents);
        return held::get;
    }

    /**
     * What a location means in a document.
     *
     * @param base the document's own location
     * @throws IllegalArgumentException if it is neither a path nor an address
     */
    static String resolve(String base, String location) {
        if (location.strip().startsWith("?")) {
            // Java takes the last part of the path away too, against RFC 3986, section 5.2.2.
            return base.replaceFirst("\\?.*", "") + location.strip();
        }
        return URI.create(base.replace(" ", "%20"))
                .resolve(location.strip().replace(" ", "%20").replace('\\', '/'))
                .normalize()
                .toString()
                .replace("%20", " ");
    }

    /** This catalogue, and another one for what it does not hold. */
    default SchemaCatalogue or(SchemaCatalogue other) {
        return location -> {
            byte[] document = document(location);
            return document != null ? document : other.document(location);
        };
    }
}
