package vn.lienthong.hub.canonical;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one dossier, apart from its status. A fact the source did not tell is null, and {@link #updatedBy}
 * never replaces a known fact by an unknown one.
 */
public record Dossier(
        DossierKey key,
        @Nullable DossierCode dossierCode,
        @Nullable DossierCode altCode,
        AgencyId agencyId,
        @Nullable String agencyName,
        Procedure procedure,
        Applicant applicant,
        @Nullable String summary,
        @Nullable String channel,
        @Nullable String returnMethod,
        Dates dates) {

    /** The procedure applied for, and its sector. */
    public record Procedure(
            @Nullable String code, @Nullable String name, @Nullable String sectorCode, @Nullable String sectorName) {
        public static final Procedure UNKNOWN = new Procedure(null, null, null, null);

        Procedure updatedBy(Procedure newer) {
            return new Procedure(
                    newest(newer.code, code),
                    newest(newer.name, name),
                    newest(newer.sectorCode, sectorCode),
                    newest(newer.sectorName, sectorName));
        }
    }

    /** Whose dossier it is: personal data, shown only to those who may see it. */
    public record Applicant(
            @Nullable String name,
            @Nullable String type,
            @Nullable String idType,
            @Nullable String idNo,
            @Nullable String phone,
            @Nullable String email) {
        public static final Applicant UNKNOWN = new Applicant(null, null, null, null, null, null);

        Applicant updatedBy(Applicant newer) {
            return new Applicant(
                    newest(newer.name, name),
                    newest(newer.type, type),
                    newest(newer.idType, idType),
                    newest(newer.idNo, idNo),
                    newest(newer.phone, phone),
                    newest(newer.email, email));
        }

        /** Prints no personal data. */
        @Override
        public String toString() {
            return "Applicant[…]";
        }
    }

    /** The dossier's own dates. */
    public record Dates(
            @Nullable Instant submittedAt,
            @Nullable Instant receivedAt,
            @Nullable Instant dueAt,
            @Nullable Instant completedAt,
            @Nullable Instant returnedAt,
            @Nullable Instant refusedAt) {
        public static final Dates UNKNOWN = new Dates(null, null, null, null, null, null);

        Dates updatedBy(Dates newer) {
            return new Dates(
                    newest(newer.submittedAt, submittedAt),
                    newest(newer.receivedAt, receivedAt),
                    newest(newer.dueAt, dueAt),
                    newest(newer.completedAt, completedAt),
                    newest(newer.returnedAt, returnedAt),
                    newest(newer.refusedAt, refusedAt));
        }
    }

    /** This dossier with every fact that the newer one knows taken from there. */
    public Dossier updatedBy(Dossier newer) {
        if (!newer.key.equals(key)) {
            throw new IllegalArgumentException("dossier " + newer.key + " cannot update dossier " + key);
        }
        return new Dossier(
                key,
                newest(newer.dossierCode, dossierCode),
                newest(newer.altCode, altCode),
                newer.agencyId,
                newest(newer.agencyName, agencyName),
                procedure.updatedBy(newer.procedure),
                applicant.updatedBy(newer.applicant),
                newest(newer.summary, summary),
                newest(newer.channel, channel),
                newest(newer.returnMethod, returnMethod),
                dates.updatedBy(newer.dates));
    }

    /** The same facts of a dossier that is known by another key. */
    public Dossier withKey(DossierKey other) {
        return new Dossier(
                other,
                dossierCode,
                altCode,
                agencyId,
                agencyName,
                procedure,
                applicant,
                summary,
                channel,
                returnMethod,
                dates);
    }

    /** The same facts under other codes. */
    public Dossier withCodes(@Nullable DossierCode code, @Nullable DossierCode alternative) {
        return new Dossier(
                key,
                code,
                alternative,
                agencyId,
                agencyName,
                procedure,
                applicant,
                summary,
                channel,
                returnMethod,
                dates);
    }

    /** The code a citizen would quote: the national one, else the agency's own number. */
    public DossierCode quotedCode() {
        return dossierCode != null ? dossierCode : new DossierCode(key.sourceDossierNo());
    }

    private static <T> @Nullable T newest(@Nullable T newer, @Nullable T known) {
        return newer != null ? newer : known;
    }
}
