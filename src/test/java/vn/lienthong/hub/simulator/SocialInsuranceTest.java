package vn.lienthong.hub.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.lienthong.hub.simulator.RawClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocialInsuranceTest {
    private static final String HEADER =
            "so_ho_so;ma_thu_tuc;ten_thu_tuc;trang_thai;ngay_cap_nhat;chu_ho_so;so_dinh_danh;ngay_tiep_nhan;ngay_hen_tra;lan;ma_cong_dvc";

    private final Path folder;
    private SocialInsurance office;
    private RawClient client;

    SocialInsuranceTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void start() {
        office = started(0);
        client = new RawClient(office.address());
    }

    private SocialInsurance started(int dossiers) {
        return SocialInsurance.start(
                0,
                folder.resolve("drop"),
                folder.resolve("inbox"),
                new AgencyStart(1, dossiers, folder.resolve("state")),
                new SettableClock());
    }

    @AfterEach
    void stop() {
        office.close();
    }

    @Nested
    class WhenDossiersMove {
        @Test
        void leavesCsvAndXmlInTurn() throws Exception {
            change("TIEP_NHAN", "2026-10-05T01:20:00Z");
            change("DANG_GQ", "2026-10-06T02:00:00Z");

            assertThat(files()).hasSize(2);
            List<String> csv = Files.readAllLines(files().get(0));
            assertThat(csv.get(0)).isEqualTo(HEADER);
            assertThat(csv.get(1))
                    .startsWith("03706/2026/07906;")
                    .contains(";TIEP_NHAN;05/10/2026 08:20:00;", ";05/10/2026;")
                    .endsWith(";1;");
            assertThat(Files.readString(files().get(1)))
                    .contains(
                            "<edXML xmlns=\"http://www.mic.gov.vn/TBT/QCVN_102_2016\">",
                            "<Body><HoSo><so_ho_so>03706/2026/07906</so_ho_so>",
                            "<trang_thai>DANG_GQ</trang_thai><ngay_cap_nhat>2026-10-06T09:00:00</ngay_cap_nhat>",
                            "<lan>2</lan><ma_cong_dvc></ma_cong_dvc></HoSo></Body></edXML>");
        }

        @Test
        void leavesNothingTwiceAfterARestart() throws Exception {
            change("TIEP_NHAN", "2026-10-05T01:20:00Z");
            office.close();

            office = started(0);
            client = new RawClient(office.address());
            change("DANG_GQ", "2026-10-06T02:00:00Z");

            assertThat(files()).hasSize(2);
            assertThat(Files.readString(files().get(1)))
                    .contains("<lan>2</lan>")
                    .doesNotContain("<lan>1</lan>");
        }

        @Test
        void tellsTheWholeTruth() throws Exception {
            client.post("/control/step?count=150", "");

            JsonNode truth = client.getJson("/control/truth");
            int changes = 0;
            for (JsonNode dossier : truth.path("dossiers")) {
                changes += dossier.path("changes").size();
                assertThat(dossier.path("number").asText()).matches("03706/2026/\\d{5}");
            }
            assertThat(changes).isEqualTo(150);
            assertThat(files()).hasSize(2);
        }
    }

    @Nested
    class WhenItMisbehaves {
        @Test
        void writesSlowlyInPlace() throws Exception {
            client.post("/control/faults", json("{'slowWriteMs':600}"));

            change("TIEP_NHAN", "2026-10-05T01:20:00Z");

            await().until(() -> !files().isEmpty());
            long begun = Files.size(files().get(0));
            await().until(() -> Files.size(files().get(0)) > begun);
            await().until(() -> isWhole(files().get(0)));
        }

        @Test
        void leavesABrokenFileFirst() throws Exception {
            client.post("/control/faults", json("{'failEvery':1}"));

            change("TIEP_NHAN", "2026-10-05T01:20:00Z");

            assertThat(files()).hasSize(2).anyMatch(file -> file.toString().endsWith("-hong.csv"));
        }

        @Test
        void leavesGarbageBesideTheTruth() throws Exception {
            client.post("/control/faults", json("{'garbage':true}"));

            change("TIEP_NHAN", "2026-10-05T01:20:00Z");

            assertThat(files()).hasSize(2).anyMatch(file -> file.toString().endsWith("-rac.csv"));
        }

        @Test
        void leavesNothingWhileItIsDownAndAllOfItLater() throws Exception {
            client.post("/control/faults", json("{'down':true}"));
            change("TIEP_NHAN", "2026-10-05T01:20:00Z");
            assertThat(files()).isEmpty();

            client.post("/control/faults", json("{'repeatEvery':1,'disorder':true}"));
            change("DANG_GQ", "2026-10-06T02:00:00Z");

            assertThat(Files.readAllLines(files().get(0))).hasSize(5).satisfies(lines -> assertThat(lines.get(1))
                    .endsWith(";2;"));
        }
    }

    private void change(String code, String at) throws Exception {
        client.post("/control/change", json("{'dossier':'03706/2026/07906','code':'" + code + "','at':'" + at + "'}"));
    }

    /** Half a file may end within a letter. */
    private static boolean isWhole(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).endsWith(";1;\n");
    }

    private List<Path> files() throws IOException {
        Path drop = folder.resolve("drop");
        if (!Files.exists(drop)) {
            return List.of();
        }
        try (var files = Files.list(drop)) {
            return files.filter(file -> !file.toString().endsWith(".part"))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        }
    }
}
