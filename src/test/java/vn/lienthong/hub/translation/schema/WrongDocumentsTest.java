package vn.lienthong.hub.translation.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.translation.Limits;

class WrongDocumentsTest {
    private static final String XSD =
            """
            <xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>
              <xs:element name='order'><xs:complexType><xs:sequence>
                <xs:element name='code' type='xs:string'/>
                <xs:element name='sum' type='xs:decimal' minOccurs='0'/>
                <xs:element name='line' minOccurs='0' maxOccurs='3'><xs:complexType>
                  <xs:sequence><xs:element name='qty' type='xs:int'/></xs:sequence><xs:attribute name='k' type='xs:int'/>
                </xs:complexType></xs:element>
              </xs:sequence></xs:complexType></xs:element>
              <xs:element name='deep'><xs:complexType><xs:sequence><xs:element ref='deep' minOccurs='0'/></xs:sequence></xs:complexType></xs:element>
            </xs:schema>
            """;
    private static final SchemaSet SET = Documents.schemas(XSD);
    private static final ElementTranslation ORDER = SET.element(new QName("order"));

    private static String refusedXml(String xml) {
        return String.valueOf(assertThrows(Untranslatable.class, () -> Documents.json(ORDER, xml, Strictness.STRICT))
                .getMessage());
    }

    private static String refusedJson(String json) {
        return String.valueOf(assertThrows(Untranslatable.class, () -> Documents.xml(ORDER, json, Strictness.STRICT))
                .getMessage());
    }

    private static String line(String qty) {
        return "<line><qty>" + qty + "</qty></line>";
    }

    @Nested
    class WhenXmlIsWrong {
        @Test
        void tellsThePathOfAValue() {
            assertThat(refusedXml("<order><code/>" + line("1") + line("2") + line("x") + "</order>"))
                    .isEqualTo("/order/line[3]/qty is \"x\"; expected xs:int");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
            <order/>                                            | /order has no code; expected it
            <order><code/><code/></order>                       | /order has code out of its place or too often; expected at most 1
            <order><code/><x/></order>                          | /order has the element x, which is not declared
            <order>a<code/></order>                             | /order has text between its elements
            <order><code/><line k='y'><qty>1</qty></line></order> | /order/line[1]/@k is "y"; expected xs:int
            <order a='b'><code/></order>                        | /order has the attribute a, which is not declared
            <other/>                                            | / is other; expected order
            """)
        void saysWhatIsWrong(String xml, String message) {
            assertThat(refusedXml(xml)).isEqualTo(message);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "<!DOCTYPE order [<!ENTITY a 'b'>]><order><code>&a;</code></order>",
                    "<order><code>&a;</code></order>",
                    "<order><code>a</code>",
                    "",
                    "<order><code/></order><order/>"
                })
        void refusesWhatIsNotPlainXml(String xml) {
            Untranslatable refused =
                    assertThrows(Untranslatable.class, () -> Documents.json(ORDER, xml, Strictness.STRICT));

            assertThat(refused.kind()).isEqualTo(Untranslatable.Kind.MALFORMED);
        }

        @Test
        void boundsDepth() {
            ElementTranslation deep = SET.element(new QName("deep"));

            Untranslatable refused = assertThrows(
                    Untranslatable.class,
                    () -> Documents.json(deep, "<deep>".repeat(5_000) + "</deep>".repeat(5_000), Strictness.STRICT));

            assertThat(refused.kind()).isEqualTo(Untranslatable.Kind.TOO_LARGE);
        }

        @Test
        void dropsAndCountsIfLenient() throws Exception {
            byte[] xml = "<order><x/><code/><y>1</y></order>".getBytes(StandardCharsets.UTF_8);

            long dropped = ORDER.toJson(
                    new ByteArrayInputStream(xml), OutputStream.nullOutputStream(), Strictness.LENIENT, Limits.MESSAGE);

            assertThat(dropped).isEqualTo(2);
        }
    }

    @Nested
    class WhenAGroupRepeatsOftenerThanSixteenTimes {
        private static final ElementTranslation PAIRS = Documents.schemas(
                        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element name='r'><xs:complexType>"
                                + "<xs:sequence minOccurs='20' maxOccurs='40'><xs:element name='a' type='xs:int'/>"
                                + "<xs:element name='b' type='xs:int' minOccurs='0'/></xs:sequence></xs:complexType>"
                                + "</xs:element></xs:schema>")
                .element(new QName("r"));

        private static String xml(int pairs) {
            return "<r>" + "<a>1</a><b>2</b>".repeat(pairs) + "</r>";
        }

        private static String json(int pairs) {
            return "{\"#content\":[" + String.join(",", Collections.nCopies(pairs, "{\"a\":1},{\"b\":2}")) + "]}";
        }

        @ParameterizedTest
        @ValueSource(ints = {20, 21, 40})
        void countsAllOfThem(int pairs) throws Exception {
            assertThat(Documents.json(PAIRS, xml(pairs), Strictness.STRICT)).isEqualTo(json(pairs));
        }

        @ParameterizedTest
        @ValueSource(ints = {16, 19, 41, 200})
        void refusesTooFewAndTooMany(int pairs) {
            assertThrows(Untranslatable.class, () -> Documents.json(PAIRS, xml(pairs), Strictness.STRICT));
            assertThrows(Untranslatable.class, () -> Documents.xml(PAIRS, json(pairs), Strictness.STRICT));
        }
    }

    @Nested
    class WhenJsonIsWrong {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                textBlock =
                        """
            {"code":"a","line":[{"qty":1},{"qty":"x"}]}   | /order/line[2]/qty is "x"; expected xs:int
            {"code":"a","line":[{"qty":1.5}]}             | /order/line[1]/qty is "1.5"; expected xs:int
            {"code":"a","sum":1e999999999}                | /order/sum is "1e999999999"; expected xs:decimal
            {"code":"a","line":{"qty":1}}                 | /order/line is not a list; expected a list, even of one or none
            {"code":"a","code":"b"}                       | /order has code twice
            {"code":"a","x":1}                            | /order has the member x, which is not declared
            {"code":null}                                 | /order/code is null; expected a value, because it is not nillable
            {}                                            | /order has no code; expected it
            {"code":"a\\u0000"}                           | /order/code has the character U+0000, which XML 1.0 cannot carry
            {"code":"a","line":[{"qty":1},{"qty":1},{"qty":1},{"qty":1}]} | /order has 4 of line; expected 0 to 3
            [1]                                           | /order is not an object; expected an object
            {"code":"a"                                   | /order is not well-formed JSON (line 1, column 12)
            {"code":"a"} {}                               | / has more than one JSON value
            """)
        void saysWhatIsWrong(String json, String message) {
            assertThat(refusedJson(json)).isEqualTo(message);
        }

        @Test
        void refusesALoneSurrogate() {
            assertThat(refusedJson("{\"code\":\"\\ud800\"}")).contains("U+D800");
        }

        @Test
        void expandsASmallExponent() {
            assertThat(Documents.xml(
                            ORDER, "{\"code\":\"a\",\"sum\":15e2,\"line\":[{\"qty\":1.0}]}", Strictness.STRICT))
                    .contains("<sum>1500</sum>", "<qty>1</qty>");
        }
    }
}
