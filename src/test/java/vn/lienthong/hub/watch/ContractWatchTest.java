package vn.lienthong.hub.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import vn.lienthong.hub.agency.call.Introduction;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.AllowedAddresses;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.connector.ContractFixtures;
import vn.lienthong.hub.contract.ContractChange;
import vn.lienthong.hub.trail.Trail;
import vn.lienthong.hub.watch.ContractState.Outcome;

/** A system's contract, fetched from a real server and compared with the one its connector has. */
class ContractWatchTest {
    private static final Instant NOW = Instant.parse("2026-11-28T02:00:00Z");
    private static final Path REGISTRY = Path.of("connectors", "civil-registry");
    private static final SystemId ID = SystemId.of("civil-registry");

    private final List<Trail.Act> acts = new ArrayList<>();
    private final String kept;
    private volatile String published;
    private volatile int status = 200;
    private volatile String credentials = "";
    private final List<String> shown = new CopyOnWriteArrayList<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path root;

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    ContractWatchTest() throws IOException {
        kept = Files.readString(REGISTRY.resolve("civil-registry.wsdl"));
        published = kept;
    }

    @BeforeEach
    void startTheSystem() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = published.getBytes(StandardCharsets.UTF_8);
            shown.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/elsewhere");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopTheSystem() {
        server.stop(0);
    }

    private ContractState look(AllowedAddresses addresses) throws IOException {
        return Objects.requireNonNull(watch(addresses).lookNow(ID).orElse(null));
    }

    private ContractState look() throws IOException {
        return look(AllowedAddresses.ALL);
    }

    private ContractWatch watch(AllowedAddresses addresses) throws IOException {
        FileSystemUtils.copyRecursively(REGISTRY, root.resolve("civil-registry"));
        Path definition = root.resolve("civil-registry/connector.yaml");
        if (!credentials.isEmpty()) {
            Files.writeString(
                    definition,
                    Files.readString(definition)
                            .replaceFirst(
                                    "(?m)^credentials:\\R(?: .*\\R)*",
                                    "credentials: {kind: bearer, token: {env: T}}\n"));
        }
        Files.writeString(
                definition,
                Files.readString(definition) + "contract: {from: \"/soap/dossiers?wsdl\", every: PT1H" + credentials
                        + "}\n");
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        Connectors connectors = ContractFixtures.read(root, Map.of("CIVIL_REGISTRY_URL", address));
        assertThat(connectors.refused()).isEmpty();
        return new ContractWatch(
                connectors,
                addresses,
                acts::add,
                Clock.fixed(NOW, ZoneOffset.UTC),
                new ContractWatchSettings(Duration.ofSeconds(10), Duration.ofSeconds(20)),
                new Introduction() {
                    @Override
                    public Shown shown(ConnectorDefinition connector, URI address) {
                        return new Shown(address, Map.of("Authorization", "Bearer of " + connector.id()));
                    }

                    @Override
                    public @Nullable SSLContext tls(ConnectorDefinition connector) {
                        return null;
                    }
                });
    }

    @Nested
    class WhenNothingHasChanged {
        @Test
        void saysSoAndTellsTheTrailOnce() throws IOException {
            ContractWatch watch = watch(AllowedAddresses.ALL);

            watch.lookNow(ID);
            watch.lookNow(ID);

            assertThat(watch.find(ID)).contains(new ContractState(NOW, Outcome.SAME, List.of(), List.of(), null));
            assertThat(acts)
                    .containsExactly(new Trail.Act(NOW, "hub", "watch-contract", "civil-registry", "same", "contract"));
        }
    }

    @Nested
    class WhenTheSystemWantsToKnowWhoAsks {
        @Test
        void showsItTheCredentialsWhereTheConnectorSaysSo() throws IOException {
            credentials = ", credentials: true";

            assertThat(look().outcome()).isEqualTo(Outcome.SAME);

            assertThat(shown).isNotEmpty().containsOnly("Bearer of civil-registry");
        }

        @Test
        void showsThemToNobodyElse() throws IOException {
            credentials = ", credentials: true";
            HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            List<String> shownThere = new CopyOnWriteArrayList<>();
            other.createContext("/", exchange -> {
                shownThere.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
                exchange.sendResponseHeaders(404, -1);
                exchange.close();
            });
            other.start();
            try {
                published = kept.replaceFirst(
                        "(<xs:schema[^>]*>)",
                        "$1<xs:import namespace=\"urn:other\" schemaLocation=\"http://127.0.0.1:"
                                + other.getAddress().getPort() + "/other.xsd\"/>");

                look();

                assertThat(shown).containsOnly("Bearer of civil-registry");
                assertThat(shownThere).isNotEmpty().containsOnly("null");
            } finally {
                other.stop(0);
            }
        }

        @Test
        void showsNothingUnlessAskedTo() throws IOException {
            look();

            assertThat(shown).containsOnly("null");
        }
    }

    @Nested
    class WhenAPlaceThatTheMappingReadsIsGone {
        @Test
        void tellsTheLineThatBreaks() throws IOException {
            published = kept.replace("\"ngayHenTra\"", "\"hanTra\"");

            ContractState state = look();

            assertThat(state.outcome()).isEqualTo(Outcome.BREAKING);
            assertThat(state.changes())
                    .extracting(change -> change.operation() + " " + change.pointer() + " " + change.breaking() + " "
                            + change.text().en())
                    .contains(
                            "ListChanges /change/ngayHenTra true is gone from the answer",
                            "ListChanges /change/hanTra false is new in the answer",
                            "GetDossier /dossier/ngayHenTra true is gone from the answer");
            assertThat(state.breaks()).singleElement().satisfies(fault -> assertThat(fault.toString())
                    .endsWith("mapping.yaml:18:11 /dossier/due-at reads /ngayHenTra, which no record can have by"
                            + " civil-registry.wsdl"));
            assertThat(acts).extracting(Trail.Act::outcome).containsExactly("breaking");
        }
    }

    @Nested
    class WhenWhatHasChangedConcernsNobody {
        @Test
        void tellsItAsHarmless() throws IOException {
            published = kept.replaceFirst(
                    "(<xs:element name=\"ngayHenTra\"[^>]*/>)",
                    "$1<xs:element name=\"moi\" type=\"xs:string\" minOccurs=\"0\"/>");

            ContractState state = look();

            assertThat(state.outcome()).isEqualTo(Outcome.CHANGED);
            assertThat(state.changes()).noneMatch(ContractChange::breaking).isNotEmpty();
            assertThat(state.breaks()).isEmpty();
        }
    }

    @Nested
    class WhenAnOperationIsGone {
        @Test
        void breaks() throws IOException {
            published = kept.replace("urn:lienthong:simulator:civil-registry:1:GetDossier", "urn:other:GetDossier");

            assertThat(look().outcome()).isEqualTo(Outcome.BREAKING);
        }
    }

    @Nested
    class WhenTheContractCannotBeHad {
        @Test
        void tellsWhyAndGoesOnByTheOneItHas() throws IOException {
            status = 404;

            ContractState state = look();

            assertThat(state.outcome()).isEqualTo(Outcome.UNREADABLE);
            assertThat(Objects.requireNonNull(state.problem()).detail().en())
                    .startsWith("The contract at http://127.0.0.1:")
                    .endsWith("it was answered with HTTP 404.");
        }

        @Test
        void followsNoRedirect() throws IOException {
            status = 302;

            assertThat(Objects.requireNonNull(look().problem()).detail().en()).endsWith("answered with HTTP 302.");
        }

        @Test
        void fetchesNothingFromWhereConnectorsMayNotLead() throws IOException {
            ContractState state = look(new AllowedAddresses(List.of("motcua.example.com")));

            assertThat(Objects.requireNonNull(state.problem()).detail().en())
                    .contains("where connectors may not lead (lienthong.addresses.allowed)");
        }

        @Test
        void tellsWhatIsNoContract() throws IOException {
            published = "<html><body>Đăng nhập</body></html>";

            assertThat(look().outcome()).isEqualTo(Outcome.UNREADABLE);
        }
    }
}
