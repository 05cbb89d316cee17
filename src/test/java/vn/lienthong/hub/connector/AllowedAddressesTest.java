package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.hub.canonical.Bilingual;

class AllowedAddressesTest {
    private static final AllowedAddresses LISTED =
            new AllowedAddresses(List.of("motcua.example.com", "*.province.example", "10.20.0.0/16", "fd00:20::/32"));

    @Nested
    class WhenADefinitionIsChecked {
        @ParameterizedTest
        @CsvSource({
            "https://10.20.1.5/x, true",
            "https://10.21.1.5/x, false",
            "https://[fd00:20::1]/x, true",
            "http://127.0.0.1:8161, false",
            "http://169.254.169.254/latest, false",
            "https://motcua.example.com, true"
        })
        void judgesLiteralsAtOnce(String address, boolean good) {
            assertThat(LISTED.wrongWith(URI.create(address)) == null).isEqualTo(good);
        }

        @Test
        void judgesNamesWhereNoNetworkIsListed() {
            AllowedAddresses names = new AllowedAddresses(List.of("*.province.example"));

            assertThat(names.wrongWith(URI.create("https://thue.province.example")))
                    .isNull();
            assertThat(names.wrongWith(URI.create("https://province.example.evil.test")))
                    .extracting(Bilingual::en)
                    .isEqualTo(
                            "leads to \"province.example.evil.test\", which lienthong.addresses.allowed does not list;"
                                    + " it lists *.province.example");
        }

        @Test
        void neverLetsTheAddressOfACloudsKeysPassByItself() {
            assertThat(AllowedAddresses.ALL.wrongWith(URI.create("http://169.254.169.254/latest")))
                    .extracting(Bilingual::en)
                    .isEqualTo("leads to \"169.254.169.254\", which lienthong.addresses.allowed does not list");
        }

        @Test
        void tellsItAtItsPlaceInTheFile(@TempDir Path root) throws IOException {
            Path folder = Files.createDirectory(root.resolve("good-office"));
            Path good = Path.of("src/test/resources/faulty-connectors/good-office");
            Files.copy(good.resolve("mapping.yaml"), folder.resolve("mapping.yaml"));
            String definition = Files.readString(good.resolve("connector.yaml"));
            Files.writeString(
                    folder.resolve("connector.yaml"),
                    definition.replaceFirst("(?m)^address: .*\n", "") + "\naddress: http://127.0.0.1:8161\n");

            var folders = new FolderConnectors(
                    root, new Placeholders(Map.<String, String>of()::get, LISTED), Duration.ZERO, System::nanoTime);

            assertThat(Judgement.of(folders.folders(), Map.of(), Judgement.NONE)
                            .asConnectors()
                            .refused())
                    .flatExtracting(Connectors.Refused::faults)
                    .extracting(BothLanguages::told)
                    .singleElement()
                    .asString()
                    .contains("/address leads to \"127.0.0.1\", which lienthong.addresses.allowed does not list");
        }
    }

    @Nested
    class WhenAConnectionIsMade {
        @ParameterizedTest
        @CsvSource({
            "motcua.example.com, 203.0.113.7, true",
            "motcua.example.com, 127.0.0.1, false",
            "motcua.example.com, 192.168.1.1, false",
            "motcua.example.com, fc00::1, false",
            "motcua.example.com, 10.20.9.9, true",
            "elsewhere.test, 203.0.113.7, false",
            "elsewhere.test, 10.20.9.9, true",
            "a.province.example, 0.0.0.0, false"
        })
        void judgesWhereTheNameLeads(String host, String leadsTo, boolean good) throws Exception {
            assertThat(LISTED.refusal(host, InetAddress.getByName(leadsTo)) == null)
                    .isEqualTo(good);
        }
    }

    @Nested
    class WhenTheSettingIsWrong {
        @Test
        void tellsWhatWasFoundAndWhatWouldBeRight() {
            assertThatThrownBy(() -> new AllowedAddresses(List.of("10.20.0.0/99")))
                    .hasMessage(
                            "lienthong.addresses.allowed holds \"10.20.0.0/99\"; expected a host, *.host, an IP address or"
                                    + " a network such as 10.20.0.0/16");
        }
    }
}
