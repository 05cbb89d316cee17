package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.canonical.AgencyId;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.SystemId;

class FolderConnectorsTest {
    private static final Path ROOT = Path.of("connectors");

    @Nested
    class WhenAllFoldersAreGood {
        private final Connectors connectors = FolderConnectors.read(ROOT, Map.<String, String>of()::get);

        @Test
        void refusesNone() {
            assertThat(connectors.refused()).isEmpty();
            assertThat(connectors.all())
                    .extracting(connector -> connector.id().value())
                    .containsExactly(
                            "business-registry",
                            "civil-registry",
                            "land-office",
                            "national-portal",
                            "social-insurance",
                            "transport-office");
        }

        @Test
        void findsTheSystemsOfAnAgencyByAnyOfItsIds() {
            assertThat(connectors.ofAgency(AgencyId.of("000.00.09.H27")))
                    .isEqualTo(connectors.ofAgency(AgencyId.of("H27.09")))
                    .singleElement()
                    .satisfies(connector -> assertThat(connector.id()).isEqualTo(SystemId.of("civil-registry")));
        }

        @Test
        void asksTheAgencyThatANationalCodeNames() {
            assertThat(connectors.askableFor(DossierCode.of("000.00.12.H27-261008-0031")))
                    .extracting(connector -> connector.id().value())
                    .containsExactly("land-office");
        }

        @Test
        void asksEverySystemThatCanBeAskedForALocalCode() {
            assertThat(connectors.askableFor(DossierCode.of("TP-2026-000017")))
                    .extracting(connector -> connector.id().value())
                    .containsExactly("business-registry", "civil-registry", "land-office");
        }

        @Test
        void deliversToThePortalAndNeverToTheOrigin() {
            assertThat(connectors.destinationsOf(SystemId.of("land-office")))
                    .extracting(connector -> connector.id().value())
                    .containsExactly("national-portal");
            assertThat(connectors.destinationsOf(SystemId.of("national-portal")))
                    .isEmpty();
        }
    }

    @Nested
    class WhenTheEnvironmentTellsAnAddress {
        @Test
        void takesItForTheDefault() {
            Connectors connectors =
                    FolderConnectors.read(ROOT, Map.of("LAND_OFFICE_URL", "https://dat.example.com")::get);

            assertThat(connectors.find(SystemId.of("land-office")).orElseThrow().address())
                    .isEqualTo(URI.create("https://dat.example.com"));
        }
    }
}
