package vn.lienthong.hub.translation.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.hub.translation.Limits;

class LargeDocumentsTest {
    private static final Limits LARGE = Limits.FILE;
    private static final ElementTranslation LIST = Documents.schemas(
                    """
            <xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element name='list'><xs:complexType><xs:sequence>
              <xs:element name='first' type='xs:int' minOccurs='0'/>
              <xs:element name='item' maxOccurs='unbounded'><xs:complexType><xs:sequence>
                <xs:element name='a' type='xs:int'/><xs:element name='b' type='xs:string'/>
              </xs:sequence></xs:complexType></xs:element>
            </xs:sequence><xs:attribute name='k' type='xs:int'/></xs:complexType></xs:element></xs:schema>
            """)
            .element(new QName("list"));

    private static InputStream repeated(String head, String item, int times, String tail) {
        List<InputStream> parts = new ArrayList<>();
        parts.add(new ByteArrayInputStream(head.getBytes(UTF_8)));
        byte[] bytes = item.getBytes(UTF_8);
        for (int i = 0; i < times; i++) {
            parts.add(new ByteArrayInputStream(bytes));
        }
        parts.add(new ByteArrayInputStream(tail.getBytes(UTF_8)));
        Enumeration<InputStream> all = Collections.enumeration(parts);
        return new SequenceInputStream(all);
    }

    /** Counts what is written, and how much had been read when the first of it was. */
    private static final class Counting extends OutputStream {
        long written;

        @Override
        public void write(int b) {
            written++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            written += length;
        }
    }

    private static InputStream watched(InputStream in, long half, Counting out, long[] writtenAtHalf) {
        return new FilterInputStream(in) {
            private long read;

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int count = super.read(bytes, offset, length);
                read += Math.max(count, 0);
                if (read > half && writtenAtHalf[0] == 0) {
                    writtenAtHalf[0] = Math.max(out.written, 1);
                }
                return count;
            }
        };
    }

    private static InputStream json(String tail) {
        return repeated("{\"item\":[", "{\"b\":\"x\",\"a\":1},", 200_000, "{\"a\":1,\"b\":\"x\"}]" + tail + "}");
    }

    @Test
    void writesXmlWhileJsonIsStillRead() throws IOException {
        Counting out = new Counting();
        InputStream in = json("");
        long[] writtenAtHalf = new long[1];
        InputStream watched = watched(in, 2_000_000, out, writtenAtHalf);

        LIST.toXml(watched, out, Strictness.STRICT, LARGE);

        assertThat(writtenAtHalf[0]).isGreaterThan(1_000_000);
        assertThat(out.written).isGreaterThan(5_000_000);
    }

    @Test
    void refusesAMemberThatComesLaterThanTheWindow() {
        assertThat(assertThrows(
                                Untranslatable.class,
                                () -> LIST.toXml(json(",\"first\":1"), new Counting(), Strictness.STRICT, LARGE))
                        .getMessage())
                .startsWith("/list has so much content before first comes");
        assertThat(assertThrows(
                                Untranslatable.class,
                                () -> LIST.toXml(json(",\"@k\":1"), new Counting(), Strictness.STRICT, LARGE))
                        .kind())
                .isEqualTo(Untranslatable.Kind.TOO_LARGE);
    }

    @Test
    void stopsAtTheSizeAllowed() {
        Limits small = Limits.MESSAGE.ofBytes(100_000);
        InputStream xml = repeated("<list>", "<item><a>1</a><b>x</b></item>", 100_000, "</list>");

        assertThat(assertThrows(Untranslatable.class, () -> LIST.toJson(xml, new Counting(), Strictness.STRICT, small))
                        .kind())
                .isEqualTo(Untranslatable.Kind.TOO_LARGE);
        assertThat(assertThrows(
                                Untranslatable.class,
                                () -> LIST.toXml(json(""), new Counting(), Strictness.STRICT, small))
                        .kind())
                .isEqualTo(Untranslatable.Kind.TOO_LARGE);
    }

    @Nested
    class WhenAValueIsLongerThanAnyText {
        private static final int PIECES = 200_000;
        private final ElementTranslation scan = Documents.schemas(
                        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element name='s' type='xs:base64Binary'/>"
                                + "<xs:element name='h' type='xs:hexBinary'/></xs:schema>")
                .element(new QName("s"));

        @Test
        void readsBase64FromXmlInParts() throws IOException {
            Counting out = new Counting();

            scan.toJson(repeated("<s>", "SGVsbG8h\n", PIECES, "</s>"), out, Strictness.STRICT, Limits.MESSAGE);

            assertThat(out.written).isEqualTo(8L * PIECES + 2);
        }

        @Test
        void readsBase64FromJsonInParts() throws IOException {
            Counting out = new Counting();
            long[] writtenAtHalf = new long[1];
            InputStream in = watched(repeated("\"", "SGVsbG8h", 10 * PIECES, "\""), 8_000_000, out, writtenAtHalf);

            scan.toXml(in, out, Strictness.STRICT, Limits.MESSAGE);

            assertThat(writtenAtHalf[0]).isGreaterThan(1);
            assertThat(out.written).isGreaterThan(80L * PIECES);
        }

        @ParameterizedTest
        @CsvSource({
            "SGVs*G8=, 5",
            "SGVsbG8, 7",
            "SGVsbG9=, 8",
            "SGVsb===, 8",
            "SGVs=bG8, 6",
        })
        void saysAtWhichDigitXmlGoesWrong(String base64, int digit) {
            String xml = "<s>" + base64 + "</s>";

            assertThat(assertThrows(Untranslatable.class, () -> Documents.json(scan, xml, Strictness.STRICT)))
                    .hasMessage("/s goes wrong at digit " + digit + "; expected xs:base64Binary");
        }

        @Test
        void refusesJsonThatIsNotBase64() {
            assertThat(assertThrows(Untranslatable.class, () -> Documents.xml(scan, "\"SGVs*G8=\"", Strictness.STRICT)))
                    .hasMessage("/s is not Base64; expected xs:base64Binary");
        }

        @Test
        void tellsJsonThatBreaksOffFromWrongBase64() {
            assertThat(assertThrows(Untranslatable.class, () -> Documents.xml(scan, "\"SGVs", Strictness.STRICT))
                            .kind())
                    .isEqualTo(Untranslatable.Kind.MALFORMED);
        }
    }

    @Nested
    class WhenAStreamBreaks {
        private static final IOException BROKEN = new IOException("connection reset");

        private static InputStream broken(String head) {
            return new SequenceInputStream(new ByteArrayInputStream(head.getBytes(UTF_8)), new InputStream() {
                @Override
                public int read() throws IOException {
                    throw BROKEN;
                }
            });
        }

        @Test
        void passesOnWhatTheSourceOfXmlSays() {
            assertThat(assertThrows(
                            IOException.class,
                            () -> LIST.toJson(broken("<list><item>"), new Counting(), Strictness.STRICT, LARGE)))
                    .isSameAs(BROKEN);
        }

        @Test
        void passesOnWhatTheSourceOfJsonSays() {
            assertThat(assertThrows(
                            IOException.class,
                            () -> LIST.toXml(broken("{\"item\":["), new Counting(), Strictness.STRICT, LARGE)))
                    .isSameAs(BROKEN);
        }
    }
}
