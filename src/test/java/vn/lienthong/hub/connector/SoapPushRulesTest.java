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

class SoapPushRulesTest {
    private static final Path EXAMPLES = Path.of("src", "docs", "connectors");
    private static final String OWN = "soap-push";
    private static final String OTHERS = "soap-push-own-contract";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path root;

    private List<String> faults(String example, String before, String after) throws IOException {
        Path folder = root.resolve(example);
        FileSystemUtils.copyRecursively(EXAMPLES.resolve(example), folder);
        String definition = Files.readString(folder.resolve("connector.yaml"));
        assertThat(definition).contains(before);
        Files.writeString(folder.resolve("connector.yaml"), definition.replace(before, after));
        return FolderConnectors.read(root, Map.<String, String>of()::get).refused().stream()
                .flatMap(refused -> refused.faults().stream())
                .map(BothLanguages::told)
                .map(fault -> fault.replace(root + "/" + example + "/connector.yaml:", ""))
                .toList();
    }

    @Nested
    class WhenTheSystemCallsByTheHubsContract {
        @Test
        void recordsAreInItsElement() throws IOException {
            assertThat(faults(OWN, "kind: soap-push", "kind: soap-push\n  records: /recrod"))
                    .containsExactly(
                            "15:12 /intake/records is \"/recrod\", which PushChanges cannot have by the hub's own"
                                    + " contract; expected a list in it, among /record, /record/change");
        }

        @Test
        void itHasNoAnswerOfItsOwn() throws IOException {
            assertThat(faults(OWN, "kind: soap-push", "kind: soap-push\n  answer: <a/>"))
                    .containsExactly("14:3 /intake/contract is missing; answer needs it");
        }

        @Test
        void aTokenHasAPassword() throws IOException {
            assertThat(faults(OWN, "password: {env: SOAP_PUSH_PASSWORD}", "pasword: {env: SOAP_PUSH_PASSWORD}"))
                    .containsExactlyInAnyOrder(
                            "18:5 /intake/token/password is missing: where the password is, of which the system"
                                    + " sends a digest or the text",
                            "19:5 /intake/token/pasword is unknown here; did you mean password?");
        }
    }

    @Nested
    class WhenTheSystemCallsByItsOwnContract {
        @Test
        void theOperationIsOneOfIt() throws IOException {
            assertThat(faults(OTHERS, "operation: GuiTienDo", "operation: GuiTiendo"))
                    .containsExactly("17:14 /intake/operation is \"GuiTiendo\", which is no operation of the contract;"
                            + " expected one of GuiTienDo");
        }

        @Test
        void recordsAreAtAPlaceThatItsElementHas() throws IOException {
            assertThat(faults(OTHERS, "records: /danhSach/hoSo", "records: /danhSach/hoso"))
                    .singleElement()
                    .asString()
                    .startsWith(
                            "18:12 /intake/records is \"/danhSach/hoso\", which GuiTienDo cannot have by tien-do.wsdl;"
                                    + " expected a list in it, among /danhSach/hoSo");
        }

        @Test
        void theAnswerIsTheOneThatItSays() throws IOException {
            assertThat(faults(OTHERS, "<maLoi>0</maLoi>", "<maLoi>none</maLoi>"))
                    .singleElement()
                    .asString()
                    .startsWith("19:11 /intake/answer is not what the contract answers with: /GuiTienDoResponse/maLoi");
        }

        @Test
        void theAnswerHasPlacesThatAreFilled() throws IOException {
            assertThat(faults(OTHERS, "{{refused}}", "{{failed}}"))
                    .containsExactly("19:11 /intake/answer has {{failed}}; expected {{accepted}} or {{refused}}");
        }

        @Test
        void theFileIsThere() throws IOException {
            assertThat(faults(OTHERS, "contract: tien-do.wsdl", "contract: tiendo.wsdl"))
                    .containsExactly(
                            "16:13 /intake/contract is \"tiendo.wsdl\"; expected a file in the connector's folder");
        }
    }
}
