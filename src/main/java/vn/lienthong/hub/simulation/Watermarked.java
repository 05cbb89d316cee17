package vn.lienthong.hub.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.ConnectorDefinition.Watermark;
import vn.lienthong.hub.connector.Mapping;

/** Which records are beyond a watermark. */
final class Watermarked {
    private static final LocalDateTime FIRST = LocalDateTime.of(2026, 1, 5, 8, 0);

    private Watermarked() {}

    /** Whether a record stands behind what was read; by number where both are, else by text. */
    static boolean isBeyond(JsonNode record, Watermark watermark, @Nullable String read, Mapping mapping) {
        if (read == null || watermark.from().startsWith("answer:")) {
            return true;
        }
        String written = record.at(watermark.from()).asText("");
        String own = watermark.format() == null
                ? written
                : mapping.date(written)
                        .map(date -> DateTimeFormatter.ofPattern(watermark.format(), Locale.ROOT)
                                .format(date.atZone(mapping.zone())))
                        .orElse(written);
        if (own.matches("-?\\d{1,30}") && read.matches("-?\\d{1,30}")) {
            return new BigDecimal(own).compareTo(new BigDecimal(read)) > 0;
        }
        return own.compareTo(read) > 0;
    }

    /** A watermark for a record that has none, later for a later place. */
    static String invented(Watermark watermark, int place) {
        if (watermark.initial().matches("\\d+")) {
            return String.valueOf(place + 1);
        }
        String format = watermark.format() == null ? "yyyy-MM-dd'T'HH:mm:ss" : watermark.format();
        return FIRST.plusMinutes(place).format(DateTimeFormatter.ofPattern(format, Locale.ROOT));
    }
}
