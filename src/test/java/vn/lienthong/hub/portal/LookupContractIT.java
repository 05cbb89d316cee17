package vn.lienthong.hub.portal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.portal.HubUnderTest.DOWN;
import static vn.lienthong.hub.portal.HubUnderTest.NORTH;
import static vn.lienthong.hub.portal.HubUnderTest.SOUTH;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same questions over every way in: the answers are the same, member for member. */
@Tag("every-java")
class LookupContractIT {
    private static final Duration TOO_LONG_AGO = Duration.ofDays(1);

    private static HubUnderTest hub;
    private static Map<String, WayIn> ways;

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        hub = new HubUnderTest(home);
        ways = WaysIn.all(hub);
        hub.know(NORTH, "N/1/2026", "H27.41-20260302-0000001", Duration.ofMinutes(1));
        hub.know(DOWN, "D-1", null, TOO_LONG_AGO);
        hub.know(NORTH, "7", null, Duration.ZERO);
        hub.know(SOUTH, "7", null, Duration.ZERO);
    }

    @AfterAll
    static void stop() throws Exception {
        for (WayIn way : ways.values()) {
            way.close();
        }
        hub.close();
    }

    @Nested
    class WhenTheDossierIsKnownAndFresh {
        @Test
        void tellsEverythingToWhoMaySeeIt() throws Exception {
            WayIn.Told told = everywhere("portal", "N/1/2026", null, null);

            assertThat(told.status()).isEqualTo(200);
            assertThat(told.body().at("/source").asText()).isEqualTo("hub");
            assertThat(told.body().at("/stale").asBoolean()).isFalse();
            assertThat(told.body().at("/dossier/dossierCode").asText()).isEqualTo("H27.41-20260302-0000001");
            assertThat(told.body().at("/dossier/agency/name").asText()).isEqualTo("Cơ quan phía Bắc");
            assertThat(told.body().at("/dossier/procedure/name").asText()).isEqualTo("Đăng ký thử nghiệm <&>");
            assertThat(told.body().at("/dossier/applicant/name").asText()).isEqualTo("Nguyễn Văn Ảo");
            assertThat(told.body().at("/status/name").asText()).isEqualTo("Đang xử lý");
            assertThat(told.body().at("/onTime/state").asText()).isEqualTo("in-time");
            assertThat(told.body().at("/changes")).hasSize(2);
            assertThat(told.body().at("/changes/1/officer").asText()).isEqualTo("Trần Thị Giả");
        }

        @Test
        void isFoundByItsNationalCodeToo() throws Exception {
            WayIn.Told told = everywhere("portal", "H27.41-20260302-0000001", null, null);

            assertThat(told.status()).isEqualTo(200);
            assertThat(told.body().at("/dossier/sourceDossierNo").asText()).isEqualTo("N/1/2026");
        }

        @Test
        void tellsNoPersonalDataToThePublic() throws Exception {
            WayIn.Told told = everywhere("public", "N/1/2026", null, null);

            assertThat(told.body().at("/dossier/applicant").toString())
                    .isEqualTo("{\"name\":\"N*** V*** Ả\",\"idNo\":\"***123\"}");
            assertThat(told.body().toString()).doesNotContain("Nguyễn", "Trần", "Đã xem", "example.invalid", "thử\\\"");
        }

        @Test
        void answersInEnglishWhereThatIsAskedFor() throws Exception {
            WayIn.Told told = everywhere("portal", "N/1/2026", null, "en");

            assertThat(told.body().at("/status/name").asText()).isEqualTo("In progress");
            assertThat(told.body().at("/dossier/agency/name").asText()).isEqualTo("North Agency");
        }
    }

    @Nested
    class WhenItIsKnownTooLongAgoAndTheAgencyIsDown {
        @Test
        void tellsTheLastKnownAndThatItIsStale() throws Exception {
            WayIn.Told told = everywhere("portal", "D-1", null, null);

            assertThat(told.status()).isEqualTo(200);
            assertThat(told.body().at("/stale").asBoolean()).isTrue();
            assertThat(told.body().at("/source").asText()).isEqualTo("hub");
        }
    }

    @Nested
    class WhenOnlyTheAgencyKnows {
        @Test
        void asksItWhileTheCallerWaits() throws Exception {
            List<JsonNode> bodies = new ArrayList<>();
            for (String way : ways.keySet()) {
                String code = "LIVE " + way;
                hub.north.know(code);

                WayIn.Told told = ask(way, "portal", code, "H27.41", null);

                assertThat(told.status()).as(way).isEqualTo(200);
                assertThat(told.body().at("/source").asText()).as(way).isEqualTo("agency");
                ObjectNode body = (ObjectNode) told.body();
                assertThat(body.remove("asOf")).isNotNull();
                assertThat(body.remove("code").asText()).isEqualTo(code);
                assertThat(((ObjectNode) body.get("dossier"))
                                .remove("sourceDossierNo")
                                .asText())
                        .isEqualTo(code);
                bodies.add(body);
                assertThat(body).as(way).isEqualTo(bodies.get(0));
            }
            assertThat(bodies.get(0).at("/changes")).hasSize(2);
        }
    }

    @Nested
    class WhenThereIsNoAnswer {
        @Test
        void saysThatNobodyKnowsTheDossier() throws Exception {
            problem(404, "no-such-dossier", everywhere("portal", "nobody's", "H27.41", null));
        }

        @Test
        void saysThatTheAgencyIsSilent() throws Exception {
            problem(503, "system-unavailable", everywhere("portal", "D-unknown", "H27.43", null));
        }

        @Test
        void listsTheAgenciesOfAnAmbiguousCode() throws Exception {
            WayIn.Told told = everywhere("portal", "7", null, "en");

            problem(409, "ambiguous-code", told);
            assertThat(told.body().get("detail").asText()).contains("H27.41, H27.42");
            assertThat(everywhere("portal", "7", "H27.42", "en").status()).isEqualTo(200);
        }

        @Test
        void refusesACodeOfTenThousandCharacters() throws Exception {
            WayIn.Told told = everywhere("portal", "x".repeat(10_000), null, "en");

            problem(400, "invalid", told);
            assertThat(told.body().get("detail").asText()).isEqualTo("The dossier code has 10000 characters.");
        }

        @Test
        void refusesAnAgencyThatIsNotConnected() throws Exception {
            problem(404, "unknown-agency", everywhere("portal", "7", "H99.99", null));
        }
    }

    private static void problem(int status, String kind, WayIn.Told told) {
        assertThat(told.status()).isEqualTo(status);
        assertThat(told.body().get("type").asText()).isEqualTo("/problems/" + kind);
        assertThat(told.body().get("remedy").asText()).isNotBlank();
    }

    /** Asks by every way in and gives back what all of them told. */
    private static WayIn.Told everywhere(String client, String code, @Nullable String agency, @Nullable String language)
            throws Exception {
        WayIn.Told first = null;
        for (String way : ways.keySet()) {
            WayIn.Told told = ask(way, client, code, agency, language);
            first = first == null ? told : first;
            assertThat(told.body()).as(way).isEqualTo(first.body());
            assertThat(told.status()).as(way).isEqualTo(first.status());
        }
        if (first == null) {
            throw new AssertionError("there are no ways in");
        }
        return first;
    }

    private static WayIn.Told ask(
            String way, String client, String code, @Nullable String agency, @Nullable String language)
            throws Exception {
        return requireNonNull(ways.get(way)).ask(new WayIn.Question(client, code, agency, language));
    }
}
