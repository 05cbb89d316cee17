package vn.lienthong.hub.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.agency.RunningHub;
import vn.lienthong.hub.agency.RunningHub.Browser;

/** What people see and may do in Hawtio, and programs over Jolokia. */
@Tag("every-java")
class HawtioIT {
    private static final String ROUTE = "civil-registry-lookup";
    private static final String MBEAN = "org.apache.camel:context=lienthong,type=routes,name=\\\"" + ROUTE + "\\\"";
    private static final String READ_STATE = "{\"type\":\"read\",\"mbean\":\"" + MBEAN + "\",\"attribute\":\"State\"}";

    private static RunningHub hub;

    @BeforeAll
    static void start(@TempDir Path home) {
        hub = new RunningHub(home, 0);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static JsonNode jolokia(String key, String question) throws Exception {
        HttpResponse<String> answer = hub.post("/actuator/jolokia", key, question);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return RunningHub.json(answer);
    }

    private static String exec(String mbean, String operation) {
        return "{\"type\":\"exec\",\"mbean\":\"" + mbean + "\",\"operation\":\"" + operation + "\"}";
    }

    private static ServiceStatus route() {
        return hub.bean(CamelContext.class).getRouteController().getRouteStatus(ROUTE);
    }

    @Nested
    class WhenAViewerAsksOverJolokia {
        @Test
        void reads() throws Exception {
            JsonNode answer = jolokia(RunningHub.VIEW_KEY, READ_STATE);

            assertThat(answer.at("/status").asInt()).isEqualTo(200);
            assertThat(answer.at("/value").asText()).isEqualTo("Started");
        }

        @Test
        void seesHowARouteRuns() throws Exception {
            JsonNode answer = jolokia(RunningHub.VIEW_KEY, exec(MBEAN, "dumpRouteAsXml()"));

            assertThat(answer.at("/value").asText()).contains("<route", "ask-the-system");
        }

        @Test
        void stopsNothing() throws Exception {
            assertThat(jolokia(RunningHub.VIEW_KEY, exec(MBEAN, "stop()"))
                            .at("/status")
                            .asInt())
                    .isEqualTo(403);
            assertThat(route()).isEqualTo(ServiceStatus.Started);
        }

        @Test
        void writesNothing() throws Exception {
            JsonNode answer = jolokia(
                    RunningHub.VIEW_KEY,
                    "{\"type\":\"write\",\"mbean\":\"" + MBEAN
                            + "\",\"attribute\":\"StatisticsEnabled\",\"value\":false}");

            assertThat(answer.at("/status").asInt()).isEqualTo(403);
        }

        @Test
        void seesNoSecretsAndNoMessages() throws Exception {
            assertThat(jolokia(
                                    RunningHub.VIEW_KEY,
                                    "{\"type\":\"read\",\"mbean\":\"java.lang:type=Runtime\","
                                            + "\"attribute\":\"SystemProperties\"}")
                            .at("/status")
                            .asInt())
                    .isEqualTo(403);
            String queue = "org.apache.activemq.artemis:broker=\\\"" + "lienthong"
                    + "\\\",component=addresses,address=\\\"hub.status-changes\\\",subcomponent=queues,"
                    + "routing-type=\\\"anycast\\\",queue=\\\"hub.status-changes\\\"";
            assertThat(jolokia(RunningHub.VIEW_KEY, exec(queue, "browse()"))
                            .at("/status")
                            .asInt())
                    .isEqualTo(403);
        }
    }

    @Nested
    class WhenAnAdministratorAsksOverJolokia {
        @Test
        void stopsAndStartsARoute() throws Exception {
            assertThat(jolokia(RunningHub.ADMIN_KEY, exec(MBEAN, "stop()"))
                            .at("/status")
                            .asInt())
                    .isEqualTo(200);
            assertThat(route()).isEqualTo(ServiceStatus.Stopped);

            assertThat(jolokia(RunningHub.ADMIN_KEY, exec(MBEAN, "start()"))
                            .at("/status")
                            .asInt())
                    .isEqualTo(200);
            assertThat(route()).isEqualTo(ServiceStatus.Started);
        }

        @Test
        void bringsInNoCode() throws Exception {
            String routes = "org.apache.camel:context=lienthong,type=routes,name=\\\"" + ROUTE + "\\\"";
            String loader = "com.sun.management:type=DiagnosticCommand";

            assertThat(jolokia(RunningHub.ADMIN_KEY, exec(routes, "updateRouteFromXml(java.lang.String)"))
                            .at("/status")
                            .asInt())
                    .isEqualTo(403);
            assertThat(jolokia(RunningHub.ADMIN_KEY, exec(loader, "jvmtiAgentLoad"))
                            .at("/status")
                            .asInt())
                    .isEqualTo(403);
        }

        @Test
        void stopsNothingByALink() throws Exception {
            String link = "/actuator/jolokia/exec/org.apache.camel:context=lienthong,type=routes,name=%22" + ROUTE
                    + "%22/stop()";

            hub.get(link, RunningHub.ADMIN_KEY);

            assertThat(route()).isEqualTo(ServiceStatus.Started);
        }
    }

    @Nested
    class WhenOthersAskOverJolokia {
        @Test
        void learnNothing() throws Exception {
            assertThat(hub.get("/actuator/jolokia/read/java.lang:type=Memory").statusCode())
                    .isEqualTo(401);
            for (String path : new String[] {"/actuator/jolokia", "/actuator/hawtio/jolokia"}) {
                assertThat(hub.post(path, RunningHub.PORTAL_KEY, READ_STATE).statusCode())
                        .as(path)
                        .isEqualTo(403);
                assertThat(hub.post(path, "no key", READ_STATE).statusCode())
                        .as(path)
                        .isEqualTo(401);
            }
        }
    }

    @Nested
    class WhenAPersonOpensHawtio {
        @Test
        void isAskedToLogInFirst() throws Exception {
            Browser browser = hub.browser();

            for (String path : new String[] {"/hawtio", "/actuator/hawtio/", "/actuator/hawtio/index.html"}) {
                HttpResponse<String> answer = browser.get(path);
                assertThat(answer.uri().getPath()).as(path).isEqualTo("/login");
            }
        }

        @Test
        void seesItUnderTheirOwnName() throws Exception {
            Browser browser = hub.browser();
            browser.logIn("viewer");

            HttpResponse<String> page = browser.get("/hawtio");
            HttpResponse<String> user = browser.get("/actuator/hawtio/user");

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.uri().getPath()).isEqualTo("/actuator/hawtio/");
            assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
            var script =
                    java.util.regex.Pattern.compile("src=\"([^\"]+\\.js)\"").matcher(page.body());
            assertThat(script.find()).as(page.body()).isTrue();
            assertThat(browser.get(page.uri().resolve(script.group(1)).getPath())
                            .statusCode())
                    .isEqualTo(200);
            assertThat(user.body()).isEqualTo("\"viewer\"");
        }

        @Test
        void leavesTheHubByLoggingOutThere() throws Exception {
            Browser browser = hub.browser();
            browser.logIn("viewer");

            browser.get("/actuator/hawtio/auth/logout");

            assertThat(browser.get("/hawtio").uri().getPath()).isEqualTo("/login");
        }
    }
}
