package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.translation.soap.Wsdls;

/** What is told of a facade before anything connects. */
class FacadeRulesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path root;

    private List<String> faults(String wsdl, String facade) throws IOException {
        return faults(wsdl, "address: http://127.0.0.1:9\n", facade);
    }

    private List<String> faults(String wsdl, String address, String facade) throws IOException {
        Path folder = Files.createDirectories(root.resolve("tax-office"));
        Files.writeString(folder.resolve("tax.wsdl"), wsdl);
        Files.copy(
                Path.of("src/docs/connectors/signed-soap/hub.pem"),
                folder.resolve("hub.pem"),
                StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(
                folder.resolve("connector.yaml"),
                "id: tax-office\nname: {vi: \"Thuế\", en: \"Tax\"}\n" + address + "facade:\n" + facade.indent(2));
        return FolderConnectors.read(root, Map.<String, String>of()::get).refused().stream()
                .flatMap(refused -> refused.faults().stream())
                .map(BothLanguages::told)
                .map(fault -> fault.replace(root + "/", "connectors/"))
                .toList();
    }

    @Nested
    class WhenTheContractIsGood {
        @Test
        void aFacadeIsAllThatAConnectorNeeds() throws IOException {
            assertThat(faults(Wsdls.TAX, "kind: rest\ncontract: tax.wsdl\n")).isEmpty();
        }

        @Test
        void itNeedsAnAddress() throws IOException {
            assertThat(faults(Wsdls.TAX, "", "kind: rest\ncontract: tax.wsdl\n"))
                    .containsExactly(
                            "connectors/tax-office/connector.yaml:3:1 /facade needs /address, where the system is"
                                    + " reached");
        }

        @Test
        void operationsAreThoseOfThePortAndEachHasItsOwnPlace() throws IOException {
            String two =
                    "{name: GetTaxes, method: GET, path: \"/taxes\"}, {name: GetTax, method: GET, path: \"/taxes\"}";

            assertThat(faults(Wsdls.TAX, operations(two + ", {name: GetTax, method: FETCH, path: \"taxes/../x\"}")))
                    .containsExactly(
                            "connectors/tax-office/connector.yaml:7:131 /facade/operations/2/method is \"FETCH\"; expected one"
                                    + " of GET, POST, PUT, PATCH, DELETE",
                            "connectors/tax-office/connector.yaml:7:144 /facade/operations/2/path is \"taxes/../x\"; expected a"
                                    + " path such as /taxes/{number}, of letters, digits, - . _ ~ and names in braces");
            assertThat(faults(Wsdls.TAX, operations(two)))
                    .containsExactly(
                            "connectors/tax-office/connector.yaml:7:23 /facade/operations/0/name is \"GetTaxes\", which is no"
                                    + " operation of the contract's port; expected one of GetTax",
                            "connectors/tax-office/connector.yaml:7:63 /facade/operations/1 is served at GET /taxes, as GetTaxes"
                                    + " is already; expected another path");
        }
    }

    private static String operations(String list) {
        return "kind: rest\ncontract: tax.wsdl\noperations: [" + list + "]\n";
    }

    @Nested
    class WhenRequestsAreDeclared {
        @Test
        void placesInPathsAreMembersOfTheInput() throws IOException {
            assertThat(faults(Wsdls.TAX, operations("{name: GetTax, method: GET, path: \"/a/{kode}\"}")))
                    .containsExactly(
                            "connectors/tax-office/connector.yaml:7:50 /facade/operations/0/path has {kode}, which is"
                                    + " no single value of the operation's input; expected one of code, year");
            assertThat(faults(Wsdls.TAX, operations("{name: GetTax, method: PUT, path: \"/a/{code}\"}")))
                    .containsExactly(
                            "connectors/tax-office/connector.yaml:7:50 /facade/operations/0/path has {code}, but the"
                                    + " input is the body; expected no place, or GET");
        }

        @Test
        void headersAreXmlFilledFromCredentialsThatHaveIt() throws IOException {
            assertThat(faults(Wsdls.TAX, "kind: rest\ncontract: tax.wsdl\nheader: <a><b>\n"))
                    .containsExactly(
                            "connectors/tax-office/connector.yaml:7:11 /facade/header is no XML; expected elements,"
                                    + " each with its namespace declared");
            assertThat(faults(Wsdls.TAX, "kind: rest\ncontract: tax.wsdl\nheader: <a>{{user}}{{token}}</a>\n"))
                    .containsExactly(
                            "connectors/tax-office/connector.yaml:7:11 /facade/header has {{token}}; expected {{user}} or"
                                    + " {{password}}",
                            "connectors/tax-office/connector.yaml:7:11 /facade/header has {{user}}, but the credentials are of"
                                    + " kind none; expected one of basic, username-token, session-login");
        }
    }

    @Nested
    class WhenCallersShallSignOrShowAToken {
        @Test
        void certificatesAreFilesNamesAreNamesAndSecretsAreNotShown() throws IOException {
            assertThat(faults(
                            Wsdls.TAX,
                            "kind: soap\ncontract: tax.wsdl\nusername-token: {user: portal, password: pl4in-w0rds}\n"
                                    + "signature: {authorities: gone.pem, subjects: [portal], key: {env: KEY}}\n"))
                    .anyMatch(fault -> fault.contains("/facade/username-token/password"))
                    .noneMatch(fault -> fault.contains("pl4in-w0rds"))
                    .anyMatch(fault -> fault.contains("/facade/signature") && fault.contains("certificate"));
            assertThat(faults(Wsdls.TAX, "kind: soap\ncontract: tax.wsdl\nsignature: {authorities: gone.pem}\n"))
                    .contains(
                            "connectors/tax-office/connector.yaml:7:28 /facade/signature/authorities is \"gone.pem\"; expected"
                                    + " a PEM file in the connector's folder");
            assertThat(faults(
                            Wsdls.TAX,
                            "kind: soap\ncontract: tax.wsdl\nsignature: {authorities: hub.pem, subjects: [portal]}\n"))
                    .contains(
                            "connectors/tax-office/connector.yaml:7:48 /facade/signature/subjects/0 is \"portal\"; expected"
                                    + " the name in a certificate, such as CN=portal,C=VN");
        }
    }

    @Nested
    class WhenTheContractCannotBeServed {
        @Test
        void tellsEverythingByFileAndLineOfTheContract() throws IOException {
            String wrong = Wsdls.TAX
                    .replace("type=\"xs:decimal\"", "type=\"t:Money\"")
                    .replace("type=\"xs:int\"", "type=\"t:Year\"");

            List<String> faults = faults(wrong, "kind: rest\ncontract: tax.wsdl\n");

            assertThat(faults).hasSize(3).allSatisfy(fault -> assertThat(fault)
                    .startsWith(
                            "connectors/tax-office/connector.yaml:6:13 /facade/contract cannot be served: tax.wsdl:"));
        }

        @Test
        void tellsAFileThatIsMissing() throws IOException {
            assertThat(faults(Wsdls.TAX, "kind: rest\ncontract: toll.wsdl\ndocuments: {\"http://x/\": x.xsd}\n"))
                    .containsExactly(
                            "connectors/tax-office/connector.yaml:6:13 /facade/contract is \"toll.wsdl\"; expected a file in"
                                    + " the connector's folder",
                            "connectors/tax-office/connector.yaml:7:28 /facade/documents/http:~1~1x~1 is \"x.xsd\"; expected"
                                    + " a file in the connector's folder");
        }

        @Test
        void tellsAttachmentsThatASignatureWouldNotBeOver() throws IOException {
            String attached = Wsdls.TAX
                    .replace(
                            "<wsdl:part name=\"parameters\" element=\"t:GetTax\"/>",
                            "<wsdl:part name=\"parameters\" element=\"t:GetTax\"/><wsdl:part name=\"scan\" type=\"xs:base64Binary\"/>")
                    .replaceFirst(
                            "<wsdl:input><soap:body use=\"literal\"/>",
                            "<wsdl:input><mime:multipartRelated><mime:part><soap:body use=\"literal\"/></mime:part><mime:part>"
                                    + "<mime:content part=\"scan\" type=\"image/png\"/></mime:part></mime:multipartRelated>");

            assertThat(faults(
                            attached,
                            "address: http://127.0.0.1:9\n"
                                    + "credentials: {kind: x509-signature, certificate: hub.pem, key: {env: KEY}}\n",
                            "kind: rest\ncontract: tax.wsdl\n"))
                    .contains(
                            "connectors/tax-office/connector.yaml:7:13 /facade/contract binds attachments to GetTax, which a"
                                    + " signature would not be over; expected other operations alone, named in only");
        }

        @Test
        void tellsSoapsOwnEncoding() throws IOException {
            assertThat(faults(
                            Wsdls.TAX.replace("<soap:body use=\"literal\"/>", "<soap:body use=\"encoded\"/>"),
                            "kind: rest\ncontract: tax.wsdl\n"))
                    .containsExactly(
                            "connectors/tax-office/connector.yaml:6:13 /facade/contract cannot be served: tax.wsdl:24"
                                    + " uses SOAP's own encoding, which no schema describes; expected use=\"literal\" (ask for a"
                                    + " document/literal or rpc/literal port)");
        }
    }
}
