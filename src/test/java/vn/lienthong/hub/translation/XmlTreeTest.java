package vn.lienthong.hub.translation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.Undeliverable;

class XmlTreeTest {
    private static String treeOf(String xml) {
        return XmlTree.read(xml.getBytes(UTF_8)).toString();
    }

    private static Problem refusalOf(byte[] xml) {
        try {
            XmlTree.read(xml);
        } catch (Undeliverable refused) {
            return refused.problem();
        }
        throw new AssertionError("it was read");
    }

    private static Problem refusalOf(String xml) {
        return refusalOf(xml.getBytes(UTF_8));
    }

    @Nested
    class WhenElementsAreOfEveryKind {
        @Test
        void namesThemLocallyAndMakesRepeatedOnesArrays() {
            String xml =
                    """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <a:list xmlns:a="urn:a" xmlns:b="urn:b">
                      <b:one>Nguyễn Văn Ánh</b:one>
                      <two>1</two><two><x>2</x></two><two/>
                    </a:list>
                    """;

            assertThat(treeOf(xml)).isEqualTo("{\"one\":\"Nguyễn Văn Ánh\",\"two\":[\"1\",{\"x\":\"2\"},\"\"]}");
        }

        @Test
        void tellsAttributesTextAndNil() {
            String xml =
                    """
                    <r xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
                      <fee currency="VND">5000</fee><none xsi:nil="true"/><cdata><![CDATA[a<b]]>&amp;c</cdata>
                    </r>
                    """;

            assertThat(treeOf(xml))
                    .isEqualTo(
                            "{\"fee\":{\"@currency\":\"VND\",\"#text\":\"5000\"},\"none\":null,\"cdata\":\"a<b&c\"}");
        }

        @Test
        void readsADeclaredEncoding() {
            byte[] utf16 = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><r>Hà Tĩnh</r>"
                    .getBytes(java.nio.charset.StandardCharsets.UTF_16);

            assertThat(XmlTree.read(utf16).asText()).isEqualTo("Hà Tĩnh");
        }
    }

    @Nested
    class WhenXmlIsHostile {
        @Test
        void readsNoFileThroughAnExternalEntity(@TempDir Path folder) throws Exception {
            Path secret = Files.writeString(folder.resolve("secret.txt"), "a secret");

            Problem refusal = refusalOf("<!DOCTYPE r [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]><r>&x;</r>");

            assertThat(refusal.kind()).isEqualTo(ProblemKind.MALFORMED);
            assertThat(refusal.detail().en()).contains("document type").contains("line 1");
        }

        @Test
        void opensNoAddressForAnExternalSubset() throws Exception {
            try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                listening.setSoTimeout(300);

                Problem refusal = refusalOf(
                        "<!DOCTYPE r SYSTEM \"http://127.0.0.1:" + listening.getLocalPort() + "/r.dtd\"><r/>");

                assertThat(refusal.kind()).isEqualTo(ProblemKind.MALFORMED);
                assertThatThrownBy(listening::accept).isInstanceOf(java.net.SocketTimeoutException.class);
            }
        }

        @Test
        void expandsNoEntityBomb() {
            StringBuilder bomb = new StringBuilder("<!DOCTYPE r [<!ENTITY a0 \"ha\">");
            for (int i = 1; i < 30; i++) {
                bomb.append("<!ENTITY a%d \"&a%d;&a%d;\">".formatted(i, i - 1, i - 1));
            }
            bomb.append("]><r>&a29;</r>");

            assertThat(refusalOf(bomb.toString()).detail().en()).contains("document type");
        }

        @Test
        void refusesWhatIsTooDeepTooWideOrTooLong() {
            List<String> hostile = List.of(
                    "<a>".repeat(200) + "</a>".repeat(200),
                    "<a " + attributes(200) + "/>",
                    "<a>" + "x".repeat(1_100_000) + "</a>",
                    "<a b=\"" + "x".repeat(1_100_000) + "\"/>",
                    "<a>" + "<b/>".repeat(500_001) + "</a>");

            assertThat(hostile)
                    .allSatisfy(xml -> assertThat(refusalOf(xml).kind()).isEqualTo(ProblemKind.TOO_LARGE));
        }

        @Test
        void stopsReadingAtTheTotal() {
            InputStream endless = new Repeating("<r><x>1</x>", "<x>1</x>");

            assertThatThrownBy(() -> XmlTree.records(endless, "/x", Limits.FILE.ofBytes(100_000))
                            .forEachRemaining(record -> {}))
                    .isInstanceOf(Undeliverable.class)
                    .hasMessageContaining("100000 bytes");
        }

        private String attributes(int count) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < count; i++) {
                all.append("a").append(i).append("=\"\" ");
            }
            return all.toString();
        }
    }

    @Nested
    class WhenXmlIsBroken {
        @Test
        void tellsLineAndColumn() {
            assertThat(refusalOf("<r>\n  <x></y>\n</r>").detail().en())
                    .isEqualTo("The content is not well-formed XML (line 2, column 8).");
        }

        @Test
        void quotesNoContent() {
            Problem refusal = refusalOf("<r><x>Nguyễn Văn A</Nguyễn></r>");

            assertThat(refusal.toString()).doesNotContain("Nguyễn");
        }

        @Test
        void refusesInvalidUtf8() {
            byte[] xml = "<r>HÀ</r>".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);

            assertThat(refusalOf(xml).kind()).isEqualTo(ProblemKind.MALFORMED);
        }

        @Test
        void refusesNothingAtAll() {
            assertThat(refusalOf("").kind()).isEqualTo(ProblemKind.MALFORMED);
        }
    }

    @Nested
    class WhenRecordsAreReadOneByOne {
        @Test
        void givesThoseAtThePlaceWithTheirLines() {
            String xml =
                    """
                    <edXML><Header><HoSo>no</HoSo></Header>
                    <Body><HoSo><No>1</No></HoSo>
                    <Other><HoSo><No>no</No></HoSo></Other>
                    <HoSo><No>2</No></HoSo></Body></edXML>
                    """;
            List<String> seen = new ArrayList<>();

            XmlTree.records(new ByteArrayInputStream(xml.getBytes(UTF_8)), "/Body/HoSo", Limits.FILE)
                    .forEachRemaining(
                            record -> seen.add(record.line() + record.tree().toString()));

            assertThat(seen).containsExactly("2{\"No\":\"1\"}", "4{\"No\":\"2\"}");
        }

        @Test
        void holdsNoneOfALargeFile() {
            Records records =
                    XmlTree.records(new Repeating("<r>", "<x>" + "y".repeat(1_000) + "</x>"), "/x", Limits.FILE);

            long read = 0;
            while (read < 300_000) {
                records.next();
                read++;
            }

            assertThat(records.hasNext()).isTrue();
        }

        @Test
        void givesTheGoodOnesBeforeABreak() {
            Records records = XmlTree.records(
                    new ByteArrayInputStream("<r><x>1</x><x>2</y></r>".getBytes(UTF_8)), "/x", Limits.FILE);

            assertThat(records.next().tree().asText()).isEqualTo("1");
            assertThatThrownBy(records::next).isInstanceOf(Undeliverable.class);
        }

        @Test
        void tellsWhetherThePlaceWasThere() {
            Records there = XmlTree.records(
                    new ByteArrayInputStream("<r><Body/></r>".getBytes(UTF_8)), "/Body/HoSo", Limits.FILE);
            Records elsewhere =
                    XmlTree.records(new ByteArrayInputStream("<html/>".getBytes(UTF_8)), "/Body/HoSo", Limits.FILE);

            assertThat(there.hasNext()).isFalse();
            assertThat(there.placeFound()).isTrue();
            assertThat(elsewhere.hasNext()).isFalse();
            assertThat(elsewhere.placeFound()).isFalse();
        }
    }

    /** A document that never ends. */
    private static final class Repeating extends InputStream {
        private byte[] part;
        private final byte[] next;
        private int at;

        Repeating(String first, String then) {
            part = first.getBytes(UTF_8);
            next = then.getBytes(UTF_8);
        }

        @Override
        public int read() {
            if (at == part.length) {
                part = next;
                at = 0;
            }
            return part[at++];
        }
    }
}
