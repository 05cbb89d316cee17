package vn.lienthong.hub.canonical;

import org.jspecify.annotations.Nullable;

/**
 * The question: what is the status of this dossier?
 *
 * @param code the code on the receipt, national or local
 * @param agencyId whose dossier it is, by any of the agency's ids; needed where two agencies use the same local code,
 *     or where the hub has not heard of the dossier and the code names no agency
 */
public record StatusLookup(DossierCode code, @Nullable AgencyId agencyId) {}
