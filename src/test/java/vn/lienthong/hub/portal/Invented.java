package vn.lienthong.hub.portal;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.access.Caller;
import vn.lienthong.hub.access.Right;
import vn.lienthong.hub.canonical.AgencyId;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.ChangeFlag;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.DossierState;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.canonical.StatusLookup;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.connector.Credentials;

/** Dossiers, agencies and callers that do not exist. */
final class Invented {
    static final SystemId REGISTRY = SystemId.of("civil-registry");
    static final SystemId LAND = SystemId.of("land-office");
    static final Instant MONDAY = Instant.parse("2026-03-02T01:00:00Z");
    static final Locale VI = Locale.forLanguageTag("vi");

    static final Caller PORTAL = new Caller(
            "portal", Caller.Kind.CLIENT, Set.of(Right.LOOK_UP, Right.SEE_PERSONAL_DATA, Right.SUBSCRIBE), Set.of());
    static final Caller PUBLIC = new Caller("public", Caller.Kind.CLIENT, Set.of(Right.LOOK_UP), Set.of());

    private Invented() {}

    static Inquiry inquiry(String code, @Nullable String agency, Caller caller, Locale language) {
        return new Inquiry(
                new StatusLookup(DossierCode.of(code), agency == null ? null : AgencyId.of(agency)),
                caller,
                language,
                "test",
                true,
                MONDAY.plus(Duration.ofDays(1)));
    }

    static Inquiry inquiry(String code) {
        return inquiry(code, null, PORTAL, VI);
    }

    static Dossier dossier(SystemId system, String number, @Nullable String nationalCode, @Nullable Instant dueAt) {
        boolean registry = system.equals(REGISTRY);
        return new Dossier(
                new DossierKey(system, number),
                nationalCode == null ? null : DossierCode.of(nationalCode),
                null,
                AgencyId.of(registry ? "H27.09" : "H27.12"),
                registry ? "Sở Tư pháp" : "Sở TNMT",
                new Dossier.Procedure("2.000488", "Cấp phiếu lý lịch tư pháp", "TP", "Lý lịch tư pháp"),
                new Dossier.Applicant("Nguyễn Văn Ảo", "1", "CCCD", "000000000123", "0000000000", "ao@example.invalid"),
                "Xin cấp phiếu của Nguyễn Văn Ảo",
                "2",
                "1",
                new Dossier.Dates(MONDAY, MONDAY.plusSeconds(3600), dueAt, null, null, null));
    }

    static StatusChange change(Dossier dossier, int sequence, DossierStatus status, Instant at) {
        return new StatusChange(
                "c" + sequence,
                dossier,
                status,
                new StatusChange.AgencyCode(Integer.toString(status.code()), null),
                at,
                (long) sequence,
                new StatusChange.Step("Trần Thị Giả", "Chuyên viên", "Bộ phận một cửa", "Đã xem hồ sơ", null),
                at.plusSeconds(5));
    }

    /** A dossier that has gone through these statuses, one a day. */
    static DossierState state(Dossier dossier, DossierStatus... statuses) {
        List<DossierState.Entry> history = new ArrayList<>();
        DossierStatus before = null;
        for (DossierStatus status : statuses) {
            int sequence = history.size() + 1;
            StatusChange change = change(dossier, sequence, status, MONDAY.plus(Duration.ofDays(sequence - 1)));
            history.add(new DossierState.Entry(change, ChangeFlag.of(before, status)));
            before = status;
        }
        DossierState.Entry present = history.get(history.size() - 1);
        return new DossierState(dossier, present, history, present.change().observedAt());
    }

    static ConnectorDefinition connector(
            SystemId id, String agency, String alias, Bilingual agencyName, boolean asked) {
        var call = new ConnectorDefinition.HttpCall(
                "GET", "/{{code}}", List.of(), null, null, ConnectorDefinition.Success.BY_STATUS);
        return new ConnectorDefinition(
                id,
                new Bilingual(id.value(), id.value()),
                new ConnectorDefinition.Agency(AgencyId.of(agency), List.of(AgencyId.of(alias)), agencyName),
                URI.create("http://127.0.0.1:1"),
                new Credentials.None(),
                null,
                asked
                        ? new ConnectorDefinition.Lookup(
                                new ConnectorDefinition.LookupCall.Rest(call),
                                "",
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(3))
                        : null,
                null,
                null);
    }

    static Connectors connectors() {
        return new Two(List.of(
                connector(
                        REGISTRY,
                        "H27.09",
                        "000.00.09.H27",
                        new Bilingual("Sở Tư pháp", "Department of Justice"),
                        true),
                connector(
                        LAND,
                        "H27.12",
                        "000.00.12.H27",
                        new Bilingual("Sở Tài nguyên và Môi trường", "Department of Natural Resources"),
                        true)));
    }

    private record Two(List<ConnectorDefinition> all) implements Connectors {
        @Override
        public Optional<ConnectorDefinition> find(SystemId id) {
            return all.stream().filter(one -> one.id().equals(id)).findFirst();
        }

        @Override
        public List<ConnectorDefinition> ofAgency(AgencyId agency) {
            return all.stream()
                    .filter(one -> one.agency() != null && one.agency().isKnownAs(agency))
                    .toList();
        }

        @Override
        public List<ConnectorDefinition> askableFor(DossierCode code) {
            return code.isNational()
                    ? ofAgency(
                            AgencyId.of(code.value().substring(0, code.value().indexOf('-'))))
                    : all;
        }

        @Override
        public List<ConnectorDefinition> destinationsOf(SystemId origin) {
            return List.of();
        }

        @Override
        public List<Refused> refused() {
            return List.of();
        }
    }
}
