package vn.lienthong.hub.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.agency.RunningHub;
import vn.lienthong.hub.simulator.LandOffice;

/** The pages in a real browser, in both languages, with what the hub knows on them and nothing to complain of. */
@Tag("every-java")
class PagesInBrowserIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** For whoever wants to look at them. */
    private static final Path PICTURES = Path.of("target", "pages");

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
        hub.change(office, "LD-3", "10");
        hub.change(office, "LD-3", "99");
        await().atMost(PATIENCE)
                .until(() -> hub.truth(hub.simulators().nationalPortal().address())
                                .at("/LD-1/progress")
                                .size()
                        == 2);
        hub.post("/api/v1/reconciliation", RunningHub.ADMIN_KEY, "{\"connector\":\"land-office\"}");
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
    class WhenAnotherLanguageIsChosen {
        @ParameterizedTest
        @CsvSource({"vi, en, In progress", "en, vi, Đang xử lý"})
        void pageStaysTheSame(String language, String other, String status) {
            open(hub.address("/console/dossiers?code=LD-1"), language);

            browser.leave("document.querySelector('header a[lang=" + other + "]').click()");

            assertThat(browser.evaluate("location.search")).isEqualTo("?code=LD-1&lang=" + other);
            assertThat(browser.evaluate("document.documentElement.lang")).isEqualTo(other);
            assertThat(browser.text()).contains("LD-1", status);
        }

        @Test
        void searchStaysTheSame() {
            open(hub.address("/console/dead-letters?connector=land-office&stage=translate"), "vi");

            browser.leave("document.querySelector('header a[lang=en]').click()");

            assertThat(browser.evaluate("document.querySelector('[name=stage]').value"))
                    .isEqualTo("translate");
            assertThat(browser.evaluate("document.querySelector('[name=connector]').value"))
                    .isEqualTo("land-office");
        }
    }

    @Nested
    class WhenAStepIsNamed {
        @ParameterizedTest
        @CsvSource({"vi, dịch bản ghi", "en, translating"})
        void isNamedInTheReadersLanguage(String language, String stage) {
            open(hub.address("/console/dead-letters"), language);
            assertThat(browser.evaluate("document.querySelector('td [title=translate]').innerText"))
                    .isEqualTo(stage);
            assertThat(browser.evaluate("document.querySelector('option[value=translate]').innerText"))
                    .isEqualTo(stage);

            open(hub.address("/console/dossiers?code=LD-3"), language);
            assertThat(browser.evaluate("document.querySelector('#timeline').innerText"))
                    .contains(stage)
                    .doesNotContain("unmapped-code");
        }
    }

    @Nested
    class WhenTheWindowIsNarrow {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/",
                    "/console/dossiers",
                    "/console/dossiers?code=LD-1",
                    "/console/dead-letters",
                    "/console/dead-letters?dossier=NOBODY",
                    "/console/reconciliation",
                    "/console/reconciliation?report=1"
                })
        void nothingIsCutOff(String page) throws Exception {
            await().atMost(PATIENCE)
                    .until(() -> !RunningHub.json(hub.get("/api/v1/reconciliation/1", RunningHub.VIEW_KEY))
                            .path("state")
                            .asText()
                            .equals("running"));
            for (int points : new int[] {320, 1280}) {
                for (String language : List.of("vi", "en")) {
                    browser.width(points);
                    open(hub.address(page), language);

                    browser.picture(
                            PICTURES.resolve(page.replaceAll("\\W+", "-") + "-" + language + "-" + points + ".png"));
                    assertThat(Integer.parseInt(browser.evaluate("document.documentElement.scrollWidth")))
                            .as("%s in %s", page, language)
                            .isLessThanOrEqualTo(points);
                }
            }
            browser.width(0);
        }
    }

    @Nested
    class WhenThereIsOnlyAKeyboard {
        @Test
        void contentIsOneKeyAway() {
            open(hub.address("/"), "en");

            browser.evaluate("document.querySelector('a[href]').focus()");

            assertThat(browser.evaluate("document.activeElement.getAttribute('href')"))
                    .isEqualTo("#content");
            assertThat(browser.evaluate("document.activeElement.getBoundingClientRect().left >= 0"))
                    .isEqualTo("true");
            assertThat(browser.evaluate("document.querySelector('#content h1').innerText"))
                    .isEqualTo("Overview");
        }

        @ParameterizedTest
        @ValueSource(strings = {"/", "/console/dossiers", "/console/dead-letters", "/console/reconciliation"})
        void everyFieldAndButtonHasAName(String page) {
            open(hub.address(page), "en");

            assertThat(browser.evaluate("[...document.querySelectorAll('main input:not([type=hidden]), main select,"
                            + " main textarea, main button')].filter(one => !(one.getAttribute('aria-label')"
                            + " || one.innerText || one.closest('label'))).map(one => one.outerHTML).join()"))
                    .isEmpty();
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
