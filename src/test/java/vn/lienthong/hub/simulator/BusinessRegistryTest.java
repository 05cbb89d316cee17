package vn.lienthong.hub.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.simulator.RawClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BusinessRegistryTest {
    private final SettableClock clock = new SettableClock();
    private BusinessRegistry registry;
    private RawClient client;
    private String session;

    @BeforeEach
    void start() throws Exception {
        registry = BusinessRegistry.start(0, "business-demo", new AgencyStart(1, 70, null), clock);
        client = new RawClient(registry.address());
        session = client.postJson("/mapi/login", json("{'username':'lienthong','password':'business-demo'}"))
                .path("session")
                .asText();
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Nested
    class WhenTheListIsAskedFor {
        @Test
        void pagesByTimeWithoutMissingOne() throws Exception {
            JsonNode first = list("2020-01-01", 0, 50);
            JsonNode second = list("2020-01-01", 1, 50);

            Set<String> numbers = new HashSet<>();
            first.path("data")
                    .forEach(one -> numbers.add(one.path("MaHoSoDonVi").asText()));
            second.path("data")
                    .forEach(one -> numbers.add(one.path("MaHoSoDonVi").asText()));
            assertThat(first.path("data")).hasSize(50);
            assertThat(second.path("data")).hasSize(20);
            assertThat(numbers).hasSize(70);
        }

        @Test
        void sendsOneAsAnObjectAndNoneAsAnEmptyList() throws Exception {
            clock.move(Duration.ofMinutes(10));
            assertThat(list("2026-11-02 12:10:00", 0, 50).path("data").isArray())
                    .isTrue();

            client.post("/control/change", json("{'dossier':'DK-9','code':'0'}"));

            JsonNode only = list("2026-11-02 12:10:00", 0, 50).path("data");
            assertThat(only.isObject()).isTrue();
            assertThat(only.path("MaHoSoDonVi").asText()).isEqualTo("DK-9");
            assertThat(only.path("NgayCapNhat").asText()).isEqualTo("02/11/2026 12:10:00");
        }

        @Test
        void seesAChangeThatHappenedLongAgoButWasNotedNow() throws Exception {
            clock.move(Duration.ofMinutes(10));

            client.post("/control/change", json("{'dossier':'DK-9','code':'0','at':'2026-01-05T00:00:00Z'}"));

            assertThat(list("2026-11-02 12:05:00", 0, 50)
                            .at("/data/MaHoSoDonVi")
                            .asText())
                    .isEqualTo("DK-9");
        }

        @Test
        void tellsAnUnreadableDateInsideHttp200() throws Exception {
            assertThat(list("01/02/2026", 0, 50).path("error_code").asText()).isEqualTo("400");
        }
    }

    @Nested
    class WhenADossierIsAskedFor {
        @Test
        void tellsItsStepsInTheVendorsCodesAndMixedDates() throws Exception {
            client.post("/control/change", json("{'dossier':'DK-9','code':'0','at':'2026-06-09T01:12:00Z'}"));
            JsonNode single = detail("DK-9");
            client.post("/control/change", json("{'dossier':'DK-9','code':'19','at':'2026-06-09T02:30:00Z'}"));
            client.post(
                    "/control/change",
                    json("{'dossier':'DK-9','code':'4','subCode':'12','at':'2026-06-10T07:05:00Z'}"));

            JsonNode several = detail("DK-9");

            assertThat(single.at("/data/QuaTrinh").isObject()).isTrue();
            assertThat(several.at("/data/QuaTrinh")).hasSize(3);
            assertThat(several.at("/data/QuaTrinh/2/TrangThai").asText()).isEqualTo("4");
            assertThat(several.at("/data/QuaTrinh/2/TrangThaiCon").asText()).isEqualTo("12");
            List<String> times = new ArrayList<>();
            several.at("/data/QuaTrinh")
                    .forEach(step -> times.add(step.path("ThoiDiemXuLy").asText()));
            assertThat(times)
                    .containsExactlyInAnyOrder("09/06/2026 08:12:00", "20260609093000", "2026-06-10T14:05:00Z");
        }

        @Test
        void writesCodesAndSuccessAsNumbersOrTexts() throws Exception {
            Set<String> kinds = new HashSet<>();
            Set<String> successes = new HashSet<>();
            for (JsonNode listed : list("2020-01-01", 0, 50).path("data")) {
                JsonNode one = detail(listed.path("MaHoSo").asText());
                kinds.add(one.at("/data/TrangThaiHoSo").getNodeType().name());
                successes.add(one.path("error_code").toString());
            }

            assertThat(kinds).containsExactlyInAnyOrder("NUMBER", "STRING");
            assertThat(successes).containsExactlyInAnyOrder("0", "\"0\"", "\"00\"");
        }

        @Test
        void saysInsideHttp200ThatThereIsNone() throws Exception {
            assertThat(detail("nothing").path("error_code").asText()).isEqualTo("404");
        }
    }

    @Nested
    class WhenTheSessionEnds {
        @Test
        void saysSoInsideHttp200() throws Exception {
            clock.move(Duration.ofMinutes(15));

            assertThat(detail("x").path("error_code").asText()).isEqualTo("-1");
        }

        @Test
        void refusesAWrongPassword() throws Exception {
            JsonNode answer = client.postJson("/mapi/login", json("{'username':'lienthong','password':'x'}"));

            assertThat(answer.path("error_code").asText()).isEqualTo("401");
            assertThat(answer.has("session")).isFalse();
        }
    }

    private JsonNode list(String from, int page, int size) throws Exception {
        return call(
                "DanhSachHoSo",
                "'tungay':'%s','denngay':'2099-12-31','trang':'%d','soluong':'%d'".formatted(from, page, size));
    }

    private JsonNode detail(String code) throws Exception {
        return call("ChiTietHoSo", "'masohoso':'" + code + "'");
    }

    private JsonNode call(String service, String more) throws Exception {
        var answer = client.post(
                "/mapi/g",
                json("{'session':'" + session + "','madonvi':'000.00.07.H27','service':'" + service + "'," + more
                        + "}"));
        assertThat(answer.statusCode()).isEqualTo(200);
        return RawClient.JSON.readTree(answer.body());
    }
}
