package vn.lienthong.hub.translation;

import java.io.Closeable;
import java.util.Iterator;

/**
 * The records of one source, read one by one. Asking for the next one throws
 * {@link vn.lienthong.hub.problem.Undeliverable}, with the place, where the source cannot be read on; the records before
 * that place are good; and {@link java.io.UncheckedIOException} where the source itself fails. Closing it closes the source.
 */
public interface Records extends Iterator<SourceRecord>, Closeable {
    /** Whether the place the records are at has been seen yet, even if there was none. */
    boolean placeFound();
}
