package vn.lienthong.hub.status;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.canonical.DossierCode;

/**
 * The codes of a dossier that a portal submitted: the portal's, which is on the citizen's receipt, stays the one that is quoted,
 * whatever code the agency gives it besides.
 */
final class SubmittedCodes {
    private SubmittedCodes() {}

    /** @param portalCode null for a dossier that no portal submitted, which stays as it is */
    static Dossier keep(@Nullable String portalCode, Dossier dossier) {
        if (portalCode == null) {
            return dossier;
        }
        DossierCode other = Stream.of(dossier.dossierCode(), dossier.altCode())
                .flatMap(Stream::ofNullable)
                .filter(code -> !code.value().equals(portalCode)
                        && !code.value().equals(dossier.key().sourceDossierNo()))
                .findFirst()
                .orElse(null);
        return dossier.withCodes(new DossierCode(portalCode), other);
    }
}
