package vn.lienthong.hub.trail;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HexFormat;
import vn.lienthong.hub.store.Micros;

/** Writes a trail as JSON lines: a line for each segment, followed by a line for each of its entries. */
public final class TrailExport implements TrailSource.Visitor, AutoCloseable {
    private static final HexFormat HEX = HexFormat.of();

    private final JsonGenerator json;
    private long entries;

    /** @param to closed with this */
    public TrailExport(OutputStream to) throws IOException {
        this.json = new JsonFactory().createGenerator(to);
        json.setRootValueSeparator(null);
    }

    @Override
    public void segment(TrailSegment segment) throws IOException {
        json.writeStartObject();
        json.writeStringField("chain", segment.chain());
        json.writeNumberField("segment", segment.number());
        json.writeStringField("day", segment.day());
        json.writeNumberField("first", segment.first());
        json.writeStringField("start", HEX.formatHex(segment.startHash()));
        TrailSegment.End end = segment.end();
        if (end != null) {
            json.writeNumberField("last", end.last());
            json.writeStringField("end", HEX.formatHex(end.hash()));
            json.writeStringField("digest", HEX.formatHex(end.digest()));
        }
        if (segment.removed()) {
            json.writeBooleanField("removed", true);
        }
        endLine();
    }

    @Override
    public void entry(TrailEntry entry) throws IOException {
        entries++;
        json.writeStartObject();
        json.writeNumberField("number", entry.number());
        json.writeStringField("at", Micros.instant(entry.at()).toString());
        json.writeStringField("actor", entry.actor());
        json.writeStringField("verb", entry.verb());
        json.writeStringField("outcome", entry.outcome());
        json.writeStringField("door", entry.door());
        json.writeStringField("subjects", entry.subjects());
        json.writeStringField("hash", HEX.formatHex(entry.hash()));
        endLine();
    }

    private void endLine() throws IOException {
        json.writeEndObject();
        json.writeRaw('\n');
    }

    /** How many entries were written. */
    public long entries() {
        return entries;
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
