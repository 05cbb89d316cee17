package vn.lienthong.hub.translation.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.docs.GoldenPage;

/** The table of what each construct of XML Schema becomes is made by trying each, in both directions. */
class XsdConstructsTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final String OTHER =
            "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns='urn:o' targetNamespace='urn:o'>"
                    + "<xs:element name='id' type='xs:int'/><xs:attribute name='by' type='xs:string'/></xs:schema>";
    private static final String CHAMELEON =
            "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' elementFormDefault='qualified'>"
                    + "<xs:simpleType name='Code'><xs:restriction base='xs:string'><xs:maxLength value='3'/></xs:restriction></xs:simpleType>"
                    + "<xs:complexType name='Unit'><xs:sequence><xs:element name='u' type='xs:int'/></xs:sequence></xs:complexType>"
                    + "</xs:schema>";

    private static final String CIRCLE =
            "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:t='urn:t' targetNamespace='urn:d' elementFormDefault='qualified'>"
                    + "<xs:import namespace='urn:t' schemaLocation='a.xsd'/><xs:element name='box'><xs:complexType><xs:sequence>"
                    + "<xs:element ref='t:r' minOccurs='0'/></xs:sequence></xs:complexType></xs:element></xs:schema>";
    private static final String INCLUDED =
            "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='urn:t' elementFormDefault='qualified'>"
                    + "<xs:complexType name='Item'><xs:sequence><xs:element name='i' type='xs:int'/></xs:sequence></xs:complexType></xs:schema>";

    /**
     * @param schema what is declared beside or as the element {@code r}
     * @param xml its document, in the namespace urn:t under the prefix t
     */
    private record Row(String construct, String schema, String xml) {}

    private static Row type(String construct, String content, String xml) {
        return new Row(
                construct, "<xs:element name='r'><xs:complexType>" + content + "</xs:complexType></xs:element>", xml);
    }

    private static Row value(String construct, String type, String text) {
        return new Row(
                construct,
                type.startsWith("xs:")
                        ? "<xs:element name='r' type='" + type + "'/>"
                        : "<xs:element name='r'><xs:simpleType>" + type + "</xs:simpleType></xs:element>",
                "<t:r>" + text + "</t:r>");
    }

    private static Row facet(String facet, String base, String good) {
        return value(
                facet.substring(4, facet.indexOf(' ')),
                "<xs:restriction base='" + base + "'>" + facet + "</xs:restriction>",
                good);
    }

    private static Map<String, List<Row>> rows() {
        Map<String, List<Row>> chapters = new LinkedHashMap<>();
        chapters.put("Elements", elements());
        chapters.put("Content", content());
        chapters.put("Types", types());
        chapters.put("Attributes", attributes());
        chapters.put("Wildcards", wildcards());
        chapters.put("Documents", documents());
        chapters.put("Facets", facets());
        chapters.put("Built-in types", builtIn());
        chapters.put("Checked by no translation, or refused", unchecked());
        return chapters;
    }

    private static List<Row> elements() {
        String e = "<xs:sequence><xs:element name='a' type='xs:int'%s/></xs:sequence>";
        return List.of(
                type("an element, once", e.formatted(""), "<t:r><t:a>1</t:a></t:r>"),
                type("minOccurs 0, absent", e.formatted(" minOccurs='0'"), "<t:r/>"),
                type("maxOccurs unbounded, one", e.formatted(" maxOccurs='unbounded'"), "<t:r><t:a>1</t:a></t:r>"),
                type("maxOccurs unbounded, none", e.formatted(" minOccurs='0' maxOccurs='unbounded'"), "<t:r/>"),
                type("maxOccurs 2", e.formatted(" maxOccurs='2'"), "<t:r><t:a>1</t:a><t:a>2</t:a></t:r>"),
                type("nillable", e.formatted(" nillable='true'"), "<t:r><t:a xsi:nil='true'/></t:r>"),
                type(
                        "nillable, nil with an attribute",
                        "<xs:sequence><xs:element name='a' nillable='true'><xs:complexType><xs:simpleContent><xs:extension base='xs:int'><xs:attribute name='k' type='xs:int'/></xs:extension></xs:simpleContent></xs:complexType></xs:element></xs:sequence>",
                        "<t:r><t:a xsi:nil='true' k='1'/></t:r>"),
                type(
                        "nillable, among others",
                        e.formatted(" nillable='true' maxOccurs='9'"),
                        "<t:r><t:a>1</t:a><t:a xsi:nil='true'/></t:r>"),
                type("nillable, absent", e.formatted(" nillable='true' minOccurs='0'"), "<t:r/>"),
                type(
                        "a name with hyphens and dots",
                        "<xs:sequence><xs:element name='so-ho.so' type='xs:int'/></xs:sequence>",
                        "<t:r><t:so-ho.so>1</t:so-ho.so></t:r>"),
                type("default", e.formatted(" default='7'"), "<t:r><t:a/></t:r>"),
                type("fixed", e.formatted(" fixed='7'"), "<t:r><t:a>7</t:a></t:r>"),
                type("default, absent", e.formatted(" minOccurs='0' default='7'"), "<t:r/>"),
                type("form qualified", e.formatted(" form='qualified'"), "<t:r><t:a>1</t:a></t:r>"),
                type("form unqualified", e.formatted(" form='unqualified'"), "<t:r><a>1</a></t:r>"),
                new Row(
                        "ref to a global element",
                        "<xs:element name='a' type='xs:int'/><xs:element name='r'><xs:complexType><xs:sequence><xs:element ref='t:a'/></xs:sequence></xs:complexType></xs:element>",
                        "<t:r><t:a>1</t:a></t:r>"),
                new Row(
                        "substitutionGroup, abstract head",
                        "<xs:element name='h' abstract='true' type='xs:int'/><xs:element name='a' substitutionGroup='t:h'/><xs:element name='r'><xs:complexType><xs:sequence><xs:element ref='t:h'/></xs:sequence></xs:complexType></xs:element>",
                        "<t:r><t:a>1</t:a></t:r>"),
                new Row(
                        "a recursive type",
                        "<xs:complexType name='N'><xs:sequence><xs:element name='n' type='t:N' minOccurs='0'/></xs:sequence></xs:complexType><xs:element name='r' type='t:N'/>",
                        "<t:r><t:n><t:n/></t:n></t:r>"),
                type(
                        "one local name in two namespaces",
                        "<xs:sequence><xs:element name='id' type='xs:string'/><xs:element ref='o:id'/></xs:sequence>",
                        "<t:r><t:id>x</t:id><o:id>1</o:id></t:r>"));
    }

    private static List<Row> content() {
        String ab = "<xs:element name='a' type='xs:int'/><xs:element name='b' type='xs:int'/>";
        String both = "<t:r><t:a>1</t:a><t:b>2</t:b></t:r>";
        return List.of(
                type("sequence", "<xs:sequence>" + ab + "</xs:sequence>", both),
                type("choice", "<xs:choice>" + ab + "</xs:choice>", "<t:r><t:b>2</t:b></t:r>"),
                type("all", "<xs:all>" + ab + "</xs:all>", "<t:r><t:b>2</t:b><t:a>1</t:a></t:r>"),
                type("empty content", "", "<t:r/>"),
                type(
                        "a choice that repeats",
                        "<xs:choice maxOccurs='unbounded'>" + ab + "</xs:choice>",
                        "<t:r><t:b>2</t:b><t:a>1</t:a></t:r>"),
                type("a sequence that repeats", "<xs:sequence maxOccurs='3'>" + ab + "</xs:sequence>", both),
                type(
                        "one name at two places",
                        "<xs:sequence><xs:element name='a' type='xs:int'/><xs:element name='b' type='xs:int'/><xs:element name='a' type='xs:int'/></xs:sequence>",
                        "<t:r><t:a>1</t:a><t:b>2</t:b><t:a>3</t:a></t:r>"),
                new Row(
                        "group",
                        "<xs:group name='G'><xs:sequence>" + ab
                                + "</xs:sequence></xs:group><xs:element name='r'><xs:complexType><xs:group ref='t:G'/></xs:complexType></xs:element>",
                        both),
                new Row(
                        "mixed",
                        "<xs:element name='r'><xs:complexType mixed='true'><xs:sequence><xs:element name='a' type='xs:int' minOccurs='0'/></xs:sequence></xs:complexType></xs:element>",
                        "<t:r>one <t:a>1</t:a> two</t:r>"));
    }

    private static List<Row> types() {
        String base =
                "<xs:complexType name='B'><xs:sequence><xs:element name='a' type='xs:int' minOccurs='0'/></xs:sequence></xs:complexType>";
        String card =
                "<xs:complexType name='C'><xs:complexContent><xs:extension base='t:B'><xs:sequence><xs:element name='n' type='xs:int'/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>";
        return List.of(
                new Row("a named type", base + "<xs:element name='r' type='t:B'/>", "<t:r><t:a>1</t:a></t:r>"),
                new Row(
                        "extension",
                        base + card + "<xs:element name='r' type='t:C'/>",
                        "<t:r><t:a>1</t:a><t:n>2</t:n></t:r>"),
                new Row(
                        "restriction",
                        base
                                + "<xs:element name='r'><xs:complexType><xs:complexContent><xs:restriction base='t:B'><xs:sequence><xs:element name='a' type='xs:int'/></xs:sequence></xs:restriction></xs:complexContent></xs:complexType></xs:element>",
                        "<t:r><t:a>1</t:a></t:r>"),
                new Row(
                        "xsi:type, a derived type",
                        base + card + "<xs:element name='r' type='t:B'/>",
                        "<t:r xsi:type='t:C'><t:n>2</t:n></t:r>"),
                new Row(
                        "an abstract type",
                        base.replace("name='B'", "name='B' abstract='true'") + card
                                + "<xs:element name='r' type='t:B'/>",
                        "<t:r xsi:type='t:C'><t:n>2</t:n></t:r>"),
                new Row(
                        "xsi:type, a simple type",
                        "<xs:element name='r' type='xs:decimal'/>",
                        "<t:r xsi:type='xs:int'>1</t:r>"),
                new Row(
                        "xsi:type for anySimpleType",
                        "<xs:element name='r' type='xs:anySimpleType'/>",
                        "<t:r xsi:type='xs:int'>1</t:r>"),
                new Row("anyType", "<xs:element name='r' type='xs:anyType'/>", "<t:r><t:x>1</t:x></t:r>"),
                type(
                        "simple content, extended",
                        "<xs:simpleContent><xs:extension base='xs:int'><xs:attribute name='u' type='xs:string'/></xs:extension></xs:simpleContent>",
                        "<t:r u='kg'>1</t:r>"),
                new Row(
                        "simple content, restricted",
                        "<xs:complexType name='M'><xs:simpleContent><xs:extension base='xs:int'><xs:attribute name='u' type='xs:string'/></xs:extension></xs:simpleContent></xs:complexType>"
                                + "<xs:element name='r'><xs:complexType><xs:simpleContent><xs:restriction base='t:M'><xs:maxInclusive value='9'/></xs:restriction></xs:simpleContent></xs:complexType></xs:element>",
                        "<t:r u='kg'>1</t:r>"),
                value("list", "<xs:list itemType='xs:int'/>", "1 2"),
                value("union", "<xs:union memberTypes='xs:int xs:boolean'/>", "true"),
                new Row(
                        "block and final",
                        base.replace("name='B'", "name='B' final='restriction'") + "<xs:element name='r' type='t:B'/>",
                        "<t:r/>"));
    }

    private static List<Row> attributes() {
        String a = "<xs:attribute name='k' type='xs:int'%s/>";
        return List.of(
                type("attribute", a.formatted(""), "<t:r k='1'/>"),
                type("attribute, required", a.formatted(" use='required'"), "<t:r k='1'/>"),
                type("attribute, default, absent", a.formatted(" default='1'"), "<t:r/>"),
                type("attribute, fixed", a.formatted(" fixed='1'"), "<t:r k='1'/>"),
                type("attribute, qualified", a.formatted(" form='qualified'"), "<t:r t:k='1'/>"),
                type("ref to a global attribute", "<xs:attribute ref='o:by'/>", "<t:r o:by='An'/>"),
                type("xml:lang", "<xs:attribute ref='xml:lang'/>", "<t:r xml:lang='vi'/>"),
                new Row(
                        "attributeGroup",
                        "<xs:attributeGroup name='G'>" + a.formatted("")
                                + "</xs:attributeGroup><xs:element name='r'><xs:complexType><xs:attributeGroup ref='t:G'/></xs:complexType></xs:element>",
                        "<t:r k='1'/>"));
    }

    private static List<Row> wildcards() {
        String any = "<xs:sequence><xs:any %s/></xs:sequence>";
        return List.of(
                type("any, lax, undeclared", any.formatted("processContents='lax'"), "<t:r><x>1</x></t:r>"),
                type("any, strict, declared", any.formatted("namespace='##other'"), "<t:r><o:id>1</o:id></t:r>"),
                type("any, skip", any.formatted("processContents='skip'"), "<t:r><o:id>1</o:id></t:r>"),
                type("any, strict, undeclared", any.formatted(""), "<t:r><x>1</x></t:r>"),
                type(
                        "any, of another namespace",
                        any.formatted("namespace='##targetNamespace' processContents='lax'"),
                        "<t:r><o:id>1</o:id></t:r>"),
                type("anyAttribute", "<xs:anyAttribute processContents='lax'/>", "<t:r o:by='An'/>"));
    }

    private static List<Row> documents() {
        return List.of(
                type("import", "<xs:sequence><xs:element ref='o:id'/></xs:sequence>", "<t:r><o:id>1</o:id></t:r>"),
                new Row(
                        "import, of an absolute address that the catalogue knows",
                        "<xs:import namespace='urn:p' schemaLocation='http://schemas.example/p.xsd'/><xs:element name='r'><xs:complexType><xs:sequence xmlns:p='urn:p'><xs:element ref='p:id'/></xs:sequence></xs:complexType></xs:element>",
                        "<t:r><p:id xmlns:p='urn:p'>1</p:id></t:r>"),
                new Row(
                        "import, in a circle",
                        "<xs:import namespace='urn:d' schemaLocation='d.xsd'/><xs:element name='r'><xs:complexType><xs:sequence xmlns:d='urn:d'><xs:element ref='d:box' minOccurs='0'/></xs:sequence></xs:complexType></xs:element>",
                        "<t:r><d:box xmlns:d='urn:d'><t:r/></d:box></t:r>"),
                new Row(
                        "include, of a relative path",
                        "<xs:include schemaLocation='more/e.xsd'/><xs:element name='r' type='t:Item'/>",
                        "<t:r><t:i>1</t:i></t:r>"),
                new Row(
                        "include, a chameleon",
                        "<xs:include schemaLocation='c.xsd'/><xs:element name='r' type='t:Unit'/>",
                        "<t:r><t:u>1</t:u></t:r>"),
                new Row(
                        "redefine",
                        "<xs:redefine schemaLocation='c.xsd'><xs:complexType name='Unit'><xs:complexContent><xs:extension base='t:Unit'><xs:sequence><xs:element name='v' type='xs:int'/></xs:sequence></xs:extension></xs:complexContent></xs:complexType></xs:redefine><xs:element name='r' type='t:Unit'/>",
                        "<t:r><t:u>1</t:u><t:v>2</t:v></t:r>"),
                new Row(
                        "a document that is not there",
                        "<xs:include schemaLocation='gone.xsd'/><xs:element name='r' type='xs:int'/>",
                        "<t:r>1</t:r>"));
    }

    private static List<Row> facets() {
        return List.of(
                facet("<xs:length value='2'/>", "xs:string", "ab"),
                facet("<xs:minLength value='2'/>", "xs:string", "ab"),
                facet("<xs:maxLength value='2'/>", "xs:string", "ab"),
                facet("<xs:pattern value='[A-Z]\\d'/>", "xs:string", "A1"),
                facet("<xs:enumeration value='new'/>", "xs:string", "new"),
                facet("<xs:whiteSpace value='collapse'/>", "xs:string", " a  b "),
                facet("<xs:maxInclusive value='9'/>", "xs:int", "9"),
                facet("<xs:maxExclusive value='9'/>", "xs:int", "8"),
                facet("<xs:minInclusive value='1'/>", "xs:int", "1"),
                facet("<xs:minExclusive value='1'/>", "xs:int", "2"),
                facet("<xs:totalDigits value='3'/>", "xs:decimal", "1.25"),
                facet("<xs:fractionDigits value='2'/>", "xs:decimal", "1.25"));
    }

    private static List<Row> builtIn() {
        List<Row> rows = new ArrayList<>();
        String[][] values = {
            {"string", " a "},
            {"normalizedString", " a "},
            {"token", " a  b "},
            {"language", "vi"},
            {"Name", "a:b"},
            {"NCName", "a"},
            {"NMTOKEN", "1a"},
            {"NMTOKENS", "1a 2b"},
            {"ID", "a"},
            {"IDREF", "a"},
            {"IDREFS", "a b"},
            {"anyURI", "http://a/b c"},
            {"QName", "t:r"},
            {"boolean", "1"},
            {"decimal", "+01.50"},
            {"decimal", "0.1234567890123456"},
            {"integer", "9007199254740992"},
            {"nonPositiveInteger", "0"},
            {"negativeInteger", "-1"},
            {"nonNegativeInteger", "0"},
            {"positiveInteger", "1"},
            {"long", "9007199254740991"},
            {"long", "9007199254740993"},
            {"int", "1"},
            {"short", "1"},
            {"byte", "1"},
            {"unsignedLong", "18446744073709551615"},
            {"unsignedInt", "1"},
            {"unsignedShort", "1"},
            {"unsignedByte", "1"},
            {"float", "INF"},
            {"double", "1E3"},
            {"dateTime", "2026-11-28T08:00:00+07:00"},
            {"date", "2026-11-28"},
            {"time", "08:00:00"},
            {"gYear", "2026"},
            {"gYearMonth", "2026-11"},
            {"gMonth", "--11"},
            {"gMonthDay", "--11-28"},
            {"gDay", "---28"},
            {"duration", "P1DT2H"},
            {"hexBinary", "0aFF"},
            {"base64Binary", "SGVs bG8="},
            {"anySimpleType", "a"}
        };
        for (String[] value : values) {
            rows.add(value(value[0], "xs:" + value[0], value[1]));
        }
        return rows;
    }

    private static List<Row> unchecked() {
        String line =
                "<xs:element name='l' maxOccurs='9'><xs:complexType><xs:attribute name='k' type='xs:int'/></xs:complexType></xs:element>";
        return List.of(
                new Row(
                        "unique",
                        "<xs:element name='r'><xs:complexType><xs:sequence>" + line
                                + "</xs:sequence></xs:complexType><xs:unique name='u'><xs:selector xpath='t:l'/><xs:field xpath='@k'/></xs:unique></xs:element>",
                        "<t:r><t:l k='1'/><t:l k='2'/></t:r>"),
                new Row(
                        "key, keyref",
                        "<xs:element name='r'><xs:complexType><xs:sequence>" + line
                                + "<xs:element name='of' type='xs:int'/></xs:sequence></xs:complexType>"
                                + "<xs:key name='k'><xs:selector xpath='t:l'/><xs:field xpath='@k'/></xs:key>"
                                + "<xs:keyref name='f' refer='t:k'><xs:selector xpath='t:of'/><xs:field xpath='.'/></xs:keyref></xs:element>",
                        "<t:r><t:l k='1'/><t:l k='2'/><t:of>2</t:of></t:r>"),
                new Row(
                        "ID, IDREF",
                        "<xs:element name='r'><xs:complexType><xs:attribute name='a' type='xs:ID'/><xs:attribute name='b' type='xs:IDREF'/></xs:complexType></xs:element>",
                        "<t:r a='x' b='x'/>"),
                new Row(
                        "annotation, appinfo",
                        "<xs:element name='r' type='xs:int'><xs:annotation><xs:appinfo>x</xs:appinfo><xs:documentation>A number.</xs:documentation></xs:annotation></xs:element>",
                        "<t:r>1</t:r>"),
                type(
                        "assert, of XML Schema 1.1",
                        "<xs:attribute name='k' type='xs:int'/><xs:assert test='@k'/>",
                        "<t:r k='1'/>"),
                new Row("a schema that is wrong", "<xs:element name='r' type='t:Nowhere'/>", "<t:r/>"));
    }

    private static final String OPEN =
            "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:t='urn:t' xmlns:o='urn:o' targetNamespace='urn:t' elementFormDefault='qualified'>";

    private static String whole(Row row) {
        // Includes and redefinitions stand before all else.
        String schema = row.schema();
        String imports = (schema.contains("o:") ? "<xs:import namespace='urn:o' schemaLocation='o.xsd'/>" : "")
                + (schema.contains("xml:") ? "<xs:import namespace='http://www.w3.org/XML/1998/namespace'/>" : "");
        return OPEN + imports + schema + "</xs:schema>";
    }

    private static ElementTranslation element(Row row) {
        SchemaCatalogue catalogue = SchemaCatalogue.of(Map.of(
                "a.xsd", whole(row).getBytes(UTF_8),
                "o.xsd", OTHER.getBytes(UTF_8),
                "c.xsd", CHAMELEON.getBytes(UTF_8),
                "http://schemas.example/p.xsd", OTHER.replace("urn:o", "urn:p").getBytes(UTF_8),
                "d.xsd", CIRCLE.getBytes(UTF_8),
                "more/e.xsd", INCLUDED.getBytes(UTF_8)));
        String[] documents = row.xml().contains("o:") ? new String[] {"a.xsd", "o.xsd"} : new String[] {"a.xsd"};
        return SchemaSet.read(catalogue, documents).element(new QName("urn:t", "r"));
    }

    private static String becomes(Row row) throws IOException {
        ElementTranslation element;
        try {
            element = element(row);
        } catch (SchemaRefused refused) {
            return "*the schema is refused:* "
                    + String.valueOf(refused.getMessage()).replaceFirst("a\\.xsd(:\\d+)? ", "");
        }
        String declarations =
                " xmlns:t='urn:t' xmlns:o='urn:o' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xmlns:xs='http://www.w3.org/2001/XMLSchema'";
        String xml = row.xml().replaceFirst("<t:r", "<t:r" + declarations);
        try {
            String json = Documents.json(element, xml, Strictness.STRICT);
            String back = Documents.xml(element, json, Strictness.STRICT);
            assertThat(JSON.readTree(Documents.json(element, back, Strictness.STRICT)))
                    .as(row.construct())
                    .isEqualTo(JSON.readTree(json));
            Documents.judge(element, json);
            return "`" + json + "`";
        } catch (Untranslatable refused) {
            return "*the document is refused:* " + refused.getMessage();
        }
    }

    private static String page() throws IOException {
        StringBuilder page = new StringBuilder(
                """
                # What the constructs of XML Schema become

                Each row is tried by a test in both directions, and its JSON checked against the JSON Schema of the element; the test writes this
                page: `./mvnw test -Dtest=XsdConstructsTest -Dgolden.update=true`. The document's root is `r`, whose JSON is shown. The rules and
                their reasons are in [XML and JSON](xml-and-json.md), the constructs of WSDL in [a table of their own](wsdl-constructs.md).
                """);
        for (Map.Entry<String, List<Row>> chapter : rows().entrySet()) {
            page.append("\n## ")
                    .append(chapter.getKey())
                    .append("\n\n| construct | document | JSON |\n| --- | --- | --- |\n");
            for (Row row : chapter.getValue()) {
                page.append("| %s | `%s` | %s |\n"
                        .formatted(
                                row.construct(),
                                row.xml().replace("|", "\\|").replace("t:", "").replaceAll(">$", ">"),
                                becomes(row).replace("|", "\\|")));
            }
        }
        return page.toString();
    }

    @Test
    void thePageTellsWhatBecomesOfEach() throws IOException {
        GoldenPage.compare("xsd-constructs.md", page());
    }
}
