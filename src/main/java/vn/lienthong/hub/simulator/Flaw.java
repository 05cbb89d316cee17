package vn.lienthong.hub.simulator;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What is wrong with a change, on purpose. */
enum Flaw {
    NONE,
    UNMAPPED_CODE,
    BAD_DATE,
    MISSING_TIME;

    @JsonValue
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
