package vn.lienthong.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;

/** Places that a mapping reads and no record can have by the contract. */
class ContractUseTest {
    private static final String OPENAPI =
            """
            openapi: 3.0.3
            info: {title: Trial, version: "1"}
            servers: [{url: "https://motcua.example.com/api"}]
            paths:
              /dossiers:
                get:
                  responses:
                    "200":
                      content:
                        application/json:
                          schema:
                            type: object
                            properties:
                              items: {type: array, items: {$ref: "#/components/schemas/Dossier"}}
              /dossiers/{id}:
                get: {responses: {"200": {content: {application/json: {schema: {$ref: "#/components/schemas/Dossier"}}}}}}
            components:
              schemas:
                Dossier:
                  type: object
                  properties:
                    so: {type: string}
                    ngayHenTra: {type: string}
                    khac: {type: object}
                    quaTrinh:
                      type: array
                      items: {type: object, properties: {ma: {type: string}, luc: {type: string}}}
                    chuHoSo:
                      oneOf:
                        - {type: object, properties: {ten: {type: string}}}
                        - {type: object, properties: {cty: {type: string}}}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path root;

    private List<String> misfits(String definition, String mapping) throws IOException {
        Path folder = Files.createDirectories(root.resolve("rest-office"));
        Files.writeString(folder.resolve("office.openapi.yaml"), OPENAPI);
        Files.writeString(
                folder.resolve("connector.yaml"),
                """
                id: rest-office
                name: {vi: Văn phòng, en: Office}
                agency: {id: H27.79, name: {vi: Văn phòng, en: Office}}
                address: https://motcua.example.com
                """
                        + definition);
        Files.writeString(folder.resolve("mapping.yaml"), mapping);
        Connectors read = FolderConnectors.read(root, Map.<String, String>of()::get);
        assertThat(read.refused()).isEmpty();
        ContractUse use = read.all().iterator().next().contract();
        return use == null
                ? List.of()
                : use.misfits().stream()
                        .map(BothLanguages::told)
                        .map(fault -> fault.substring(fault.indexOf("mapping.yaml")))
                        .toList();
    }

    private static final String POLL =
            """
            intake:
              kind: rest-poll
              list: {path: "/api/dossiers?since={{watermark}}"}
              records: /items
              watermark: {from: /so, initial: "0"}
            contract: {file: office.openapi.yaml}
            """;

    @Nested
    class WhenAPlaceIsMisspelt {
        @Test
        void tellsItsLineAndWhatWasMeant() throws IOException {
            assertThat(
                            misfits(
                                    POLL,
                                    """
                            dossier:
                              source-dossier-no: /so
                              due-at: [/hanTra, /ngayHenTr]
                              applicant-name: {first-of: [/chuHoSo/ten, /chuHoSo/cty, /chuHoSo/ho]}
                              summary: /khac/gi/cung/duoc
                            changes: {each: /quaTrinh, status: /ma, at: /luuc, unit: record:/phong}
                            tables: {statuses: {"4": 4}}
                            """))
                    .containsExactly(
                            "mapping.yaml:3:12 /dossier/due-at/0 reads /hanTra, which no record can have by"
                                    + " office.openapi.yaml",
                            "mapping.yaml:3:21 /dossier/due-at/1 reads /ngayHenTr, which no record can have by"
                                    + " office.openapi.yaml; did you mean /ngayHenTra?",
                            "mapping.yaml:4:59 /dossier/applicant-name/first-of/2 reads /chuHoSo/ho, which no record can have"
                                    + " by office.openapi.yaml; did you mean /chuHoSo/cty or /chuHoSo/ten?",
                            "mapping.yaml:6:45 /changes/at reads /quaTrinh/luuc, which no record can have by"
                                    + " office.openapi.yaml; did you mean /quaTrinh/luc?",
                            "mapping.yaml:6:58 /changes/unit reads /phong, which no record can have by"
                                    + " office.openapi.yaml");
        }
    }

    @Nested
    class WhenTheContractDoesNotDescribeAllThatIsRead {
        private static final String MAPPING =
                """
                dossier: {source-dossier-no: /gi-do}
                changes: {status: /ma, at: /luc}
                tables: {statuses: {"4": 4}}
                """;

        @Test
        void saysNothing() throws IOException {
            assertThat(misfits("intake: {kind: rest-push}\ncontract: {file: office.openapi.yaml}\n", MAPPING))
                    .isEmpty();
            assertThat(misfits(POLL.replace("/api/dossiers", "/api/others"), MAPPING))
                    .isEmpty();
        }
    }

    @Nested
    class WhenAShippedConnectorHasAContract {
        @ParameterizedTest
        @ValueSource(strings = "civil-registry")
        void everyPlaceFits(String id) throws IOException {
            FileSystemUtils.copyRecursively(Path.of("connectors", id), root.resolve(id));

            Connectors read = FolderConnectors.read(root, Map.<String, String>of()::get);

            ContractUse use =
                    Objects.requireNonNull(read.all().iterator().next().contract());
            assertThat(use.misfits()).isEmpty();
            assertThat(use.operationsIn(use.kept())).containsExactly("GetDossier", "ListChanges");
        }
    }

    @Nested
    class WhenASystemCallsByItsContract {
        @Test
        void placesAreLookedForInWhatItTells() throws IOException {
            String id = "soap-push-own-contract";
            FileSystemUtils.copyRecursively(Path.of("src/docs/connectors", id), root.resolve(id));
            Path mapping = root.resolve(id).resolve("mapping.yaml");
            assertThat(misfits()).isEmpty();

            Files.writeString(mapping, Files.readString(mapping).replace("/chuHoSo", "/chuHoso"));

            assertThat(misfits())
                    .containsExactly(
                            "mapping.yaml:7:19 /dossier/applicant-name reads /chuHoso, which no record can have by"
                                    + " tien-do.wsdl; did you mean /chuHoSo?");
        }

        private List<String> misfits() {
            Connectors read = FolderConnectors.read(root, Map.<String, String>of()::get);
            ContractUse use =
                    Objects.requireNonNull(read.all().iterator().next().contract());
            return use.misfits().stream()
                    .map(BothLanguages::told)
                    .map(fault -> fault.substring(fault.indexOf("mapping.yaml")))
                    .toList();
        }
    }
}
