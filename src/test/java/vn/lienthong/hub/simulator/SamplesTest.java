package vn.lienthong.hub.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** The connectors' samples are what these systems send, member for member. */
class SamplesTest {
    private static final Path CONNECTORS = Path.of("connectors");
    private final SettableClock clock = new SettableClock();

    @Nested
    class WhenASystemWritesJson {
        @Test
        void hasTheMembersOfTheLandOfficesSample() throws Exception {
            Set<String> written = new TreeSet<>();
            life(Offices.landOffice()).all().forEach(told -> addPointers(LandOfficeJson.dossier(told), "", written));

            assertThat(written).isEqualTo(pointers("land-office", "/events"));
        }

        @Test
        void hasTheMembersOfTheBusinessRegistrysSample() throws Exception {
            Set<String> written = new TreeSet<>();
            life(Offices.businessRegistry())
                    .all()
                    .forEach(told -> addPointers(BusinessRegistryJson.detailed(told), "", written));

            assertThat(written).isEqualTo(pointers("business-registry", "/data"));
        }

        private Set<String> pointers(String connector, String records) throws Exception {
            Set<String> pointers = new TreeSet<>();
            for (Path sample : samples(connector, "input.json")) {
                JsonNode found =
                        RawClient.JSON.readTree(Files.readAllBytes(sample)).at(records);
                if (found.isArray()) {
                    found.forEach(record -> addPointers(record, "", pointers));
                } else {
                    addPointers(found, "", pointers);
                }
            }
            return pointers;
        }
    }

    @Nested
    class WhenASystemWritesXml {
        @Test
        void keepsTheRegistrysSamplesToItsContractButForTheBrokenOne() throws Exception {
            for (Path sample : samples("civil-registry", "input.xml")) {
                var answer = SafeXml.read(Files.readAllBytes(sample)).getDocumentElement();
                if (sample.toString().contains("bad-date")) {
                    assertThatThrownBy(() -> RegistryContract.read().check(answer))
                            .hasMessageContaining("2026-02-31T25:61:00");
                } else {
                    RegistryContract.read().check(answer);
                }
            }
        }

        @Test
        void keepsTheRegistrysAnswersToItsContract() throws Exception {
            List<Told> all = life(Offices.civilRegistry()).since(0, 1_000);

            Reply changes =
                    SoapWriter.answer(SoapVersion.SOAP_1_1, xml -> RegistryXml.writeChanges(xml, all, all.size()));
            Reply dossier = SoapWriter.answer(
                    SoapVersion.SOAP_1_2, xml -> RegistryXml.writeDossier(xml, all.get(all.size() - 1)));

            RegistryContract.read().check(bodyOf(changes, SoapVersion.SOAP_1_1));
            RegistryContract.read().check(bodyOf(dossier, SoapVersion.SOAP_1_2));
        }

        private Element bodyOf(Reply reply, SoapVersion version) throws Exception {
            var envelope = SafeXml.read(reply.body()).getDocumentElement();
            var body = SafeXml.child(envelope, version.namespace(), "Body");
            assertThat(body).isNotNull();
            return SafeXml.children(Objects.requireNonNull(body)).get(0);
        }

        @Test
        void hasTheElementsOfTheInsurancesSample() throws Exception {
            String written = text(InsuranceFile.XML);

            for (Path sample : samples("social-insurance", "input.xml")) {
                assertThat(elements(written)).isEqualTo(elements(Files.readString(sample)));
            }
        }
    }

    @Nested
    class WhenASystemWritesCsv {
        @Test
        void hasTheHeaderOfTheInsurancesSamples() throws Exception {
            String header = text(InsuranceFile.CSV).lines().findFirst().orElseThrow();

            for (Path sample : samples("social-insurance", "input.csv")) {
                assertThat(Files.readAllLines(sample).get(0)).isEqualTo(header);
            }
        }

        @Test
        void quotesWhatHoldsASemicolon() {
            assertThat(text(InsuranceFile.CSV))
                    .contains(";\"Cấp lại, đổi, điều chỉnh thông tin trên sổ BHXH; thẻ BHYT\";");
        }
    }

    private Life life(Office office) {
        return new Life(office, 1, 120, new Misbehaviour(), null, clock);
    }

    private String text(InsuranceFile kind) {
        byte[] file = kind.write(life(Offices.socialInsurance()).all(), clock.instant());
        return new String(file, StandardCharsets.UTF_8);
    }

    private static List<Path> samples(String connector, String input) throws Exception {
        try (var all = Files.walk(CONNECTORS.resolve(connector).resolve("samples"))) {
            List<Path> found = all.filter(file -> file.getFileName().toString().equals(input))
                    .toList();
            assertThat(found).isNotEmpty();
            return found;
        }
    }

    private static void addPointers(JsonNode node, String at, Set<String> into) {
        node.fields().forEachRemaining(member -> {
            into.add(at + "/" + member.getKey());
            addPointers(member.getValue(), at + "/" + member.getKey(), into);
        });
        if (node.isArray()) {
            node.forEach(element -> addPointers(element, at, into));
        }
    }

    private static Set<String> elements(String xml) {
        return Pattern.compile("<(\\w+)")
                .matcher(xml)
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
