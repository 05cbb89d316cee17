package vn.lienthong.hub.agency.call;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.agency.call.TryingSystem.json;
import static vn.lienthong.hub.agency.call.TryingSystem.send;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
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

    /** A name that led to an allowed address when it was judged, and leads inside by the next time. */
    @Test
    void connectsToTheAddressThatWasJudgedAndToNoLaterOne() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        var names = new SystemDefaultDnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                return new InetAddress[] {
                    InetAddress.getByName(asked.getAndIncrement() == 0 ? "127.0.0.1" : "127.0.0.2")
                };
            }
        };
        var http = new SystemsHttp(new AllowedAddresses(List.of("127.0.0.1")), RestRig.SETTINGS, names);
        http.setConnectionTimeToLive(1);
        var connector = new ConnectorDefinition(
                ID,
                new Bilingual("Thuế", "Tax"),
                null,
                named("rebinding.example"),
                new Credentials.None(),
                null,
                null,
                null,
                null);
        try (RestRig rig = new RestRig(ID, http, Map.of())) {
            rig.route(connector);

            Exchange first = rig.call(connector, GET, "1");
            inside.close();
            Exchange second = rig.call(connector, GET, "1");

            assertThat(first.getException()).isNull();
            assertThat(inside.asked()).hasSize(1);
            Problem problem = CallProblems.of(ID, second.getException()).problem();
            assertThat(problem.kind()).isEqualTo(ProblemKind.NOT_ALLOWED);
            assertThat(problem.detail().en())
                    .isEqualTo("The address of the system tax-office is not allowed: rebinding.example leads to"
                            + " 127.0.0.2.");
            // Once for each connection: what is judged is what is connected to.
            assertThat(asked).hasValue(2);
        }
    }
}
