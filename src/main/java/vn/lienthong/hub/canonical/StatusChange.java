package vn.lienthong.hub.canonical;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One dated step of one dossier, as an agency reported it and in the field's words.
 *
 * @param changeId what makes two reports of this change the same one: the sender's own id, else a fingerprint of
 *     number, agency code, sub-code and time; unique within {@code dossier.key()}, at most 100 characters
 * @param dossier what the report told about the dossier
 * @param status the national status the agency's code means
 * @param agencyCode the agency's own value, and sub-value, as it was sent
 * @param at when the step happened, by the agency
 * @param sequence the agency's own count of this dossier's changes, from 0, where it has one; it then decides the order
 * @param step who did what where
 * @param observedAt when the hub received the report
 * @param claim where it was a portal that told it, and not the system whose dossier it is; else null
 */
public record StatusChange(
        String changeId,
        Dossier dossier,
        DossierStatus status,
        AgencyCode agencyCode,
        Instant at,
        @Nullable Long sequence,
        Step step,
        Instant observedAt,
        @Nullable Claim claim) {

    public StatusChange {
        if (changeId.isBlank() || changeId.length() > 100) {
            throw new IllegalArgumentException(
                    "change id was \"" + Shown.of(changeId) + "\" but it has 1 to 100 characters");
        }
        if (sequence != null && sequence < 0) {
            throw new IllegalArgumentException("sequence was " + sequence + " but it counts from 0");
        }
    }

    /** A change that the dossier's own system told. */
    public StatusChange(
            String changeId,
            Dossier dossier,
            DossierStatus status,
            AgencyCode agencyCode,
            Instant at,
            @Nullable Long sequence,
            Step step,
            Instant observedAt) {
        this(changeId, dossier, status, agencyCode, at, sequence, step, observedAt, null);
    }

    /** What a portal told about a dossier of an agency: the agency decides what comes of it. */
    public record Claim(SystemId by, PortalAct act) {}

    /** The agency's own status value. */
    public record AgencyCode(String code, @Nullable String subCode) {}

    /** Who did what where; officer and note are not for the public. */
    public record Step(
            @Nullable String officer,
            @Nullable String title,
            @Nullable String unit,
            @Nullable String note,
            @Nullable Instant dueAt) {
        public static final Step UNKNOWN = new Step(null, null, null, null, null);

        /** Prints no personal data. */
        @Override
        public String toString() {
            return "Step[unit=" + unit + "]";
        }
    }

    /** The system the change came from, and to which it never returns. */
    public SystemId origin() {
        return claim == null ? system() : claim.by();
    }

    /** The system whose dossier it is. */
    public SystemId system() {
        return dossier.key().sourceSystem();
    }

    /**
     * The place of this change among its dossier's: the sequence where the agency counts, else the time in
     * milliseconds since 1970. One connector does the one or the other for all its changes.
     */
    public long rank() {
        return sequence != null ? sequence : at.toEpochMilli();
    }
}
