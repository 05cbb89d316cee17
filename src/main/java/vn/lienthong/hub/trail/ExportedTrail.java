package vn.lienthong.hub.trail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import vn.lienthong.hub.store.Micros;

/** A trail as {@link TrailExport} wrote it: a JSON object on each line, of a segment or of an entry of the segment above. */
final class ExportedTrail implements TrailSource {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;

    ExportedTrail(Path file) {
        this.file = file;
    }

    @Override
    public void each(Visitor visitor) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(content(), StandardCharsets.UTF_8))) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    show(line, number, visitor);
                }
            }
            if (number == 0) {
                throw new IOException(file + " is empty; expected an export of 'trail export', or a database");
            }
        }
    }

    private InputStream content() throws IOException {
        InputStream raw = Files.newInputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw;
    }

    private void show(String line, long number, Visitor visitor) throws IOException {
        JsonNode json;
        try {
            json = JSON.readTree(line);
        } catch (IOException e) {
            throw at(number, "is no JSON object; is the file cut off?", e);
        }
        try {
            if (json.has("chain")) {
                visitor.segment(segment(json));
            } else {
                visitor.entry(entry(json));
            }
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            throw at(number, "is neither a segment nor an entry of a trail", e);
        }
    }

    private IOException at(long line, String what, Exception cause) {
        return new IOException(file + ", line " + line + " " + what, cause);
    }

    private static TrailSegment segment(JsonNode json) {
        TrailSegment.End end = json.hasNonNull("digest")
                ? new TrailSegment.End(number(json, "last"), hash(json, "end"), hash(json, "digest"))
                : null;
        return new TrailSegment(
                text(json, "chain"),
                number(json, "segment"),
                text(json, "day"),
                number(json, "first"),
                hash(json, "start"),
                end,
                json.path("removed").asBoolean());
    }

    private static TrailEntry entry(JsonNode json) {
        return new TrailEntry(
                number(json, "number"),
                Micros.of(java.time.Instant.parse(text(json, "at"))),
                text(json, "actor"),
                text(json, "verb"),
                text(json, "outcome"),
                text(json, "door"),
                text(json, "subjects"),
                hash(json, "hash"));
    }

    private static String text(JsonNode json, String member) {
        return there(json, member, json.path(member).isTextual()).textValue();
    }

    private static long number(JsonNode json, String member) {
        return there(json, member, json.path(member).isIntegralNumber()).longValue();
    }

    private static byte[] hash(JsonNode json, String member) {
        return HexFormat.of().parseHex(text(json, member));
    }

    private static JsonNode there(JsonNode json, String member, boolean right) {
        if (!right) {
            throw new IllegalArgumentException(member + " is missing or of another kind");
        }
        return json.path(member);
    }

    @Override
    public void close() {
        // Each pass opens the file anew.
    }
}
