package vn.lienthong.hub.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.lienthong.hub.simulator.RawClient.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NationalPortalTest {
    private static final String CODE = "000.00.09.H27-260915-0017";

    private final Path folder;
    private NationalPortal portal;
    private RawClient client;
    private String session;

    NationalPortalTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void start() throws Exception {
        restart();
    }

    private void restart() throws Exception {
        portal = NationalPortal.start(0, "portal-demo", folder, new SettableClock());
        client = new RawClient(portal.address());
        JsonNode login = client.postJson("/mapi/login", json("{'username':'lienthong','password':'portal-demo'}"));
        assertThat(login.path("error_code").isInt()).isTrue();
        session = login.path("session").asText();
    }

    @AfterEach
    void stop() {
        portal.close();
    }

    @Nested
    class WhenADossierIsTold {
        @Test
        void takesItAndShowsItInTheLookUp() throws Exception {
            JsonNode answer = tellDossiers(false, dossier(CODE));

            assertThat(answer)
                    .isEqualTo(
                            RawClient.JSON.readTree(
                                    json(
                                            """
                    {'error_code':'0','message':'Thành công','data':[
                     {'MaHoSo':'000.00.09.H27-260915-0017','error_code':'0','message':'Thành công'}]}""")));
            JsonNode found = lookUp(CODE);
            assertThat(found.at("/data/TenTTHC").asText()).isEqualTo("Đăng ký khai sinh");
            assertThat(found.at("/data/TrangThaiHoSo").asText()).isEqualTo("2");
            assertThat(found.at("/data/TienDo")).isEmpty();
        }

        @Test
        void saysThatItExistsWhenItIsAddedAgain() throws Exception {
            tellDossiers(false, dossier(CODE));

            JsonNode answer = tellDossiers(false, dossier(CODE));

            assertThat(answer.path("error_code").asText()).isEqualTo("1");
            assertThat(answer.at("/data/0/error_code").asText()).isEqualTo("409");
            assertThat(answer.at("/data/0/message").asText()).contains("đã tồn tại");
            assertThat(tellDossiers(true, dossier(CODE)).path("error_code").asText())
                    .isEqualTo("0");
        }

        @Test
        void refusesTheUpdateOfAnUnknownOne() throws Exception {
            JsonNode answer = tellDossiers(true, dossier(CODE));

            assertThat(answer.at("/data/0/error_code").asText()).isEqualTo("404");
        }

        @Test
        void namesEachFaultOfAnItemAndTakesTheOthers() throws Exception {
            ObjectNode faulty =
                    dossier("A-2").put("NgayTiepNhan", "20260231000000").put("TrangThaiHoSo", "11");
            faulty.remove("TenTTHC");
            faulty.put("MaLinhVuc", "").put("LoaiDoiTuong", 1);

            JsonNode answer = tellDossiers(false, dossier("A-1"), faulty);

            assertThat(answer.path("error_code").asText()).isEqualTo("1");
            assertThat(answer.at("/data/0/error_code").asText()).isEqualTo("0");
            assertThat(answer.at("/data/1/message").asText())
                    .isEqualTo("Thiếu trường bắt buộc TenTTHC; Trường bắt buộc MaLinhVuc đang để trống;"
                            + " Trường LoaiDoiTuong phải là chuỗi ký tự;"
                            + " Trường NgayTiepNhan sai định dạng yyyyMMddHHmmss;"
                            + " Trường TrangThaiHoSo không thuộc danh mục trạng thái (1-10)");
            assertThat(lookUp("A-2").path("error_code").asText()).isEqualTo("404");
        }

        @Test
        void refusesABatchOfEleven() throws Exception {
            JsonNode answer = tellDossiers(
                    false,
                    IntStream.range(0, 11).mapToObj(i -> dossier("B-" + i)).toArray(JsonNode[]::new));

            assertThat(answer.path("error_code").asText()).isEqualTo("413");
            assertThat(portal.told()).isEmpty();
        }
    }

    @Nested
    class WhenProgressIsTold {
        @Test
        void keepsItInOrderAndTellsNoRepeatsApart() throws Exception {
            tellDossiers(false, dossier(CODE));

            tellProgress(step(CODE, "4", "20260916080000"), step(CODE, "4", "20260916080000"));
            tellProgress(step(CODE, "9", "20260917080000"));

            JsonNode found = lookUp(CODE);
            assertThat(found.at("/data/TienDo"))
                    .extracting(one -> one.path("TrangThai").asText())
                    .containsExactly("4", "4", "9");
            assertThat(found.at("/data/TrangThaiHoSo").asText()).isEqualTo("9");
        }

        @Test
        void refusesTheProgressOfAnUnknownDossier() throws Exception {
            JsonNode answer = tellProgress(step(CODE, "4", "20260916080000"));

            assertThat(answer.at("/data/0/error_code").asText()).isEqualTo("404");
        }
    }

    @Nested
    class WhenTheSessionIsWrong {
        @Test
        void answersInsideHttp200() throws Exception {
            session = "made-up";

            assertThat(lookUp(CODE).path("error_code").asText()).isEqualTo("-1");
        }

        @Test
        void endsSessionsOnDemand() throws Exception {
            client.post("/control/expire", "");

            assertThat(lookUp(CODE).path("error_code").asText()).isEqualTo("-1");
        }

        @Test
        void refusesAWrongPassword() throws Exception {
            JsonNode answer = client.postJson("/mapi/login", json("{'username':'lienthong','password':'x'}"));

            assertThat(answer.path("error_code").asInt()).isEqualTo(401);
            assertThat(answer.has("session")).isFalse();
        }
    }

    @Nested
    class WhenItIsRestarted {
        @Test
        void stillHoldsAllItWasTold() throws Exception {
            tellDossiers(false, dossier(CODE));
            tellProgress(step(CODE, "4", "20260916080000"));
            String log = client.get("/log").body();
            portal.close();

            restart();

            assertThat(client.get("/log").body()).isEqualTo(log).hasLineCount(2);
            assertThat(lookUp(CODE).at("/data/TrangThaiHoSo").asText()).isEqualTo("4");
        }
    }

    @Nested
    class WhenItMisbehaves {
        @Test
        void carriesOutWhatItLosesTheAnswerTo() throws Exception {
            client.post("/control/faults", json("{'loseAnswerEvery':1}"));

            assertThatThrownBy(() -> tellDossiers(false, dossier(CODE))).isInstanceOf(IOException.class);

            client.post("/control/faults", "{}");
            assertThat(lookUp(CODE).path("error_code").asText()).isEqualTo("0");
        }

        @Test
        void answersNobodyButTheControlsWhileItIsDown() throws Exception {
            client.post("/control/faults", json("{'down':true}"));

            assertThatThrownBy(() -> lookUp(CODE)).isInstanceOf(IOException.class);
            assertThat(client.getJson("/control").at("/faults/down").asBoolean())
                    .isTrue();
        }

        @Test
        void failsEachThirdRequestInItsOwnWay() throws Exception {
            client.post("/control/faults", json("{'failEvery':3}"));

            assertThat(lookUp(CODE).path("error_code").asText()).isEqualTo("404");
            assertThat(lookUp(CODE).path("error_code").asText()).isEqualTo("404");
            assertThat(lookUp(CODE).path("error_code").asText()).isEqualTo("500");
        }

        @Test
        void sendsGarbageForJson() throws Exception {
            client.post("/control/faults", json("{'garbage':true}"));

            assertThatThrownBy(() -> lookUp(CODE)).isInstanceOf(JsonProcessingException.class);
        }

        @Test
        void namesAFaultItDoesNotKnow() throws Exception {
            var answer = client.post("/control/faults", json("{'dalayMs':5}"));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("dalayMs");
        }
    }

    @Nested
    class WhenItsPageIsOpened {
        @Test
        void showsDossiersAndProgressInBothLanguages() throws Exception {
            tellDossiers(false, dossier(CODE).put("TenTTHC", "<script>Đăng ký</script>"));
            tellProgress(step(CODE, "4", "20260916080000"));

            String vietnamese = client.get("/").body();
            String english =
                    client.get("/", "Accept-Language", "en-GB,en;q=0.8").body();

            assertThat(vietnamese)
                    .contains("<html lang=\"vi\">", CODE, "Đang xử lý", "&lt;script&gt;")
                    .doesNotContain("<script>");
            assertThat(english).contains("<html lang=\"en\">", CODE, "In progress");
        }
    }

    private ObjectNode dossier(String code) {
        return RawClient.JSON
                .createObjectNode()
                .put("MaHoSo", code)
                .put("MaTTHC", "1.001193")
                .put("TenTTHC", "Đăng ký khai sinh")
                .put("MaLinhVuc", "TP-HT")
                .put("TenLinhVuc", "Hộ tịch")
                .put("LoaiDoiTuong", "1")
                .put("Email", "")
                .put("SoDienThoai", "")
                .put("TrichYeuHoSo", "Đăng ký khai sinh")
                .put("NgayTiepNhan", "20260915093000")
                .put("NgayHenTra", "")
                .put("TrangThaiHoSo", "2")
                .put("HinhThuc", "1")
                .put("DonViXuLy", "Sở Tư pháp");
    }

    private ObjectNode step(String code, String status, String at) {
        return RawClient.JSON
                .createObjectNode()
                .put("MaHoSo", code)
                .put("NguoiXuLy", "Lê Thị Minh Họa")
                .put("ChucDanh", "")
                .put("ThoiDiemXuLy", at)
                .put("PhongBanXuLy", "Phòng Hành chính tư pháp")
                .put("NoiDungXuLy", "")
                .put("TrangThai", status)
                .put("NgayBatDau", "")
                .put("NgayKetThucTheoQuyDinh", "");
    }

    private JsonNode tellDossiers(boolean isUpdating, JsonNode... items) throws Exception {
        return call("DongBoHoSoMC", ",\"isUpdating\":\"" + (isUpdating ? "True" : "False") + "\"", items);
    }

    private JsonNode tellProgress(JsonNode... items) throws Exception {
        return call("CapNhatTienDoHoSoMC", "", items);
    }

    private JsonNode call(String service, String more, JsonNode... items) throws Exception {
        ArrayNode data = RawClient.JSON.createArrayNode();
        for (JsonNode item : items) {
            data.add(item);
        }
        return client.postJson(
                "/mapi/g",
                "{\"session\":\"" + session + "\",\"madonvi\":\"000.00.00.H27\",\"service\":\"" + service + "\"" + more
                        + ",\"data\":" + data + "}");
    }

    private JsonNode lookUp(String code) throws Exception {
        return client.postJson(
                "/mapi/g",
                "{\"session\":\"" + session
                        + "\",\"madonvi\":\"000.00.00.H27\",\"service\":\"TraCuuHoSo\",\"mahoso\":\"" + code + "\"}");
    }
}
