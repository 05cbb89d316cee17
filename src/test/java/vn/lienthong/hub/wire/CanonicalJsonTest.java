package vn.lienthong.hub.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.canonical.AgencyId;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.canonical.SystemId;

class CanonicalJsonTest {
    private static final Instant AT = Instant.parse("2026-03-02T01:02:03.456789123Z");

    private static final Dossier FULL = new Dossier(
            new DossierKey(SystemId.of("civil-registry"), "03706/2026/07906"),
            DossierCode.of("H27.09-260302-0001"),
            DossierCode.of("ALT \"9\""),
            AgencyId.of("H27.09"),
            "Sở Tư pháp",
            new Dossier.Procedure("1.005129", "Cấp phiếu lý lịch tư pháp", "LLTP", "Lý lịch tư pháp"),
            new Dossier.Applicant("Nguyễn Thị Ảo", "1", "CCCD", "000000000123", "0900000000", "a@example.invalid"),
            "Trích yếu\ncó hai dòng",
            "2",
            "1",
            new Dossier.Dates(AT, AT, AT, AT, AT, AT));
    private static final Dossier BARE = new Dossier(
            new DossierKey(SystemId.of("land-office"), "LD-1"),
            null,
            null,
            AgencyId.of("H27.12"),
            null,
            Dossier.Procedure.UNKNOWN,
            Dossier.Applicant.UNKNOWN,
            null,
            null,
            null,
            Dossier.Dates.UNKNOWN);

    private static StatusChange change(Dossier dossier, DossierStatus status) {
        return new StatusChange(
                "c1", dossier, status, new StatusChange.AgencyCode("4", null), AT, null, StatusChange.Step.UNKNOWN, AT);
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    @Nested
    class WhenAValueIsWrittenAndRead {
        @Test
        void isTheSameWithEveryFact() {
            StatusChange change = new StatusChange(
                    "c1",
                    FULL,
                    DossierStatus.IN_PROGRESS,
                    new StatusChange.AgencyCode("4", "12"),
                    AT,
                    3L,
                    new StatusChange.Step("Trần Văn Ví", "Chuyên viên", "Một cửa", "Đủ 𝄞", AT),
                    AT);

            assertThat(CanonicalJson.readDossier(CanonicalJson.write(FULL))).isEqualTo(FULL);
            assertThat(CanonicalJson.readChange(CanonicalJson.write(change))).isEqualTo(change);
        }

        @Test
        void isTheSameWithHardlyAny() {
            StatusChange change = change(BARE, DossierStatus.SUBMITTED);

            assertThat(CanonicalJson.readDossier(CanonicalJson.write(BARE))).isEqualTo(BARE);
            assertThat(CanonicalJson.readChange(CanonicalJson.write(change))).isEqualTo(change);
        }

        @ParameterizedTest
        @EnumSource
        void isTheSameInEachStatus(DossierStatus status) {
            StatusChange change = change(BARE, status);

            assertThat(CanonicalJson.readChange(CanonicalJson.write(change))).isEqualTo(change);
        }

        @Test
        void takesTheSameBytesForTheSameValue() {
            assertThat(CanonicalJson.write(CanonicalJson.readDossier(CanonicalJson.write(FULL))))
                    .isEqualTo(CanonicalJson.write(FULL));
        }
    }

    @Nested
    class WhenAValueIsWritten {
        @Test
        void leavesOutWhatIsUnknownOrComputed() {
            assertThat(CanonicalJson.write(change(BARE, DossierStatus.SUBMITTED)))
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("{\"changeId\":\"c1\",\"dossier\":{\"key\":{\"sourceSystem\":\"land-office\","
                            + "\"sourceDossierNo\":\"LD-1\"},\"agencyId\":\"H27.12\",\"procedure\":{},"
                            + "\"applicant\":{},\"dates\":{}},\"status\":1,\"agencyCode\":{\"code\":\"4\"},"
                            + "\"at\":\"2026-03-02T01:02:03.456789123Z\",\"step\":{},"
                            + "\"observedAt\":\"2026-03-02T01:02:03.456789123Z\"}");
        }
    }

    @Nested
    class WhenSeveralChangesShareAMessage {
        @Test
        void readsThemInOrder() {
            StatusChange first = change(BARE, DossierStatus.SUBMITTED);
            StatusChange second = change(FULL, DossierStatus.COMPLETED);
            String array = new String(CanonicalJson.write(first), StandardCharsets.UTF_8) + ","
                    + new String(CanonicalJson.write(second), StandardCharsets.UTF_8);

            assertThat(CanonicalJson.readChanges(bytes("[" + array + "]"))).containsExactly(first, second);
        }

        @Test
        void readsOneThatIsByItself() {
            StatusChange only = change(BARE, DossierStatus.SUBMITTED);

            assertThat(CanonicalJson.readChanges(CanonicalJson.write(only))).containsExactly(only);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "null", "[null]", "[{}]", "{}", "[[]]", "\"text\"", "[] []"})
        void tellsWhatHoldsNone(String json) {
            assertThatThrownBy(() -> CanonicalJson.readChanges(bytes(json)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class WhenForeignBytesAreRead {
        @Test
        void passesOverWhatANewerHubMayHaveWritten() {
            String newer = new String(CanonicalJson.write(BARE), StandardCharsets.UTF_8)
                    .replaceFirst("\\{", "{\"later\":{\"than\":[\"this\"]},");

            assertThat(CanonicalJson.readDossier(bytes(newer))).isEqualTo(BARE);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"", "null", "[]", "{}", "\"text\"", "{\"changeId\":\"c1\"}", "{\"key\":", "\u0000", "{} {}"})
        void tellsWhatIsNoChange(String json) {
            assertThatThrownBy(() -> CanonicalJson.readChange(bytes(json)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("not the JSON of a canonical value");
            assertThatThrownBy(() -> CanonicalJson.readDossier(bytes(json)))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void tellsAStatusThatIsNone() {
            String eleven = new String(
                            CanonicalJson.write(change(BARE, DossierStatus.SUBMITTED)), StandardCharsets.UTF_8)
                    .replace("\"status\":1", "\"status\":11");

            assertThatThrownBy(() -> CanonicalJson.readChange(bytes(eleven)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
