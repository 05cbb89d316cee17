package vn.lienthong.hub.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What does not change of a simulated dossier.
 *
 * @param index counts the agency's dossiers from 1
 * @param number the agency's own number
 * @param code the national code; null where the dossier has none
 * @param type 1 citizen, 2 business
 */
record DossierFacts(
        int index,
        String number,
        @Nullable String code,
        OfficeProcedure procedure,
        String applicant,
        int type,
        String idNo,
        String phone,
        String email,
        Instant submittedAt,
        Instant dueAt) {

    boolean isKnownAs(String asked) {
        return asked.equals(number) || asked.equals(code);
    }
}
