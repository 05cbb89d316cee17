package vn.lienthong.hub.translation.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExamplesTest {
    private static String example(String components) {
        String schema =
                "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns:t=\"urn:t\" targetNamespace=\"urn:t\""
                        + " elementFormDefault=\"qualified\">" + components + "</xs:schema>";
        SchemaSet set =
                SchemaSet.read(SchemaCatalogue.of(Map.of("t.xsd", schema.getBytes(StandardCharsets.UTF_8))), "t.xsd");
        JsonNode example = set.element(new QName("urn:t", "root")).example();
        return String.valueOf(example);
    }

    private static String typed(String type) {
        return "<xs:element name=\"root\"><xs:complexType><xs:sequence>" + type
                + "</xs:sequence></xs:complexType></xs:element>";
    }

    @Test
    void tellsWhatIsRequiredAndOneOfWhatIsOptional() {
        String example = example(
                typed(
                        """
                <xs:element name="a" type="xs:int"/><xs:element name="b" type="xs:boolean" minOccurs="0"/>
                <xs:element name="c" type="xs:date" minOccurs="3" maxOccurs="9"/>
                <xs:choice><xs:element name="d" type="xs:NMTOKEN"/><xs:element name="e" type="xs:int"/></xs:choice>"""));

        assertThat(example)
                .isEqualTo("{\"a\":1,\"b\":true,\"c\":[\"2026-11-23\",\"2026-11-23\",\"2026-11-23\"],\"d\":\"text\"}");
    }

    @Test
    void keepsFacets() {
        String example = example(
                typed(
                        """
                <xs:element name="a"><xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="x y"/></xs:restriction></xs:simpleType></xs:element>
                <xs:element name="b"><xs:simpleType><xs:restriction base="xs:int"><xs:minInclusive value="70"/></xs:restriction></xs:simpleType></xs:element>
                <xs:element name="c"><xs:simpleType><xs:restriction base="xs:string"><xs:pattern value="[A-Z]{3}"/></xs:restriction></xs:simpleType></xs:element>
                <xs:element name="d"><xs:simpleType><xs:restriction base="xs:string"><xs:length value="13"/></xs:restriction></xs:simpleType></xs:element>"""));

        assertThat(example).isEqualTo("{\"a\":\"x y\",\"b\":70,\"c\":\"ABC\",\"d\":\"000.00.00.H27\"}");
    }

    @Test
    void endsWhereTypesHoldThemselvesAndNamesADerivedTypeForAnAbstractOne() {
        String example = example(
                """
                <xs:complexType name="Part"><xs:sequence><xs:element name="part" type="t:Part" minOccurs="0"/></xs:sequence></xs:complexType>
                <xs:complexType name="Paid" abstract="true"><xs:sequence/></xs:complexType>
                <xs:complexType name="Card"><xs:complexContent><xs:extension base="t:Paid"><xs:attribute name="no" type="xs:int" use="required"/></xs:extension></xs:complexContent></xs:complexType>
                """
                        + typed(
                                "<xs:element name=\"part\" type=\"t:Part\"/><xs:element name=\"paid\" type=\"t:Paid\"/>"));

        assertThat(example).isEqualTo("{\"part\":{},\"paid\":{\"#type\":\"Card\",\"@no\":1}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "Q[0-9]{7}Z Q1111111Z",
                "(x|y)+\\.[^A-Z1]{2}\\d? x.aa",
                "[A-Z-[A]]\\p{Lu}{2,3}q BAAq",
                "(\\d{3}\\.){2}[\\i-[:]][\\c-[:]]* 111.111.A",
                "á*đ đ"
            })
    void keepsPatterns(String pattern, String expected) {
        String type = "<xs:simpleType><xs:restriction base=\"xs:string\"><xs:pattern value=\"" + pattern
                + "\"/></xs:restriction></xs:simpleType>";

        assertThat(example(typed("<xs:element name=\"a\">" + type + "</xs:element>")))
                .isEqualTo("{\"a\":\"" + expected + "\"}");
    }

    @Test
    void isNoneWhereNoValueIsFound() {
        String impossible =
                "<xs:simpleType><xs:restriction base=\"xs:string\"><xs:pattern value=\"Q{9}\"/><xs:maxLength value=\"3\"/>"
                        + "</xs:restriction></xs:simpleType>";

        assertThat(example(typed("<xs:element name=\"a\">" + impossible + "</xs:element>")))
                .isEqualTo("null");
        assertThat(example(typed("<xs:element name=\"a\" minOccurs=\"0\">" + impossible + "</xs:element>")))
                .isEqualTo("{}");
    }
}
