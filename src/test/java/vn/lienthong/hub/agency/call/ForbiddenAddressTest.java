package vn.lienthong.hub.agency.call;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.agency.call.TryingSystem.json;
import static vn.lienthong.hub.agency.call.TryingSystem.send;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.AllowedAddresses;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.ConnectorDefinition.HttpCall;
import vn.lienthong.hub.connector.ConnectorDefinition.Success;
import vn.lienthong.hub.connector.Credentials;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;

/** A connector cannot lead the hub to where its administrator has not allowed it. */
class ForbiddenAddressTest {
    private static final SystemId ID = SystemId.of("tax-office");
    private static final HttpCall GET = new HttpCall("GET", "/dossiers", List.of(), null, null, Success.BY_STATUS);

    private TryingSystem inside;

    @BeforeEach
    void start() throws Exception {
        inside = new TryingSystem();
        inside.on("/base/dossiers", json("{\"secret\":1}"));
    }

    @AfterEach
    void stop() {
        inside.close();
    }

    private static Exchange call(URI address, String... allowed) throws Exception {
        var connector = new ConnectorDefinition(
                ID, new Bilingual("Thuế", "Tax"), null, address, new Credentials.None(), null, null, null, null);
        try (RestRig rig = new RestRig(ID, new AllowedAddresses(List.of(allowed)), Map.of())) {
            rig.route(connector);
            return rig.call(connector, GET, "1");
        }
    }

    private URI named(String host) {
        return URI.create("http://" + host + ":" + inside.address().getPort() + "/base");
    }

    @Test
    void connectsWhereTheNetworkIsAllowed() throws Exception {
        assertThat(call(named("localhost"), "127.0.0.0/8", "::1").getException())
                .isNull();
    }

    @Test
    void refusesAnAllowedNameThatLeadsInside() throws Exception {
        Problem problem = CallProblems.of(
                        ID, call(named("localhost"), "localhost").getException())
                .problem();

        assertThat(problem.kind()).isEqualTo(ProblemKind.NOT_ALLOWED);
        assertThat(problem.origin()).isEqualTo(Origin.HUB);
        assertThat(problem.detail().en()).contains("localhost leads to ");
        assertThat(inside.asked()).isEmpty();
    }

    @Test
    void followsNoRedirectFromAnAllowedHostToAForbiddenOne() throws Exception {
        try (TryingSystem allowed = new TryingSystem()) {
            allowed.on("/base/dossiers", (request, exchange) -> {
                exchange.getResponseHeaders().set("Location", named("localhost") + "/dossiers");
                send(exchange, 307, "text/plain", "");
            });

            Problem problem = CallProblems.of(
                            ID, call(allowed.address(), "127.0.0.1").getException())
                    .problem();

            assertThat(problem.kind()).isEqualTo(ProblemKind.UNREADABLE_ANSWER);
            assertThat(problem.detail().en())
                    .isEqualTo("The system tax-office redirects (HTTP 307), which is not followed.");
            assertThat(allowed.asked()).hasSize(1);
            assertThat(inside.asked()).isEmpty();
        }
    }
}
