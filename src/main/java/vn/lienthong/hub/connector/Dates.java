package vn.lienthong.hub.connector;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The ways a system writes dates, in the order they are tried, and its time zone. */
record Dates(List<DatePattern> patterns, ZoneId zone) {
    Dates {
        patterns = List.copyOf(patterns);
    }

    /**
     * @param endOfDay whether a day without a time means its end rather than its start
     * @return null if none of the patterns reads the text
     */
    @Nullable
    Instant read(String text, boolean endOfDay) {
        for (int i = 0; i < patterns.size(); i++) {
            Instant read = patterns.get(i).read(text, zone, endOfDay);
            if (read != null) {
                return read;
            }
        }
        return null;
    }

    /** The patterns, for a message. */
    String tried() {
        return patterns.stream().map(DatePattern::pattern).collect(Collectors.joining(", "));
    }
}
