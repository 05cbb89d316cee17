package vn.lienthong.hub.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.hub.agency.RunningHub;
import vn.lienthong.hub.simulator.LandOffice;

/** The pages in a real browser, in both languages, with what the hub knows on them and nothing to complain of. */
class PagesInBrowserIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static RunningHub hub;
    private static Chromium browser;

    // Chromium's last files may come after its end.
    @BeforeAll
    static void start(@TempDir(cleanup = CleanupMode.NEVER) Path profile, @TempDir Path home) throws Exception {
        Optional<Path> program = Chromium.program();
        Assumptions.assumeTrue(
                program.isPresent(), "no chromium is installed, so nobody looks at the pages: apt install chromium");
        hub = new RunningHub(home, 0);
        LandOffice office = hub.simulators().landOffice();
        office.pushTo(hub.address("/api/v1/connectors/land-office/changes"), RunningHub.PUSH_KEY);
        hub.change(office, "LD-1", "10");
        hub.change(office, "LD-1", "2");
        hub.change(office, "LD-2", "99");
        await().atMost(PATIENCE)
                .until(() -> hub.truth(hub.simulators().nationalPortal().address())
                                .at("/LD-1/progress")
                                .size()
                        == 2);
        browser = new Chromium(program.get(), profile);
        logIn();
    }

    private static void logIn() {
        browser.open(hub.address("/login"));
        browser.leave("document.querySelector('#username').value = 'admin';"
                + "document.querySelector('#password').value = '" + RunningHub.PASSWORD + "';"
                + "document.querySelector('form').submit()");
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (hub != null) {
            hub.close();
        }
    }

    @AfterEach
    void hasNothingToComplainOf() {
        assertThat(browser.complaints()).isEmpty();
    }

    private static void open(URI address, String language) {
        browser.open(URI.create(address + (address.getQuery() == null ? "?" : "&") + "lang=" + language));
        assertThat(browser.evaluate("document.documentElement.lang")).isEqualTo(language);
    }

    @Nested
    class TheOverview {
        @ParameterizedTest
        @CsvSource({
            "vi, Tổng quan, Một cửa điện tử Sở Tài nguyên và Môi trường (mô phỏng), gửi đến qua REST, Đang chạy,"
                    + " Đang xử lý",
            "en, Overview, One-stop system of the Department of Natural Resources and Environment (simulated),"
                    + " pushes over REST, Running, In progress"
        })
        void showsConnectorsAndTheLatestChanges(
                String language, String title, String connector, String way, String state, String status) {
            open(hub.address("/"), language);

            assertThat(browser.evaluate("document.title")).startsWith(title);
            assertThat(browser.text()).contains(connector, way, state, status, "LD-1", "national-portal");
        }

        @Test
        void showsWhenAPushingSystemLastToldSomething() {
            open(hub.address("/"), "vi");

            String row = browser.evaluate("[...document.querySelectorAll('tr')].find(row =>"
                    + " row.innerText.includes('land-office')).lastElementChild.innerText");

            assertThat(row).matches("\\d\\d/\\d\\d/\\d{4} \\d\\d:\\d\\d:\\d\\d");
        }

        @Test
        void isDressed() {
            open(hub.address("/"), "vi");

            assertThat(Integer.parseInt(browser.evaluate("document.styleSheets[0].cssRules.length")))
                    .isPositive();
        }
    }

    @Nested
    class TheLookUpPage {
        @ParameterizedTest
        @CsvSource({"vi, Tra cứu, Đang xử lý", "en, Look up, In progress"})
        void showsADossierThatIsAskedForThere(String language, String title, String status) {
            open(hub.address("/console/dossiers"), language);
            assertThat(browser.evaluate("document.title")).startsWith(title);

            browser.leave("document.querySelector('input[name=code]').value = 'LD-1';"
                    + "document.querySelector('form.search').submit()");

            assertThat(browser.text()).contains("LD-1", status, "H27.12");
            assertThat(browser.evaluate("document.querySelectorAll('#history tbody tr').length"))
                    .isEqualTo("2");
            // Each of the two changes was received, accepted, published and told to the portal.
            assertThat(Integer.parseInt(browser.evaluate("document.querySelectorAll('#timeline tbody tr').length")))
                    .isGreaterThan(2);
        }

        @ParameterizedTest
        @CsvSource({"vi, Không cơ quan nào biết hồ sơ", "en, No agency knows the dossier"})
        void saysThatThereIsNone(String language, String told) {
            open(hub.address("/console/dossiers?code=NOBODY"), language);

            assertThat(browser.text()).contains(told);
        }
    }

    @Nested
    class TheDeadLetters {
        @ParameterizedTest
        @CsvSource({"vi, Thêm \"99\"", "en, Add \"99\""})
        void sayWhatToMend(String language, String remedy) {
            open(hub.address("/console/dead-letters"), language);

            assertThat(browser.text()).contains("LD-2", remedy, "mapping.yaml");
        }

        @ParameterizedTest
        @CsvSource({
            "vi, Không có thư chết nào., Bản gốc, Trục hiểu thành",
            "en, No dead letters., Original, What the hub makes of it"
        })
        void areFoundAndShown(String language, String none, String original, String translated) throws Exception {
            open(
                    hub.address("/console/dead-letters?connector=land-office&dossier=LD-2&problem=unmapped-code"),
                    language);
            assertThat(browser.text()).contains("LD-2");
            open(hub.address("/console/dead-letters?dossier=LD-2&problem=bad-date"), language);
            assertThat(browser.text()).contains(none);

            JsonNode letter = RunningHub.json(hub.get("/api/v1/dead-letters?dossier=LD-2", RunningHub.VIEW_KEY))
                    .at("/deadLetters/0");
            open(hub.address("/console/dead-letters/" + letter.path("id").asText()), language);

            assertThat(browser.text()).contains(original, translated, "land-office");
        }
    }

    @Nested
    class ThePortalsPage {
        @ParameterizedTest
        @CsvSource({"vi, Cổng dịch vụ công (mô phỏng), Đang xử lý", "en, Public service portal (simulated), In progress"
        })
        void showsWhatThePortalWasTold(String language, String title, String status) {
            open(hub.simulators().nationalPortal().address().resolve("/"), language);

            assertThat(browser.text()).contains(title, "LD-1", status);
        }
    }

    @Nested
    class Hawtio {
        @Test
        void showsTheRoutesByTheirNames() {
            browser.open(hub.address("/hawtio"));

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(browser.text()).contains("Camel", "land-office-intake"));
            // Hawtio asks for connections that somebody may have preset, and takes no for an answer.
            assertThat(browser.complaints())
                    .allSatisfy(complaint -> assertThat(complaint).contains("/actuator/hawtio/preset-connections"));
        }
    }
}
