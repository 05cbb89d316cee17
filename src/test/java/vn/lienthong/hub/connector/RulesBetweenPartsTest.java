package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** Mistakes between one part of a definition and another, made in connectors that are delivered. */
class RulesBetweenPartsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path root;

    private Path copy(String connector) throws IOException {
        Path folder = root.resolve(connector);
        FileSystemUtils.copyRecursively(Path.of("connectors", connector), folder);
        return folder;
    }

    private static void edit(Path file, String pattern, String after) throws IOException {
        String before = Files.readString(file);
        Files.writeString(file, before.replaceFirst(pattern, after));
        assertThat(file).content().isNotEqualTo(before);
    }

    private List<String> faults(Path folder) {
        return FolderCheck.faults(folder, Map.<String, String>of()::get).stream()
                .map(Fault::toString)
                .map(fault -> fault.replaceFirst("^.*/(?=connector[.]yaml|mapping[.]yaml)", "")
                        .replaceFirst(":\\d+:\\d+", ""))
                .toList();
    }

    @Nested
    class WhenARequestWantsTheRecordInTheSystemsForm {
        @Test
        void tellsThatTheMappingDoesNotSayHowItIsWritten() throws IOException {
            Path folder = copy("land-office");

            edit(folder.resolve("mapping.yaml"), "(?m)^write:\\R(?: .*\\R)*", "");

            assertThat(faults(folder))
                    .containsExactly(
                            "connector.yaml /submission/submit/call/body holds {{json:/record}}, which is made by"
                                    + " write in mapping.yaml; expected write there, or another place here");
        }

        @Test
        void tellsItOfXmlToo() throws IOException {
            Path folder = copy("civil-registry");

            edit(folder.resolve("mapping.yaml"), "(?m)^write:\\R(?: .*\\R)*", "");

            assertThat(faults(folder))
                    .singleElement()
                    .asString()
                    .startsWith(
                            "connector.yaml /submission/submit/call/body holds {{xml:/record}}, which is made by write");
        }

        @Test
        void findsNoFaultWithConnectorsThatWriteIt() throws IOException {
            assertThat(faults(copy("land-office"))).isEmpty();
            assertThat(faults(copy("business-registry"))).isEmpty();
        }
    }

    @Nested
    class WhenAttachmentsAreBrought {
        @Test
        void tellsThatASignatureDoesNotCoverThem() throws IOException {
            Path folder = copy("civil-registry");
            Path definition = folder.resolve("connector.yaml");
            edit(definition, "submission:\\R  kind: soap\\R", "submission:\n  kind: soap\n  attachments: bytes\n");
            assertThat(faults(folder)).as("with a UsernameToken").isEmpty();

            Files.copy(Path.of("src/docs/connectors/signed-soap/hub.pem"), folder.resolve("hub.pem"));
            edit(
                    definition,
                    "  kind: username-token\\R(?:  .*\\R)+",
                    "  kind: x509-signature\n  certificate: hub.pem\n  key: {env: CIVIL_REGISTRY_KEY}\n");

            assertThat(faults(folder))
                    .contains("connector.yaml /submission/attachments is bytes, which does not go with credentials of"
                            + " x509-signature; set attachments: link");
        }

        @Test
        void tellsThatAQueueCarriesNone() throws IOException {
            Path folder = copy("transport-office");

            edit(
                    folder.resolve("connector.yaml"),
                    "submission:\\R  kind: queue\\R",
                    "submission:\n  kind: queue\n  attachments: bytes\n");

            assertThat(faults(folder))
                    .singleElement()
                    .asString()
                    .startsWith("connector.yaml /submission/attachments is \"bytes\"; expected one of link");
        }
    }

    @Nested
    class WhenAnExpressionIsTooDeep {
        @Test
        void isAFaultOfItsConnectorAndNoEndOfWhoReadsIt() throws IOException {
            Path folder = copy("land-office");
            String deep = "(".repeat(100_000) + "1" + ")".repeat(100_000);
            edit(
                    folder.resolve("mapping.yaml"),
                    "(?m)^  agency-name: .*",
                    "  agency-name: {expression: '" + deep + "'}");

            assertThat(faults(folder))
                    .containsExactly(
                            "connector.yaml cannot be read, for it or a file beside it nests something too deeply,"
                                    + " such as the parentheses of an expression");
        }
    }

    @Nested
    class WhenAContractIsFetchedWithCredentials {
        private List<String> withContract(String connector, String contract) throws IOException {
            Path folder = copy(connector);
            Path file = folder.resolve("connector.yaml");
            Files.writeString(file, Files.readString(file) + "contract: " + contract + "\n");
            return faults(folder);
        }

        @Test
        void takesThoseThatStandInARequest() throws IOException {
            assertThat(withContract(
                            "land-office", "{file: land-office.openapi.yaml, from: /openapi.json, credentials: true}"))
                    .isEmpty();
        }

        @Test
        void tellsThoseThatDoNot() throws IOException {
            assertThat(withContract("civil-registry", "{from: \"/soap/dossiers?wsdl\", credentials: true}"))
                    .containsExactly("connector.yaml /contract/credentials is true, but credentials of the kind"
                            + " \"username-token\" are not shown in such a request; expected one of basic, api-key,"
                            + " bearer, oauth2, or false");
        }

        @Test
        void tellsAnAddressOfSomebodyElse() throws IOException {
            assertThat(withContract(
                            "land-office",
                            "{file: land-office.openapi.yaml, from: \"https://example.com/openapi.json\","
                                    + " credentials: true}"))
                    .containsExactly("connector.yaml /contract/credentials is true, but credentials are shown at the"
                            + " connector's own address only; expected a path in /contract/from, or false");
        }
    }
}
