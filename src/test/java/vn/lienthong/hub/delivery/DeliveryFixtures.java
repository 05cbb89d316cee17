package vn.lienthong.hub.delivery;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.AgencyId;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.ConnectorDefinition.Delivery;
import vn.lienthong.hub.connector.ConnectorDefinition.Delivery.Deliver;
import vn.lienthong.hub.connector.ConnectorDefinition.HttpCall;
import vn.lienthong.hub.connector.ConnectorDefinition.Success;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.connector.Credentials;
import vn.lienthong.hub.connector.Secret;

/** Dossiers, changes and connectors that delivery tests share; everything in them is invented. */
public final class DeliveryFixtures {
    public static final SystemId CIVIL_REGISTRY = SystemId.of("civil-registry");
    public static final SystemId PORTAL = SystemId.of("national-portal");
    /** 08:00 in Vietnam. */
    public static final Instant MORNING = Instant.parse("2026-03-02T01:00:00Z");

    private DeliveryFixtures() {}

    public static String codeOf(int number) {
        return "H27.09-20260302-%04d".formatted(number);
    }

    public static DossierKey keyOf(int number) {
        return new DossierKey(CIVIL_REGISTRY, "HT-" + number);
    }

    public static Dossier dossier(int number) {
        return new Dossier(
                keyOf(number),
                DossierCode.of(codeOf(number)),
                null,
                AgencyId.of("H27.09"),
                "Sở Tư pháp",
                new Dossier.Procedure("1.005129", "Cấp bản sao trích lục hộ tịch", "HT", "Hộ tịch"),
                new Dossier.Applicant("Nguyễn Thị Thử Nghiệm", "1", "CCCD", "000000000001", null, null),
                null,
                null,
                null,
                new Dossier.Dates(
                        MORNING, MORNING.plusSeconds(600), MORNING.plusSeconds(86_400 * 3), null, null, null));
    }

    /** The change with this sequence, so many minutes after the morning. */
    public static StatusChange change(int number, long sequence, DossierStatus status) {
        return change(dossier(number), sequence, status);
    }

    public static StatusChange change(Dossier dossier, long sequence, DossierStatus status) {
        return new StatusChange(
                "c" + sequence,
                dossier,
                status,
                new StatusChange.AgencyCode(Integer.toString(status.code()), null),
                MORNING.plusSeconds(60 * sequence),
                sequence,
                new StatusChange.Step("Trần Văn Mẫu", "Chuyên viên", "Phòng Hộ tịch", null, null),
                MORNING.plusSeconds(60 * sequence));
    }

    public static ConnectorDefinition portal(SystemId id, URI address, Path password) {
        return portal(
                id,
                address,
                password,
                new Delivery.NationalPortal(
                        "/mapi", "000.00.00.H27", 10, List.of(), Deliver.EVERY, null, null, List.of()));
    }

    public static ConnectorDefinition portal(SystemId id, URI address, Path password, Delivery delivery) {
        var login = new HttpCall(
                "POST",
                "/mapi/login",
                List.of(),
                "{\"username\":\"{{user}}\",\"password\":\"{{password}}\"}",
                "application/json",
                Success.BY_STATUS);
        return new ConnectorDefinition(
                id,
                new Bilingual("Cổng", "Portal"),
                null,
                address,
                new Credentials.SessionLogin(
                        login, "/session", "hub", new Secret.FromFile(password), Duration.ofMinutes(10)),
                null,
                null,
                delivery,
                null);
    }

    /** These connectors, each a destination of every other system. */
    public static Connectors connectors(List<ConnectorDefinition> definitions) {
        return new Connectors() {
            @Override
            public List<ConnectorDefinition> all() {
                return definitions;
            }

            @Override
            public Optional<ConnectorDefinition> find(SystemId id) {
                return definitions.stream().filter(one -> one.id().equals(id)).findFirst();
            }

            @Override
            public List<ConnectorDefinition> ofAgency(AgencyId agency) {
                return List.of();
            }

            @Override
            public List<ConnectorDefinition> askableFor(@Nullable DossierCode code) {
                return List.of();
            }

            @Override
            public List<ConnectorDefinition> destinationsOf(SystemId origin) {
                return definitions.stream()
                        .filter(one -> !one.id().equals(origin))
                        .toList();
            }

            @Override
            public List<Refused> refused() {
                return List.of();
            }
        };
    }
}
