package vn.lienthong.hub.access.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import vn.lienthong.hub.access.KeyMaker;

@SpringBootTest(
        classes = {DoorsOnly.class, DoorsOnly.Behind.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.location=optional:classpath:/no-file/",
            "server.error.whitelabel.enabled=false",
            "lienthong.access.clients[0].id=portal-one",
            "lienthong.access.clients[0].key-hash=${test.hash.portal}",
            "lienthong.access.clients[0].rights=look-up,subscribe",
            "lienthong.access.clients[1].id=tax-office",
            "lienthong.access.clients[1].key-hash=${test.hash.pusher}",
            "lienthong.access.clients[1].pushes-for=tax-office",
            "lienthong.access.clients[2].id=eager",
            "lienthong.access.clients[2].key-hash=${test.hash.eager}",
            "lienthong.access.clients[2].rights=look-up",
            "lienthong.access.clients[2].rate-limit.per-second=1",
            "lienthong.access.clients[2].rate-limit.burst=2",
            "lienthong.access.people[0].login=an.nguyen",
            "lienthong.access.people[0].password-hash=${test.hash.admin}",
            "lienthong.access.people[0].role=administrator",
            "lienthong.access.people[1].login=binh",
            "lienthong.access.people[1].password-hash=${test.hash.viewer}",
            "lienthong.access.people[1].role=viewer",
        })
class HttpAccessIT {
    private static final String PORTAL_KEY = "key of the portal";
    private static final String PUSHER_KEY = "key of the tax office";
    private static final String EAGER_KEY = "key of the eager one";

    static {
        System.setProperty("test.hash.portal", KeyMaker.hashOf(PORTAL_KEY));
        System.setProperty("test.hash.pusher", KeyMaker.hashOf(PUSHER_KEY));
        System.setProperty("test.hash.eager", KeyMaker.hashOf(EAGER_KEY));
        System.setProperty("test.hash.admin", KeyMaker.hashOfPassword("mật khẩu"));
        System.setProperty("test.hash.viewer", KeyMaker.hashOfPassword("look only"));
    }

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @LocalServerPort
    private int port;

    @Nested
    class WhenAProgramCalls {
        @Test
        void entersByAnyOfThreeHeaders() throws Exception {
            assertThat(get("/api/v1/dossiers", "X-API-Key", PORTAL_KEY).body()).contains("portal-one");
            assertThat(get("/api/v1/dossiers", "Authorization", "Bearer " + PORTAL_KEY)
                            .body())
                    .contains("portal-one");
            assertThat(get("/api/v1/dossiers", "Authorization", basic("portal-one", PORTAL_KEY))
                            .body())
                    .contains("portal-one");
        }

        @Test
        void isRefusedWithoutAKey() throws Exception {
            HttpResponse<String> answer = get("/api/v1/dossiers");

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().allValues("WWW-Authenticate"))
                    .containsExactly("Bearer realm=\"lienthong\"", "Basic realm=\"lienthong\", charset=\"UTF-8\"");
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.headers().firstValue("Cache-Control"))
                    .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
            assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
            JsonNode problem = json.readTree(answer.body());
            assertThat(problem.at("/type").asText()).isEqualTo("/problems/not-authenticated");
            assertThat(problem.at("/title").asText()).isEqualTo("Chưa xác thực");
            assertThat(problem.at("/status").asInt()).isEqualTo(401);
            assertThat(problem.at("/instance").asText()).isEqualTo("/api/v1/dossiers");
            assertThat(problem.at("/requestId").asText())
                    .isEqualTo(answer.headers().firstValue("X-Request-Id").orElseThrow());
        }

        @Test
        void isRefusedWithAWrongKeyEvenWhereNoneIsNeeded() throws Exception {
            for (String path : new String[] {"/api/v1/dossiers", "/api/v1/openapi.json"}) {
                HttpResponse<String> answer = get(path, "X-API-Key", "wrong", "Accept-Language", "en");
                assertThat(answer.statusCode()).isEqualTo(401);
                assertThat(json.readTree(answer.body()).at("/detail").asText())
                        .isEqualTo("The key, the name or the password is not right.");
            }
        }

        @Test
        void isRefusedWithAnUnreadableLogin() throws Exception {
            assertThat(get("/api/v1/dossiers", "Authorization", "Basic %%%").statusCode())
                    .isEqualTo(401);
            assertThat(get("/api/v1/dossiers", "Authorization", "Digest x").statusCode())
                    .isEqualTo(401);
        }

        @Test
        void isToldWhichRightItLacks() throws Exception {
            HttpResponse<String> answer = get("/api/v1/dossiers", "X-API-Key", PUSHER_KEY, "Accept-Language", "en");

            assertThat(answer.statusCode()).isEqualTo(403);
            JsonNode problem = json.readTree(answer.body());
            assertThat(problem.at("/detail").asText()).isEqualTo("tax-office does not have the right look-up.");
            assertThat(problem.at("/remedy").asText()).isEqualTo("Ask the administrator to add the right look-up.");
            assertThat(answer.headers().firstValue("Content-Language")).hasValue("en");
        }

        @Test
        void pushesForItsOwnSystemAlone() throws Exception {
            assertThat(post("/api/v1/connectors/tax-office/changes", "{}", "X-API-Key", PUSHER_KEY)
                            .statusCode())
                    .isEqualTo(200);
            HttpResponse<String> other = post("/api/v1/connectors/land-office/changes", "{}", "X-API-Key", PUSHER_KEY);
            assertThat(other.statusCode()).isEqualTo(403);
            assertThat(json.readTree(other.body()).at("/detail").asText()).contains("land-office");
            assertThat(post("/api/v1/connectors/tax-office/changes", "{}", "X-API-Key", PORTAL_KEY)
                            .statusCode())
                    .isEqualTo(403);
        }

        @Test
        void seesNoAdministrationAndNoPages() throws Exception {
            assertThat(get("/api/v1/dead-letters", "X-API-Key", PORTAL_KEY).statusCode())
                    .isEqualTo(403);
            assertThat(get("/console", "X-API-Key", PORTAL_KEY).statusCode()).isEqualTo(403);
            assertThat(get("/actuator/prometheus", "X-API-Key", PORTAL_KEY).statusCode())
                    .isEqualTo(403);
        }

        @Test
        void isToldWhenToComeBackIfItCallsTooOften() throws Exception {
            HttpResponse<String> answer = get("/api/v1/dossiers", "X-API-Key", EAGER_KEY);
            for (int calls = 1; calls < 10 && answer.statusCode() == 200; calls++) {
                answer = get("/api/v1/dossiers", "X-API-Key", EAGER_KEY);
            }

            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(json.readTree(answer.body()).at("/title").asText()).isEqualTo("Quá nhiều yêu cầu");
            assertThat(get("/api/v1/dossiers", "X-API-Key", PORTAL_KEY).statusCode())
                    .isEqualTo(200);
        }
    }

    @Nested
    class WhenNobodyIsNamed {
        @Test
        void readsTheContracts() throws Exception {
            assertThat(get("/api/v1/openapi.json").statusCode()).isEqualTo(200);
            assertThat(get("/soap/dossiers?wsdl").statusCode()).isEqualTo(200);
            assertThat(get("/soap/dossiers").statusCode()).isEqualTo(401);
            assertThat(get("/soap/dossiers?wsdl2").statusCode()).isEqualTo(401);
        }

        @Test
        void isSentToTheLoginPageInABrowser() throws Exception {
            HttpResponse<String> answer = get("/console", "Accept", "text/html");

            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(answer.headers().firstValue("Location")).hasValue("http://localhost:" + port + "/login");
        }

        @Test
        void isAskedForNoBasicLoginInABrowser() throws Exception {
            HttpResponse<String> answer = get("/console", "Sec-Fetch-Mode", "cors");

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().allValues("WWW-Authenticate")).containsExactly("Bearer realm=\"lienthong\"");
        }

        @Test
        void seesNothingElse() throws Exception {
            for (String path : new String[] {"/", "/actuator", "/actuator/jolokia", "/actuator/hawtio/", "/anything"}) {
                assertThat(get(path).statusCode()).as(path).isEqualTo(401);
            }
        }
    }

    @Nested
    class WhenAPersonLogsIn {
        @Test
        void readsThePageInTwoLanguages() throws Exception {
            assertThat(get("/login", "Accept", "text/html").body())
                    .contains("<html lang=\"vi\"", "Đăng nhập", "Mật khẩu");
            HttpResponse<String> english = get("/login?lang=en", "Accept", "text/html");
            assertThat(english.body()).contains("<html lang=\"en\"", "Log in", "Password");
            assertThat(get("/login", "Accept", "text/html").body()).contains("Log in");
        }

        @Test
        void entersWithTheRightPassword() throws Exception {
            HttpResponse<String> answer = logIn("An.Nguyen", "mật khẩu");

            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(answer.headers().firstValue("Location")).hasValue("http://localhost:" + port + "/");
            assertThat(get("/console").body()).contains("an.nguyen");
        }

        @Test
        void staysOutsideWithAWrongOne() throws Exception {
            HttpResponse<String> answer = logIn("an.nguyen", "wrong");

            assertThat(answer.headers().firstValue("Location"))
                    .hasValueSatisfying(to -> assertThat(to).endsWith("/login?error"));
            assertThat(get("/login?error", "Accept", "text/html").body())
                    .contains("Tên đăng nhập hoặc mật khẩu không đúng");
            assertThat(get("/console").statusCode()).isEqualTo(401);
        }

        @Test
        void cannotEnterWithAClientsKey() throws Exception {
            assertThat(logIn("portal-one", PORTAL_KEY).headers().firstValue("Location"))
                    .hasValueSatisfying(to -> assertThat(to).endsWith("/login?error"));
        }

        @Test
        void changesThingsOnlyFromAFormOfThesePages() throws Exception {
            logIn("an.nguyen", "mật khẩu");

            HttpResponse<String> foreign = post("/console/pause", "");
            assertThat(foreign.statusCode()).isEqualTo(403);
            assertThat(json.readTree(foreign.body()).at("/detail").asText()).contains("Biểu mẫu");
            assertThat(post(
                                    "/console/pause",
                                    "",
                                    "X-XSRF-TOKEN",
                                    cookie("XSRF-TOKEN").orElseThrow())
                            .body())
                    .contains("an.nguyen");
        }

        @Test
        void onlyLooksIfAViewer() throws Exception {
            logIn("binh", "look only");

            assertThat(get("/console").statusCode()).isEqualTo(200);
            HttpResponse<String> answer = post(
                    "/console/pause", "", "X-XSRF-TOKEN", cookie("XSRF-TOKEN").orElseThrow());
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(json.readTree(answer.body()).at("/detail").asText()).contains("administer");
        }

        @Test
        void mayUseBasicFromAProgram() throws Exception {
            assertThat(get("/console", "Authorization", basic("binh", "look only"))
                            .body())
                    .contains("binh");
            assertThat(post("/console/pause", "", "Authorization", basic("an.nguyen", "mật khẩu"))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(post("/api/v1/dead-letters/1/replay", "", "Authorization", basic("binh", "look only"))
                            .statusCode())
                    .isEqualTo(403);
        }

        @Test
        void isHeldBackAfterTenWrongPasswords() throws Exception {
            for (int tries = 0; tries < 10; tries++) {
                get("/console", "Authorization", basic("somebody", "guess " + tries));
            }

            assertThat(get("/console", "Authorization", basic("somebody", "guess"))
                            .statusCode())
                    .isEqualTo(429);
            assertThat(get("/console", "Authorization", basic("binh", "look only"))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private HttpResponse<String> logIn(String login, String password) throws IOException, InterruptedException {
        String page = get("/login", "Accept", "text/html").body();
        var token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page);
        assertThat(token.find()).isTrue();
        String form = "username=" + URLEncoder.encode(login, UTF_8) + "&password=" + URLEncoder.encode(password, UTF_8)
                + "&_csrf=" + URLEncoder.encode(token.group(1), UTF_8);
        return post("/login", form, "Content-Type", "application/x-www-form-urlencoded");
    }

    private Optional<String> cookie(String name) {
        return ((CookieManager) http.cookieHandler().orElseThrow())
                .getCookieStore().getCookies().stream()
                        .filter(cookie -> cookie.getName().equals(name))
                        .map(java.net.HttpCookie::getValue)
                        .findFirst();
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers).GET().build());
    }

    private HttpResponse<String> post(String path, String body, String... headers)
            throws IOException, InterruptedException {
        return send(request(path, headers).POST(BodyPublishers.ofString(body)).build());
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString());
    }

    private static String basic(String name, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + secret).getBytes(UTF_8));
    }
}
