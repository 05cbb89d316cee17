package vn.lienthong.hub.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.lienthong.hub.delivery.DeliveryFixtures.MORNING;
import static vn.lienthong.hub.delivery.DeliveryFixtures.change;
import static vn.lienthong.hub.delivery.DeliveryFixtures.dossier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.canonical.AgencyId;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.problem.Undeliverable;

class NationalDossierTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static JsonNode golden(String name) throws IOException {
        try (var file = NationalDossierTest.class.getResourceAsStream("/national-portal/" + name)) {
            return JSON.readTree(new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static Dossier full() {
        return new Dossier(
                new DossierKey(SystemId.of("land-office"), "LD/2026/17"),
                DossierCode.of("000.00.12.H27-260302-0017"),
                DossierCode.of("03706/2026/07906"),
                AgencyId.of("H27.12"),
                "Sở Tài nguyên và Môi trường",
                new Dossier.Procedure("MAU-DD-01", "Cấp lại giấy chứng nhận quyền sử dụng đất", "DD", "Đất đai"),
                new Dossier.Applicant(
                        "Lê Thị Không Có Thật", "2", "CCCD", "000000000017", "0900000017", "thu@example.vn"),
                "Cấp lại do mất",
                "2",
                "3",
                new Dossier.Dates(
                        MORNING,
                        MORNING.plusSeconds(1),
                        Instant.parse("2026-03-05T17:00:00Z"),
                        Instant.parse("2026-03-04T02:30:00Z"),
                        Instant.parse("2026-03-04T16:59:59Z"),
                        null));
    }

    private static Dossier bare() {
        return new Dossier(
                new DossierKey(SystemId.of("social-insurance"), "03706/2026/07906"),
                null,
                null,
                AgencyId.of("H27.31"),
                null,
                new Dossier.Procedure("1.002759", "Đăng ký đóng bảo hiểm", null, " "),
                Dossier.Applicant.UNKNOWN,
                null,
                null,
                null,
                Dossier.Dates.UNKNOWN);
    }

    @Nested
    class WhenEverythingIsKnown {
        @Test
        void tellsEveryFieldAsText() throws IOException {
            var facts = NationalDossier.facts(
                    full(), change(full(), 1, DossierStatus.SUBMITTED), DossierStatus.RESULT_RETURNED);

            assertThat(facts).isEqualTo(golden("dossier-full.json"));
        }

        @Test
        void tellsAStepWithItsOfficerAndItsDueTime() throws IOException {
            var change = new StatusChange(
                    "c1",
                    full(),
                    DossierStatus.IN_PROGRESS,
                    new StatusChange.AgencyCode("4", "12"),
                    Instant.parse("2026-03-02T17:30:00.999Z"),
                    7L,
                    new StatusChange.Step(
                            "Phạm Văn Mẫu",
                            "Chuyên viên",
                            "Văn phòng đăng ký đất đai",
                            "Thẩm định hồ sơ",
                            Instant.parse("2026-03-04T10:00:00Z")),
                    MORNING);

            assertThat(NationalDossier.step(full(), change)).isEqualTo(golden("step-full.json"));
        }
    }

    @Nested
    class WhenOnlyTheProcedureIsKnown {
        @Test
        void fillsWhatThePortalRequires() throws IOException {
            var facts =
                    NationalDossier.facts(bare(), change(bare(), 1, DossierStatus.SUBMITTED), DossierStatus.SUBMITTED);

            assertThat(facts).isEqualTo(golden("dossier-bare.json"));
        }

        @Test
        void fillsAStepToo() throws IOException {
            var change = new StatusChange(
                    "c1",
                    bare(),
                    DossierStatus.SUPPLEMENT_REQUIRED,
                    new StatusChange.AgencyCode("CHO_BS", null),
                    MORNING,
                    null,
                    StatusChange.Step.UNKNOWN,
                    MORNING);

            assertThat(NationalDossier.step(bare(), change)).isEqualTo(golden("step-bare.json"));
        }
    }

    @Nested
    class WhenTheProcedureIsNotKnown {
        @Test
        void namesTheMappingFieldToAdd() {
            var nameless = new Dossier(
                    dossier(1).key(),
                    null,
                    null,
                    AgencyId.of("H27.09"),
                    null,
                    new Dossier.Procedure("1.005129", null, null, null),
                    Dossier.Applicant.UNKNOWN,
                    null,
                    null,
                    null,
                    Dossier.Dates.UNKNOWN);

            assertThatThrownBy(() -> NationalDossier.facts(
                            nameless, change(1, 1, DossierStatus.SUBMITTED), DossierStatus.SUBMITTED))
                    .isInstanceOfSatisfying(Undeliverable.class, refused -> {
                        assertThat(refused.problem().pointer()).isEqualTo("/dossier/procedure-name");
                        assertThat(refused.problem().detail().vi())
                                .isEqualTo(
                                        "Cổng quốc gia bắt buộc có TenTTHC nhưng hồ sơ từ civil-registry không có giá trị này.");
                        assertThat(refused.problem().remedy().vi())
                                .isEqualTo("Thêm dossier.procedure-name vào connectors/civil-registry/mapping.yaml"
                                        + " (from hoặc default), rồi gửi lại.");
                    });
        }
    }

    @Nested
    class WhenATextIsTooLong {
        @Test
        void cutsItWithoutSplittingALetterFromItsDiacritics() {
            String decomposed = java.text.Normalizer.normalize("ệ", java.text.Normalizer.Form.NFD);

            assertThat(NationalText.cut("a".repeat(49) + decomposed, 50)).isEqualTo("a".repeat(49) + "ệ");
            assertThat(NationalText.cut("a".repeat(49) + "q\u0323\u0302", 50)).isEqualTo("a".repeat(49));
            assertThat(NationalText.cut("a".repeat(49) + "😀", 50)).isEqualTo("a".repeat(49));
            assertThat(NationalText.cut("a".repeat(60), 50)).hasSize(50);
        }
    }
}
