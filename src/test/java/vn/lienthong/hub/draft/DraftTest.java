package vn.lienthong.hub.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.FolderCheck;
import vn.lienthong.hub.problem.Undeliverable;

/** Drafts are made from contracts that are invented for these tests, the civil registry's apart, which is invented, too. */
class DraftTest {
    private static final String SCHEMA =
            """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:tax" xmlns:t="urn:tax"
                elementFormDefault="qualified">
              %s
              <xs:element name="DanhSachThayDoi"><xs:complexType><xs:sequence>
                <xs:element name="tuNgay" type="xs:string"/><xs:element name="maKhoa" type="xs:string"/>
              </xs:sequence></xs:complexType></xs:element>
              <xs:element name="DanhSachThayDoiResponse"><xs:complexType><xs:sequence>
                <xs:element name="hoSo" type="t:HoSo" maxOccurs="unbounded"/>
              </xs:sequence></xs:complexType></xs:element>
              <xs:complexType name="HoSo"><xs:sequence>
                <xs:element name="SoBienNhan" type="xs:string"/>
                <xs:element name="TenTTHC" type="xs:string"/>
                <xs:element name="TrangThai" type="t:TrangThai"/>
                <xs:element name="NgayCapNhat" type="xs:dateTime"/>
                <xs:element name="KyHieuLuu" type="xs:string"/>
              </xs:sequence></xs:complexType>
              <xs:simpleType name="TrangThai"><xs:restriction base="xs:string">
                <xs:enumeration value="DANG_XU_LY"/><xs:enumeration value="DA_TRA"/><xs:enumeration value="LUU_KHO"/>
              </xs:restriction></xs:simpleType>
            </xs:schema>
            """;

    private static final String WSDL =
            """
            <definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:s="http://schemas.xmlsoap.org/wsdl/soap/"
                xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:tax" targetNamespace="urn:tax">
              <types><xs:schema><xs:import namespace="urn:tax" schemaLocation="%s"/></xs:schema></types>
              <message name="in"><part name="p" element="t:DanhSachThayDoi"/></message>
              <message name="out"><part name="p" element="t:DanhSachThayDoiResponse"/></message>
              <portType name="Tax"><operation name="DanhSachThayDoi">
                <input message="t:in"/><output message="t:out"/></operation></portType>
              <binding name="Tax" type="t:Tax">
                <s:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
                <operation name="DanhSachThayDoi"><s:operation soapAction="urn:tax:list"/>
                  <input><s:body use="literal"/></input><output><s:body use="literal"/></output></operation>
              </binding>
              <service name="Tax"><port name="Tax" binding="t:Tax"><s:address location="http://tax.example/ws"/></port>
              </service>
            </definitions>
            """;

    private static Draft draft(String place, boolean openApi) {
        return Draft.of(new Draft.Order(place, openApi, SystemId.of("tax-office"), null, "H27.97", Locale.ENGLISH));
    }

    private static String text(Draft draft, String file) {
        return new String(draft.files().get(file), StandardCharsets.UTF_8);
    }

    private static void isGood(Draft draft, Path folder) {
        draft.writeTo(folder.resolve("tax-office"));
        assertThat(FolderCheck.faults(folder.resolve("tax-office"), Map.<String, String>of()::get))
                .isEmpty();
    }

    @Nested
    class WhenAWsdlIsRead {
        @Test
        void listAndLookUpAreToldApartAndFieldsAreKnownByTheirNames(@TempDir Path folder) {
            Draft draft = draft("connectors/civil-registry/civil-registry.wsdl", false);

            assertThat(draft.operations())
                    .extracting(one -> one.name() + " " + one.use())
                    .containsExactly("ListChanges intake", "GetDossier lookup");
            assertThat(text(draft, "connector.yaml"))
                    .contains("records: '/change'", "record: '/dossier'", "{from: /seq, initial: \"0\"}")
                    .contains("<n1:since>{{watermark}}</n1:since><n1:max>{{limit}}</n1:max>")
                    .contains("<n1:soHoSo>{{code}}</n1:soHoSo>");
            assertThat(text(draft, "mapping.yaml"))
                    .contains("source-dossier-no: /soHoSo\n", "dossier-code: /maHoSo\n", "due-at: /ngayHenTra\n")
                    .contains("each: /history/step\n", "at: /thoiDiem\n", "sequence: /lanCapNhat\n")
                    .contains("status: {from: /trangThai, sub: /trangThaiPhu, table: statuses}");
            isGood(draft, folder);
        }

        @Test
        void systemThatCallsIsToldFromOneThatIsCalled(@TempDir Path folder) {
            Draft draft = draft("src/docs/connectors/soap-push-own-contract/tien-do.wsdl", false);

            assertThat(draft.operations())
                    .extracting(one -> one.name() + " " + one.use())
                    .containsExactly("GuiTienDo intake");
            assertThat(text(draft, "connector.yaml"))
                    .contains("kind: soap-push\n", "operation: GuiTienDo\n", "records: '/danhSach/hoSo'\n")
                    .contains("GuiTienDoResponse xmlns", "# DECIDE: what the system expects to be answered")
                    .doesNotContain("address:", "credentials:");
            assertThat(text(draft, "mapping.yaml"))
                    .contains("source-dossier-no: /soHoSo\n", "each: /tienDo\n", "at: /thoiDiem\n");
            assertThat(draft.files()).containsKeys("tien-do.wsdl", "tien-do-types.xsd", "samples/invented/input.xml");
            isGood(draft, folder);
        }

        @Test
        void whatNamesDoNotTellIsMarked(@TempDir Path folder) throws IOException {
            Files.writeString(folder.resolve("tax.xsd"), SCHEMA.formatted(""));
            Files.writeString(folder.resolve("tax.wsdl"), WSDL.formatted("tax.xsd"));

            Draft draft = draft(folder.resolve("tax.wsdl").toString(), false);

            assertThat(text(draft, "mapping.yaml"))
                    .contains("\"DANG_XU_LY\": 4", "\"DA_TRA\": 10", "# \"LUU_KHO\": ?")
                    .contains("# DECIDE: not used so far: /KyHieuLuu");
            assertThat(text(draft, "connector.yaml"))
                    .contains("# DECIDE: the value of maKhoa", "# DECIDE: no operation looks like a look-up")
                    .contains("{from: /NgayCapNhat, initial: \"2020-01-01T00:00:00\"");
            assertThat(draft.files()).containsKeys("tax.wsdl", "tax.xsd", "samples/invented/input.xml");
            isGood(draft, folder.resolve("drafts"));
        }

        @Test
        void whatIsImportedOverHttpIsFetchedAndNamedAnew(@TempDir Path folder) throws IOException {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/ws", exchange -> {
                boolean isSchema = "xsd=1".equals(exchange.getRequestURI().getQuery());
                byte[] body =
                        (isSchema ? SCHEMA.formatted("") : WSDL.formatted("?xsd=1")).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            try {
                Draft draft = draft("http://127.0.0.1:" + server.getAddress().getPort() + "/ws?wsdl", false);

                assertThat(draft.files()).containsKeys("tax-office.wsdl", "import-1.xsd");
                assertThat(text(draft, "tax-office.wsdl")).contains("schemaLocation=\"import-1.xsd\"");
                isGood(draft, folder);
            } finally {
                server.stop(0);
            }
        }

        @Test
        void importsThatGoRoundAreReadOnce(@TempDir Path folder) throws IOException {
            Files.writeString(folder.resolve("a.xsd"), SCHEMA.formatted("<xs:include schemaLocation=\"b.xsd\"/>"));
            Files.writeString(
                    folder.resolve("b.xsd"),
                    "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" targetNamespace=\"urn:tax\">"
                            + "<xs:include schemaLocation=\"a.xsd\"/></xs:schema>");
            Files.writeString(folder.resolve("tax.wsdl"), WSDL.formatted("a.xsd"));

            Draft draft = draft(folder.resolve("tax.wsdl").toString(), false);

            assertThat(draft.files()).containsKeys("a.xsd", "b.xsd");
        }

        @Test
        void importThatCannotBeHadIsToldByFileAndLine(@TempDir Path folder) throws IOException {
            Files.writeString(folder.resolve("tax.wsdl"), WSDL.formatted("lost.xsd"));

            assertThatThrownBy(() -> draft(folder.resolve("tax.wsdl").toString(), false))
                    .isInstanceOf(Undeliverable.class)
                    .hasMessageContaining("tax.wsdl:3")
                    .hasMessageContaining("lost.xsd");
        }

        @Test
        void rpcEncodedIsRefusedWithTheReason(@TempDir Path folder) throws IOException {
            Files.writeString(folder.resolve("tax.xsd"), SCHEMA.formatted(""));
            Files.writeString(
                    folder.resolve("tax.wsdl"),
                    WSDL.formatted("tax.xsd")
                            .replace("style=\"document\"", "style=\"rpc\"")
                            .replace("literal", "encoded"));

            assertThatThrownBy(() -> draft(folder.resolve("tax.wsdl").toString(), false))
                    .hasMessageContaining("tax.wsdl:11 uses SOAP's own encoding, which no schema describes");
        }

        @Test
        void whatIsNoContractIsToldSo(@TempDir Path folder) throws IOException {
            Files.writeString(folder.resolve("tax.wsdl"), "<html>log in first</html>");

            assertThatThrownBy(() -> draft(folder.resolve("tax.wsdl").toString(), false))
                    .isInstanceOf(Undeliverable.class);
            assertThatThrownBy(() -> draft(folder.resolve("none.wsdl").toString(), false))
                    .hasMessageContaining("none.wsdl cannot be read");
        }
    }

    @Nested
    class WhenAnOpenApiDocumentIsRead {
        private static final String DOCUMENT =
                """
                openapi: 3.0.3
                info: {title: Invented, version: "1"}
                servers: [{url: "https://tax.example/api"}]
                paths:
                  /changes:
                    get:
                      operationId: listChanges
                      parameters:
                        - {name: since, in: query, schema: {type: string}}
                        - {name: size, in: query, schema: {type: integer}}
                        - {$ref: "#/components/parameters/Office"}
                      responses:
                        "200":
                          description: A page
                          content:
                            application/json:
                              schema:
                                type: object
                                properties:
                                  items: {type: array, items: {$ref: "#/components/schemas/Dossier"}}
                  /dossiers/{dossierNo}:
                    get:
                      operationId: getDossier
                      parameters: [{name: dossierNo, in: path, required: true, schema: {type: string}}]
                      responses:
                        "200":
                          description: One
                          content: {application/json: {schema: {$ref: "#/components/schemas/Dossier"}}}
                  /dossiers:
                    post:
                      operationId: createDossier
                      responses: {"201": {description: Made}}
                components:
                  parameters:
                    Office: {name: office, in: query, required: true, schema: {type: string}}
                  securitySchemes:
                    key: {type: apiKey, in: header, name: X-Office-Key}
                  schemas:
                    Dossier:
                      type: object
                      properties:
                        dossierNo: {type: string}
                        procedure: {type: object, properties: {code: {type: string}, name: {type: string}}}
                        dossierStatus: {type: string, enum: [processing, done]}
                        updatedAt: {type: string, format: date-time}
                        dueDate: {type: string, format: date}
                        parent: {$ref: "#/components/schemas/Dossier"}
                """;

        @Test
        void itIsDraftedWithQueryAndCredentials(@TempDir Path folder) throws IOException {
            Files.writeString(folder.resolve("api.yaml"), DOCUMENT);

            Draft draft = draft(folder.resolve("api.yaml").toString(), true);

            assertThat(draft.operations())
                    .extracting(one -> one.name() + " " + one.use())
                    .containsExactly("listChanges intake", "getDossier lookup", "createDossier ");
            assertThat(text(draft, "connector.yaml"))
                    .contains("path: '/changes?since={{watermark}}&size={{limit}}&office=1'")
                    .contains("path: '/dossiers/{{code}}'", "records: '/items'")
                    .contains("  kind: api-key\n  header: X-Office-Key\n  key: {env: TAX_OFFICE_SECRET}\n")
                    .contains("address: ${TAX_OFFICE_URL:https://tax.example/api}");
            assertThat(text(draft, "mapping.yaml"))
                    .contains(
                            "source-dossier-no: /dossierNo\n",
                            "procedure-code: /procedure/code\n",
                            "due-at: /dueDate\n")
                    .contains("status: {from: /dossierStatus, table: statuses}", "at: /updatedAt\n")
                    .contains("\"processing\": 4", "\"done\": 10");
            isGood(draft, folder.resolve("drafts"));
        }

        @Test
        void everyReferenceThatLeadsNowhereIsTold(@TempDir Path folder) throws IOException {
            Files.writeString(
                    folder.resolve("api.yaml"),
                    DOCUMENT.replace("schemas/Dossier\"}}\n", "schemas/Dosier\"}}\n")
                            .replace("#/components/parameters/Office", "other.yaml#/Office"));

            assertThatThrownBy(() -> draft(folder.resolve("api.yaml").toString(), true))
                    .hasMessageContaining("#/components/schemas/Dosier, which is not there")
                    .hasMessageContaining("other.yaml#/Office, another file");
        }

        @Test
        void olderSwaggerIsRefusedWithWhatToDo(@TempDir Path folder) throws IOException {
            Files.writeString(folder.resolve("api.yaml"), "swagger: \"2.0\"\npaths: {}\n");

            assertThatThrownBy(() -> draft(folder.resolve("api.yaml").toString(), true))
                    .hasMessageContaining("turn it into OpenAPI 3 first");
        }
    }
}
