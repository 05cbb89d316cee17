package vn.lienthong.hub.translation.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schemas that say themselves what their JSON looks like. */
class HintedSchemaTest {
    private static final String XSD =
            """
            <xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:json='urn:lienthong:json'>
              <xs:simpleType name='Any' json:as='json'><xs:restriction base='xs:string'/></xs:simpleType>
              <xs:simpleType name='Whole' json:as='number'><xs:restriction base='xs:integer'/></xs:simpleType>
              <xs:complexType name='Words' json:as='list'><xs:sequence>
                <xs:element name='item' type='xs:string' minOccurs='0' maxOccurs='3' nillable='true'/></xs:sequence></xs:complexType>
              <xs:complexType name='Cat'><xs:sequence>
                <xs:element name='kind' type='xs:string'/><xs:element name='lives' type='xs:int'/></xs:sequence></xs:complexType>
              <xs:complexType name='Dog'><xs:sequence>
                <xs:element name='kind' type='xs:string'/><xs:element name='tricks' type='Words' minOccurs='0'/></xs:sequence></xs:complexType>
              <xs:complexType name='Pet' json:as='either' json:told-by='kind'><xs:choice>
                <xs:element name='cat' type='Cat' json:by='c'/><xs:element name='dog' type='Dog' json:by='d'/></xs:choice></xs:complexType>
              <xs:complexType name='Guess' json:as='either'><xs:choice>
                <xs:element name='cat' type='Cat'/><xs:element name='dog' type='Dog'/><xs:element name='words' type='Words'/>
                <xs:element name='number' type='xs:int'/><xs:element name='text' type='xs:string'/></xs:choice></xs:complexType>
              <xs:element name='o'><xs:complexType><xs:sequence>
                <xs:element name='first-name' json:name='@first name' type='xs:string' minOccurs='0'/>
                <xs:element name='any' type='Any' minOccurs='0' nillable='true'/>
                <xs:element name='whole' type='Whole' minOccurs='0'/>
                <xs:element name='words' type='Words' minOccurs='0' nillable='true'/>
                <xs:element name='pet' type='Pet' minOccurs='0'/>
                <xs:element name='guess' type='Guess' minOccurs='0'/>
                <xs:element name='entry' json:as='entry' minOccurs='0' maxOccurs='unbounded'><xs:complexType><xs:sequence>
                  <xs:element name='key' type='xs:string'/><xs:element name='value' type='xs:int' nillable='true'/>
                </xs:sequence></xs:complexType></xs:element>
              </xs:sequence></xs:complexType></xs:element>
            </xs:schema>
            """;
    private static final ElementTranslation O = Documents.schemas(XSD).element(new QName("o"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        {"@first name":"An"}                             | <first-name>An</first-name>
        {"any":{"a":[1.50,null,"<"]}}                    | <any>{"a":[1.50,null,"&lt;"]}</any>
        {"any":null}                                     | <any xsi:nil="true"/>
        {"whole":123456789012345678901}                  | <whole>123456789012345678901</whole>
        {"words":[]}                                     | <words></words>
        {"words":["a",null]}                             | <words><item>a</item><item xsi:nil="true"/></words>
        {"words":null}                                   | <words xsi:nil="true"/>
        {"pet":{"kind":"d","tricks":["sit"]}}            | <pet><dog><kind>d</kind><tricks><item>sit</item></tricks></dog></pet>
        {"guess":{"kind":"c","lives":9}}                 | <guess><cat><kind>c</kind><lives>9</lives></cat></guess>
        {"guess":{"kind":"c"}}                           | <guess><dog><kind>c</kind></dog></guess>
        {"guess":["a"]}                                  | <guess><words><item>a</item></words></guess>
        {"guess":5}                                      | <guess><number>5</number></guess>
        {"guess":"5"}                                    | <guess><text>5</text></guess>
        {"x":1,"@y":null,"":2}                           | <entry><key>x</key><value>1</value></entry><entry><key>@y</key><value xsi:nil="true"/></entry><entry><key></key><value>2</value></entry>
        """)
    void holdInBothDirections(String json, String content) {
        String xml = Documents.xml(O, json, Strictness.STRICT);

        assertThat(xml).isEqualTo("<o xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">" + content + "</o>");
        Documents.judge(XSD, xml);
        assertThat(Documents.json(O, xml, Strictness.STRICT)).isEqualTo(json);
    }

    @Test
    void putEntriesLastInWhateverOrderTheyCome() {
        assertThat(Documents.xml(O, "{\"x\":1,\"whole\":2,\"y\":3,\"@first name\":\"An\"}", Strictness.STRICT))
                .endsWith(
                        "instance\"><first-name>An</first-name><whole>2</whole><entry><key>x</key><value>1</value></entry>"
                                + "<entry><key>y</key><value>3</value></entry></o>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        {"words":"a"}                        | /o/words is not a list; expected a list, even of one or none
        {"words":["a","b","c","d"]}          | /o/words has 4 of item; expected 0 to 3
        {"pet":{"kind":"x"}}                 | /o/pet/kind is "x"; expected one of c, d
        {"pet":{"lives":9}}                  | /o/pet/kind is not there; expected one of c, d
        {"guess":{"lives":"many"}}           | /o/guess is none of its alternatives; expected one of cat, dog, words, number, text
        {"guess":true}                       | /o/guess is none of its alternatives; expected one of cat, dog, words, number, text
        {"x":"1"}                            | /o/value is "1"; expected xs:int
        {"x":1,"x":2}                        | /o has x twice
        """)
    void tellWhatJsonIsWrong(String json, String message) {
        assertThat(assertThrows(Untranslatable.class, () -> Documents.xml(O, json, Strictness.STRICT)))
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        <any>{</any>                                                    | /o/any is "{"; expected JSON
        <any>1 2</any>                                                  | /o/any is "1 2"; expected JSON
        <guess/>                                                        | /o/guess is empty; expected one of its elements
        <guess><number>1</number><number>2</number></guess>             | /o/guess has a second element; expected one of its elements
        <entry><value>1</value></entry>                                 | /o/entry has no key; expected a key and a value
        <entry><key>words</key><value>1</value></entry>                 | /o/entry/key is "words"; expected a key that is there once
        """)
    void tellWhatXmlIsWrong(String content, String message) {
        assertThat(assertThrows(
                        Untranslatable.class, () -> Documents.json(O, "<o>" + content + "</o>", Strictness.STRICT)))
                .hasMessage(message);
    }

    @Test
    void dropWhatNoAlternativeDeclaresIfLenient() {
        assertThat(Documents.xml(O, "{\"guess\":{\"kind\":\"c\",\"lives\":9,\"age\":3}}", Strictness.LENIENT))
                .endsWith("<guess><cat><kind>c</kind><lives>9</lives></cat></guess></o>");
    }
}
