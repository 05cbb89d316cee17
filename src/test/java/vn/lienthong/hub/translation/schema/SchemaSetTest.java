package vn.lienthong.hub.translation.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaSetTest {
    private static final String XS = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' ";

    private final Map<String, byte[]> documents = new HashMap<>();

    private void document(String location, String content) {
        documents.put(location, content.getBytes(UTF_8));
    }

    private SchemaSet read(String location) {
        return SchemaSet.read(SchemaCatalogue.of(documents), location);
    }

    private String refusal(String location) {
        return String.valueOf(
                assertThrows(SchemaRefused.class, () -> read(location)).getMessage());
    }

    @Nested
    class WhenDocumentsReferToEachOther {
        @Test
        void takesCircularImportsInFolders() {
            document(
                    "a/a.xsd",
                    XS + "xmlns:a='urn:a' xmlns:b='urn:b' targetNamespace='urn:a'>"
                            + "<xs:import namespace='urn:b' schemaLocation='../b/b.xsd'/>"
                            + "<xs:complexType name='A'><xs:sequence><xs:element ref='b:b' minOccurs='0'/></xs:sequence></xs:complexType>"
                            + "<xs:element name='a' type='a:A'/></xs:schema>");
            document(
                    "b/b.xsd",
                    XS
                            + "xmlns:a='urn:a' targetNamespace='urn:b'><xs:import namespace='urn:a' schemaLocation='../a/a.xsd'/>"
                            + "<xs:element name='b' type='a:A'/></xs:schema>");

            ElementTranslation a = read("a/a.xsd").element(new QName("urn:a", "a"));

            assertThat(Documents.json(a, "<a xmlns='urn:a'><b xmlns='urn:b'><b/></b></a>", Strictness.STRICT))
                    .isEqualTo("{\"b\":{\"b\":{}}}");
        }

        @Test
        void givesAChameleonItsIncludersNamespaces() {
            String chameleon = XS
                    + "><xs:simpleType name='N'><xs:restriction base='xs:int'/></xs:simpleType><xs:element name='n' type='N'/></xs:schema>";
            document("n.xsd", chameleon);
            document("b.xsd", XS + "targetNamespace='urn:b'><xs:include schemaLocation='n.xsd'/></xs:schema>");
            document(
                    "a.xsd",
                    XS + "targetNamespace='urn:a'><xs:include schemaLocation='n.xsd'/>"
                            + "<xs:import namespace='urn:b' schemaLocation='b.xsd'/></xs:schema>");

            assertThat(read("a.xsd").elements())
                    .containsExactlyInAnyOrder(new QName("urn:a", "n"), new QName("urn:b", "n"));
        }

        @Test
        void putsARedefinitionInThePlaceOfWhatItRedefines() {
            document(
                    "base.xsd",
                    XS + "targetNamespace='urn:a' xmlns='urn:a' elementFormDefault='qualified'>"
                            + "<xs:complexType name='P'><xs:sequence><xs:element name='name' type='xs:string'/></xs:sequence></xs:complexType>"
                            + "<xs:simpleType name='C'><xs:restriction base='xs:string'><xs:maxLength value='5'/></xs:restriction></xs:simpleType>"
                            + "<xs:group name='G'><xs:sequence><xs:element name='g' type='C'/></xs:sequence></xs:group>"
                            + "<xs:element name='p' type='P'/></xs:schema>");
            document(
                    "a.xsd",
                    XS + "targetNamespace='urn:a' xmlns='urn:a' elementFormDefault='qualified'>"
                            + "<xs:redefine schemaLocation='base.xsd'>"
                            + "<xs:complexType name='P'><xs:complexContent><xs:extension base='P'><xs:sequence>"
                            + "<xs:element name='code' type='C'/><xs:group ref='G'/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>"
                            + "<xs:simpleType name='C'><xs:restriction base='C'><xs:maxLength value='2'/></xs:restriction></xs:simpleType>"
                            + "<xs:group name='G'><xs:sequence><xs:group ref='G'/><xs:element name='h' type='xs:int'/></xs:sequence></xs:group>"
                            + "</xs:redefine></xs:schema>");

            ElementTranslation p = read("a.xsd").element(new QName("urn:a", "p"));

            String xml = "<p xmlns='urn:a'><name>An</name><code>%s</code><g>x</g><h>1</h></p>";
            assertThat(Documents.json(p, xml.formatted("HT"), Strictness.STRICT))
                    .isEqualTo("{\"name\":\"An\",\"code\":\"HT\",\"g\":\"x\",\"h\":1}");
            assertThat(assertThrows(
                            Untranslatable.class, () -> Documents.json(p, xml.formatted("HTH"), Strictness.STRICT)))
                    .hasMessageStartingWith("/p/code is \"HTH\"");
        }

        @Test
        void readsTheTypesOfAWsdlWhichImportEachOtherByNamespaceAlone() {
            document(
                    "s.wsdl",
                    "<w:definitions xmlns:w='http://schemas.xmlsoap.org/wsdl/' xmlns:b='urn:b' xmlns:xs='http://www.w3.org/2001/XMLSchema'>"
                            + "<w:types><xs:schema targetNamespace='urn:a'><xs:import namespace='urn:b'/><xs:element name='a' type='b:B'/></xs:schema>"
                            + "<xs:schema targetNamespace='urn:b'><xs:simpleType name='B'><xs:restriction base='xs:int'/></xs:simpleType></xs:schema>"
                            + "</w:types></w:definitions>");

            ElementTranslation a = read("s.wsdl").element(new QName("urn:a", "a"));

            assertThat(Documents.json(a, "<a xmlns='urn:a'>5</a>", Strictness.STRICT))
                    .isEqualTo("5");
        }

        @Test
        void findsAnAbsoluteAddressInTheCatalogue() {
            document("a.xsd", XS + "><xs:include schemaLocation='http://example.com/types/b.xsd'/></xs:schema>");
            document("http://example.com/types/b.xsd", XS + "><xs:include schemaLocation='c.xsd'/></xs:schema>");
            document("http://example.com/types/c.xsd", XS + "><xs:element name='c' type='xs:int'/></xs:schema>");

            assertThat(read("a.xsd").elements()).containsExactly(new QName("c"));
        }

        @Test
        void knowsTheTypesOfBinaryContentWhereTheyArePublished() throws Exception {
            document(
                    "a.xsd",
                    XS
                            + "><xs:import namespace='http://www.w3.org/2005/05/xmlmime' schemaLocation='http://www.w3.org/2005/05/xmlmime'/>"
                            + "<xs:element name='scan' type='m:base64Binary' xmlns:m='http://www.w3.org/2005/05/xmlmime'/></xs:schema>");

            assertThat(Documents.json(
                            read("a.xsd").element(new QName("scan")),
                            "<scan m:contentType='image/png' xmlns:m='http://www.w3.org/2005/05/xmlmime'>QUJD</scan>",
                            Strictness.STRICT))
                    .isEqualTo("{\"@contentType\":\"image/png\",\"#text\":\"QUJD\"}");
        }

        @Test
        void knowsTheAttributesOfXml() {
            document(
                    "a.xsd",
                    XS
                            + "><xs:import namespace='http://www.w3.org/XML/1998/namespace' schemaLocation='http://www.w3.org/2001/xml.xsd'/>"
                            + "<xs:element name='a'><xs:complexType><xs:attribute ref='xml:lang'/></xs:complexType></xs:element></xs:schema>");
            ElementTranslation a = read("a.xsd").element(new QName("a"));

            String json = Documents.json(a, "<a xml:lang='vi'/>", Strictness.STRICT);

            assertThat(json).isEqualTo("{\"@lang\":\"vi\"}");
            assertThat(Documents.infoset(Documents.xml(a, json, Strictness.STRICT)))
                    .isEqualTo(Documents.infoset("<a xml:lang='vi'/>"));
        }

        @Test
        void readsNothingOutsideItsDirectory(@TempDir Path folder) throws Exception {
            Files.writeString(folder.resolve("secret.xsd"), XS + "/>");
            Path inner = Files.createDirectory(folder.resolve("inner"));
            Files.writeString(
                    inner.resolve("a.xsd"), XS + ">\n<xs:include schemaLocation='../secret.xsd'/></xs:schema>");

            String refusal = assertThrows(
                            SchemaRefused.class, () -> SchemaSet.read(SchemaCatalogue.directory(inner), "a.xsd"))
                    .getMessage();

            assertThat(refusal)
                    .isEqualTo("a.xsd:2 include names \"../secret.xsd\", which the catalogue does not hold; add it"
                            + " (nothing is fetched)");
        }
    }

    @Nested
    class WhenASchemaIsWrong {
        @Test
        void tellsEveryMissingDocument() {
            document(
                    "a.xsd",
                    XS + ">\n<xs:include schemaLocation='b.xsd'/>\n<xs:import namespace='urn:c'/></xs:schema>");

            assertThat(refusal("a.xsd")).startsWith("a.xsd:2 include names \"b.xsd\"");
        }

        @Test
        void tellsFileAndLineOfWhatTheJdkFinds() {
            document("a.xsd", XS + "><xs:include schemaLocation='b.xsd'/></xs:schema>");
            document("b.xsd", XS + ">\n\n<xs:element name='a' type='Missing'/></xs:schema>");

            assertThat(refusal("a.xsd")).startsWith("b.xsd:3 src-resolve").contains("Missing");
        }

        @Test
        void refusesDocumentTypes() {
            document("a.xsd", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:/etc/passwd'>]>" + XS + "/>");

            assertThat(refusal("a.xsd")).contains("a.xsd:1 declares a document type");
        }

        @Test
        void refusesAPatternThatBacktracksWithoutEnd() {
            document(
                    "a.xsd",
                    XS + "><xs:element name='code'><xs:simpleType><xs:restriction base='xs:string'>\n"
                            + "<xs:pattern value='a*a*a*a*a*a*a*b'/></xs:restriction></xs:simpleType></xs:element></xs:schema>");

            assertThatThrownBy(() -> read("a.xsd").element(new QName("code")))
                    .isInstanceOf(SchemaRefused.class)
                    .hasMessageStartingWith(
                            "a.xsd:2 has the pattern \"a*a*a*a*a*a*a*b\", which backtracks without end");
        }

        @Test
        void tellsWhatIsNoSchema() {
            document("a.xsd", "<html/>");

            assertThat(refusal("a.xsd")).startsWith("a.xsd:1 begins with <html>");
        }
    }
}
