package vn.lienthong.hub.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.AgencyId;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.canonical.SystemId;

/** Invented changes, told in the order in which a test reads. */
final class Changes {
    static final SystemId LAND = SystemId.of("land-office");
    static final SystemId CIVIL = SystemId.of("civil-registry");
    static final SystemId PORTAL = SystemId.of("national-portal");
    static final SystemId OTHER_PORTAL = SystemId.of("district-portal");
    static final Instant DAY = Instant.parse("2026-03-02T01:00:00Z");

    private Changes() {}

    static Dossier dossier(SystemId system, String number) {
        return dossier(system, number, null);
    }

    static Dossier dossier(SystemId system, String number, @Nullable String nationalCode) {
        return new Dossier(
                new DossierKey(system, number),
                nationalCode == null ? null : DossierCode.of(nationalCode),
                null,
                AgencyId.of("H27.12"),
                "Sở Tài nguyên và Môi trường",
                new Dossier.Procedure("1.005129", "Đăng ký biến động đất đai", "DD", "Đất đai"),
                new Dossier.Applicant("Nguyễn Văn Ảo", "1", "CCCD", "000000000123", null, null),
                null,
                null,
                null,
                Dossier.Dates.UNKNOWN);
    }

    /** The change of a dossier with this count, a minute for each, reported five seconds later. */
    static StatusChange change(Dossier dossier, long sequence, DossierStatus status) {
        Instant at = DAY.plusSeconds(60 * sequence);
        return new StatusChange(
                "c" + sequence,
                dossier,
                status,
                new StatusChange.AgencyCode(Integer.toString(status.code()), null),
                at,
                sequence,
                StatusChange.Step.UNKNOWN,
                at.plusSeconds(5));
    }

    /** The same change from an agency that does not count, so that its time decides. */
    static StatusChange uncounted(StatusChange change) {
        return new StatusChange(
                change.changeId(),
                change.dossier(),
                change.status(),
                change.agencyCode(),
                change.at(),
                null,
                change.step(),
                change.observedAt());
    }

    static StatusChange observed(StatusChange change, Instant observedAt) {
        return new StatusChange(
                change.changeId(),
                change.dossier(),
                change.status(),
                change.agencyCode(),
                change.at(),
                change.sequence(),
                change.step(),
                observedAt);
    }
}
