package vn.lienthong.hub.simulator;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.DossierStatus;

/**
 * One step of a simulated dossier.
 *
 * @param seq its place among all changes of the agency, from 1
 * @param sequence its place among its dossier's changes, from 1
 * @param at when it happened, to the second
 * @param recordedAt when the agency's software noted it, which is when others can see it
 */
record Change(
        long seq,
        long sequence,
        VendorCode code,
        Instant at,
        String officer,
        String unit,
        Flaw flaw,
        Instant recordedAt) {

    /** Its national status, where it has one. */
    @JsonIgnore
    @Nullable
    DossierStatus means() {
        return code.means();
    }

    /** The time as the agency writes it. */
    @JsonIgnore
    @Nullable
    String time(DateTimeFormatter format, String bad) {
        return switch (flaw) {
            case NONE, UNMAPPED_CODE -> format.format(at);
            case BAD_DATE -> bad;
            case MISSING_TIME -> null;
        };
    }
}
