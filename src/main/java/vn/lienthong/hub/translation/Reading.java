package vn.lienthong.hub.translation;

import java.io.IOException;
import java.io.InputStream;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** What readers of records share: looking one record ahead, and closing the source. */
abstract class Reading implements Records {
    private final InputStream source;
    private @Nullable SourceRecord ahead;
    private boolean ended;
    protected boolean found;

    Reading(InputStream source) {
        this.source = source;
    }

    /** Reads the next record, or null at the end of a source that was read to its end and found good. */
    abstract @Nullable SourceRecord readNext();

    @Override
    public final boolean hasNext() {
        if (ahead == null && !ended) {
            ahead = readNext();
            ended = ahead == null;
        }
        return ahead != null;
    }

    @Override
    public final SourceRecord next() {
        if (!hasNext() || ahead == null) {
            throw new NoSuchElementException();
        }
        SourceRecord next = ahead;
        ahead = null;
        return next;
    }

    @Override
    public final boolean placeFound() {
        return found;
    }

    @Override
    public final void close() throws IOException {
        source.close();
    }
}
