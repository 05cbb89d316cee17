package vn.lienthong.hub.agency.call;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.agency.call.TryingSystem.send;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.AllowedAddresses;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.ConnectorDefinition.HttpCall;
import vn.lienthong.hub.connector.ConnectorDefinition.Success;
import vn.lienthong.hub.connector.Credentials;
import vn.lienthong.hub.connector.Secret;
import vn.lienthong.hub.connector.Tls;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;

/** A system that is spoken with over TLS, by certificates of its own province's authority. */
class TlsCallTest {
    private static final SystemId ID = SystemId.of("tax-office");
    private static final HttpCall GET = new HttpCall("GET", "/dossiers", List.of(), null, null, Success.BY_STATUS);

    private final AtomicInteger asked = new AtomicInteger();
    private Certificates certificates;
    private Certificates.Made hub;
    private @Nullable HttpsServer server;

    @BeforeEach
    void make(@TempDir Path folder) throws Exception {
        certificates = new Certificates(folder);
        hub = certificates.make("hub", "-1d", 30);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    /** Starts a system that lets nobody in without a certificate that it trusts. */
    private URI start(SSLContext context) throws Exception {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters needed = getSSLContext().getDefaultSSLParameters();
                needed.setNeedClientAuth(true);
                // By TLS 1.3 a client may have its words for sent, and the line cut, before it hears that it is
                // refused.
                needed.setProtocols(new String[] {"TLSv1.2"});
                parameters.setSSLParameters(needed);
            }
        });
        server.createContext("/dossiers", exchange -> {
            asked.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            send(exchange, 200, "application/json", "{\"ok\":true}");
            exchange.close();
        });
        server.start();
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    }

    private Exchange call(URI address, @Nullable Tls tls) throws Exception {
        var connector = new ConnectorDefinition(
                ID,
                new Bilingual("Thuế", "Tax office"),
                null,
                address,
                new Credentials.None(),
                tls,
                null,
                null,
                null,
                null,
                null);
        try (RestRig rig = new RestRig(ID, AllowedAddresses.ALL, Map.of("TAX_OFFICE_KEY", hub.keyPem()))) {
            rig.route(connector);
            return rig.call(connector, GET, "1");
        }
    }

    private Tls tls(Certificates.Made authority) throws Exception {
        return new Tls(authority.pem(), hub.pem(), new Secret.FromEnvironment("TAX_OFFICE_KEY"));
    }

    private static Problem problem(Exchange done) {
        return CallProblems.of(ID, done.getException()).problem();
    }

    @Nested
    class WhenBothTrustEachOther {
        @Test
        void isLetIn() throws Exception {
            Certificates.Made office = certificates.make("office", "-1d", 30);
            URI address = start(office.serverTrusting(certificates.authority()));

            Exchange done = call(address, tls(certificates.authority()));

            assertThat(done.getException()).isNull();
            assertThat(asked).hasValue(1);
        }
    }

    @Nested
    class WhenTheyDoNot {
        @Test
        void tellsThatTheSystemsCertificateIsFromNobodyTrusted() throws Exception {
            Certificates.Made office = certificates.make("office", "-1d", 30);
            URI address = start(office.serverTrusting(certificates.authority()));

            Problem problem = problem(call(address, tls(hub)));

            assertThat(problem.stage()).isEqualTo("open-tls");
            assertThat(problem.detail().en())
                    .isEqualTo(
                            "The certificate of the system tax-office is not from an authority that the hub trusts.");
        }

        @Test
        void isNotLetInByASystemThatTrustsAnotherAuthority(@TempDir Path elsewhere) throws Exception {
            Certificates.Made stranger = new Certificates(elsewhere).authority();
            Certificates.Made office = certificates.make("office", "-1d", 30);
            URI address = start(office.serverTrusting(stranger));

            Exchange done = call(address, tls(certificates.authority()));

            // Whether the refusal or the cut line is heard first depends on the two machines.
            assertThat(problem(done).kind()).isIn(ProblemKind.SYSTEM_UNAVAILABLE, ProblemKind.REFUSED_BY_SYSTEM);
            assertThat(asked).hasValue(0);
        }
    }

    @Nested
    class WhenACertificateHasExpired {
        @Test
        void tellsThatTheSystemsHas() throws Exception {
            Certificates.Made office = certificates.make("office", "-30d", 10);
            URI address = start(office.serverTrusting(certificates.authority()));

            Problem problem = problem(call(address, tls(certificates.authority())));

            assertThat(problem.origin()).isEqualTo(Origin.AGENCY);
            assertThat(problem.detail().en()).isEqualTo("The certificate of the system tax-office has expired.");
        }

        @Test
        void tellsThatTheHubsHasAndAsksNothing() throws Exception {
            hub = certificates.make("old-hub", "-30d", 10);
            Certificates.Made office = certificates.make("office", "-1d", 30);
            URI address = start(office.serverTrusting(certificates.authority()));

            Problem problem = problem(call(address, tls(certificates.authority())));

            assertThat(problem.origin()).isEqualTo(Origin.HUB);
            assertThat(problem.detail().en())
                    .startsWith("The certificate that the hub shows the system tax-office expired at ");
            assertThat(asked).hasValue(0);
        }
    }
}
