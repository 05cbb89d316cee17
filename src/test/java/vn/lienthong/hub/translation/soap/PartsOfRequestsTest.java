package vn.lienthong.hub.translation.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static vn.lienthong.hub.translation.soap.Wsdls.contract;
import static vn.lienthong.hub.translation.soap.Wsdls.oneOperation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.schema.Strictness;
import vn.lienthong.hub.translation.schema.Untranslatable;

/** Requests whose octets travel beside their envelope, and octets that a caller sends as parts of their own. */
class PartsOfRequestsTest {
    private static final String TYPES =
            """
            <wsdl:types><xs:schema targetNamespace="urn:tax" elementFormDefault="qualified" xmlns:xmime="http://www.w3.org/2005/05/xmlmime">
            <xs:element name="ask"><xs:complexType><xs:sequence>
              <xs:element name="title" type="xs:string" minOccurs="0"/>
              <xs:element name="scan" type="xs:base64Binary" minOccurs="0" maxOccurs="unbounded" xmime:expectedContentTypes="image/png"/>
              <xs:element name="file" minOccurs="0"><xs:complexType><xs:simpleContent>
                <xs:extension base="xs:base64Binary"><xs:attribute name="name" type="xs:string"/></xs:extension>
              </xs:simpleContent></xs:complexType></xs:element>
            </xs:sequence></xs:complexType></xs:element>
            </xs:schema></wsdl:types>
            """;
    private static final String MESSAGES =
            "<wsdl:message name=\"in\"><wsdl:part name=\"a\" element=\"t:ask\"/></wsdl:message>"
                    + "<wsdl:message name=\"out\"/>";
    private static final String CONTRACT = oneOperation(TYPES, MESSAGES, "document", "<soap:body use=\"literal\"/>");
    private static final String WITH_ATTACHMENT = oneOperation(
            TYPES,
            MESSAGES.replace(
                    "</wsdl:message><", "<wsdl:part name=\"photo\" type=\"xs:base64Binary\"/></wsdl:message><"),
            "document",
            "<mime:multipartRelated><mime:part><soap:body use=\"literal\"/></mime:part>"
                    + "<mime:part><mime:content part=\"photo\" type=\"*/*\"/></mime:part></mime:multipartRelated>");

    /** One part of a message as it was sent. */
    private record Part(String id, String type, byte[] content) {
        String text() {
            return new String(content, StandardCharsets.UTF_8);
        }
    }

    private static SoapOperation operation(String contract) {
        return contract(contract).port(null, null).operations().get(0);
    }

    private static byte[] octets(int count) {
        byte[] octets = new byte[count];
        new Random(count).nextBytes(octets);
        return octets;
    }

    private static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }

    private static SoapInput json(String json) {
        return SoapInput.of(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] sent(SoapRequest request, SoapInput input) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        request.write("", input, out, "b", Strictness.STRICT, Limits.MESSAGE);
        return out.toByteArray();
    }

    private static List<Part> parts(SoapRequest request, SoapInput input) throws IOException {
        MimeReader reader =
                MimeReader.of(new ByteArrayInputStream(sent(request, input)), request.contentType("b"), Limits.FILE);
        List<Part> parts = new ArrayList<>();
        for (MimeReader.Part part = reader.next(); part != null; part = reader.next()) {
            parts.add(new Part(part.id(), part.type(), part.content().readAllBytes()));
        }
        return parts;
    }

    @Nested
    class WhenAContractAsksForMtom {
        private static final String POLICY =
                "<wsp:Policy xmlns:wsp='http://schemas.xmlsoap.org/ws/2004/09/policy' xmlns:wsu='http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd' wsu:Id='M'>"
                        + "<wsp:ExactlyOne><wsp:All><o:OptimizedMimeSerialization xmlns:o='http://schemas.xmlsoap.org/ws/2004/09/policy/optimizedmimeserialization'/></wsp:All></wsp:ExactlyOne></wsp:Policy>";

        @Test
        void findsThePolicyThatABindingRefersTo() {
            String refers = CONTRACT.replaceFirst("<wsdl:types>", POLICY + "$0")
                    .replaceFirst(
                            "<soap:binding",
                            "<wsp:PolicyReference xmlns:wsp='http://schemas.xmlsoap.org/ws/2004/09/policy' URI='#M'/>$0");

            assertThat(operation(CONTRACT).mtom()).isFalse();
            assertThat(operation(CONTRACT.replaceFirst("<wsdl:types>", POLICY + "$0"))
                            .mtom())
                    .isFalse();
            assertThat(operation(refers).mtom()).isTrue();
        }

        @ParameterizedTest
        @ValueSource(strings = {"<soap:binding", "<soap:operation", "<soap:body", "<soap:address"})
        void findsThePolicyWithinAComponent(String before) {
            String newer =
                    "<p:Policy xmlns:p='http://www.w3.org/ns/ws-policy'><m:MTOM xmlns:m='http://www.w3.org/2007/08/soap12-mtom-policy' p:Optional='true'/></p:Policy>";

            assertThat(operation(CONTRACT.replaceFirst(before, newer + "$0")).mtom())
                    .isTrue();
        }
    }

    @Nested
    class WhenOctetsGoBesideTheEnvelope {
        private final SoapRequest request = new SoapRequest(SoapVersion.SOAP_1_2, operation(CONTRACT), true);

        @Test
        void saysSoInTheTypeOfEitherVersion() {
            assertThat(request.contentType("b"))
                    .isEqualTo("multipart/related; type=\"application/xop+xml\"; start-info=\"application/soap+xml\";"
                            + " start=\"<envelope@lienthong>\"; boundary=\"b\"");
            assertThat(new SoapRequest(SoapVersion.SOAP_1_1, operation(CONTRACT), true).contentType("b"))
                    .contains("start-info=\"text/xml\"");
        }

        @Test
        void leavesShortOnesInItAndTakesTheTypeFromTheContract() throws IOException {
            byte[] longest = octets(MtomRequest.SHORT);
            byte[] scan = octets(MtomRequest.SHORT + 1);
            byte[] file = octets(5_000);

            List<Part> parts = parts(
                    request,
                    json("{\"title\":\"A\",\"scan\":[\"" + base64(longest) + "\",\"" + base64(scan)
                            + "\"],\"file\":{\"#text\":\"" + base64(file) + "\",\"@name\":\"a.bin\"}}"));

            assertThat(parts.stream().map(Part::type))
                    .containsExactly(
                            "application/xop+xml; charset=utf-8; type=\"application/soap+xml\"",
                            "image/png",
                            "application/octet-stream");
            assertThat(parts.get(0).text())
                    .contains(
                            "scan>" + base64(longest) + "</",
                            "scan><xop:Include xmlns:xop=\"http://www.w3.org/2004/08/xop/include\" href=\"cid:octets-1@lienthong\"/></",
                            " name=\"a.bin\"><xop:Include");
            assertThat(parts.get(1).content()).isEqualTo(scan);
            assertThat(parts.get(2).content()).isEqualTo(file);
        }

        @Test
        void holdsNoMoreOfThemThanALittle() throws IOException {
            byte[] scan = octets(3 << 20);

            List<Part> parts = parts(request, json("{\"scan\":[\"" + base64(scan) + "\",\"" + base64(scan) + "\"]}"));

            assertThat(parts.get(1).content()).isEqualTo(scan);
            assertThat(parts.get(2).content()).isEqualTo(scan);
        }

        @Test
        void tellsWhereTheyAreNone() {
            Untranslatable wrong = assertThrows(
                    Untranslatable.class, () -> sent(request, json("{\"scan\":[\"" + "QUJD".repeat(1_000) + "*\"]}")));

            assertThat(wrong).hasMessage("/ask/scan[1] is not Base64; expected xs:base64Binary");
        }
    }

    @Nested
    class WhenACallerSendsPartsOfItsOwn {
        private static final String FORM = "multipart/form-data; boundary=x";

        private static InputStream form(String json, String... namesAndContents) {
            StringBuilder form = new StringBuilder("--x\r\nContent-Disposition: form-data; name=\"json\"\r\n"
                    + "Content-Type: application/json\r\n\r\n" + json);
            for (int i = 0; i < namesAndContents.length; i += 2) {
                form.append("\r\n--x\r\nContent-Disposition: form-data; name=\"")
                        .append(namesAndContents[i])
                        .append("\"; filename=\"a\"\r\nContent-Type: image/jpeg\r\n\r\n")
                        .append(namesAndContents[i + 1]);
            }
            return new ByteArrayInputStream(
                    form.append("\r\n--x--\r\n").toString().getBytes(StandardCharsets.UTF_8));
        }

        private static SoapInput input(String json, String... namesAndContents) throws IOException {
            return SoapInput.of(form(json, namesAndContents), FORM, Limits.MESSAGE);
        }

        private static String refused(String contract, boolean mtom, String json, String... parts) {
            SoapRequest request = new SoapRequest(SoapVersion.SOAP_1_1, operation(contract), mtom);
            return String.valueOf(assertThrows(
                            Untranslatable.class,
                            () -> request.write(
                                    "",
                                    input(json, parts),
                                    OutputStream.nullOutputStream(),
                                    "b",
                                    Strictness.STRICT,
                                    Limits.MESSAGE))
                    .getMessage());
        }

        @Test
        void putsThemBesideTheEnvelopeAsTheyAre() throws IOException {
            SoapRequest request = new SoapRequest(SoapVersion.SOAP_1_1, operation(CONTRACT), true);

            List<Part> parts = parts(
                    request,
                    input(
                            "{\"scan\":[\"cid:two\",\"QUJD\"],\"file\":{\"#text\":\"cid:one\"}}",
                            "one",
                            "first".repeat(10),
                            "two",
                            "second"));

            assertThat(parts.get(0).text())
                    .contains(
                            "scan><xop:Include xmlns:xop=\"http://www.w3.org/2004/08/xop/include\" href=\"cid:two\"/></")
                    .contains("scan>QUJD</", "href=\"cid:one\"/></");
            assertThat(parts.subList(1, 3).stream().map(part -> part.id() + " " + part.type() + " " + part.text()))
                    .containsExactly("two image/png second", "one image/jpeg " + "first".repeat(10));
        }

        @Test
        void putsThemIntoTheEnvelopeAsBase64() throws IOException {
            SoapRequest request = new SoapRequest(SoapVersion.SOAP_1_1, operation(CONTRACT));

            String envelope = new String(
                    sent(request, input("{\"title\":\"cid:a\",\"scan\":[\"cid:a\",\"cid:b\"]}", "a", "ABC", "b", "")),
                    StandardCharsets.UTF_8);

            assertThat(envelope).contains("title>cid:a</", "scan>QUJD</", "scan></");
            assertThat(request.contentType("b")).isEqualTo("text/xml; charset=utf-8");
        }

        @Test
        void sendsThemAsAttachmentsThatTheContractBinds() throws IOException {
            SoapRequest request = new SoapRequest(SoapVersion.SOAP_1_1, operation(WITH_ATTACHMENT));

            List<Part> parts = parts(
                    request,
                    input(
                            "{\"attachments\":{\"photo\":\"cid:p\"},\"body\":{\"scan\":[\"cid:s\"]}}",
                            "p",
                            "photo",
                            "s",
                            "ABC"));

            assertThat(parts.get(0).text()).contains("scan>QUJD</");
            assertThat(parts.get(1))
                    .extracting(Part::id, Part::type, Part::text)
                    .containsExactly("photo=attachment@lienthong", "image/jpeg", "photo");
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void tellsWhichIsMissingTooManyOrNamedWrongly(boolean mtom) {
            assertThat(refused(CONTRACT, mtom, "{\"scan\":[\"cid:a\"]}", "b", "B"))
                    .isEqualTo("/ refers to the part a, which is not there");
            assertThat(refused(CONTRACT, mtom, "{\"scan\":[\"cid:a\"]}", "a", "A", "b", "B"))
                    .isEqualTo("/ has a part b that nothing refers to");
            assertThat(refused(CONTRACT, mtom, "{\"scan\":[\"cid:a b\"]}", "a b", "B"))
                    .isEqualTo(
                            "/ refers to a part by a name of other characters; expected letters, digits and . _ @ = -");
            assertThat(refused(CONTRACT, mtom, "{\"scan\":[\"*\"]}"))
                    .isEqualTo("/ask/scan[1] is not Base64; expected xs:base64Binary");
        }

        @Test
        void takesEachOnce() {
            assertThat(refused(CONTRACT, true, "{\"scan\":[\"cid:a\",\"cid:a\"]}", "a", "A"))
                    .isEqualTo("/ refers to the part a twice; expected once");
        }

        @Test
        void wantsTheJsonFirstAndAnEnd() {
            String text = "--x\r\nContent-Type: image/png\r\n\r\nPNG\r\n--x--\r\n";
            String open = "--x\r\nContent-Type: application/json\r\n\r\n{}\r\n--x\r\n";

            assertThat(assertThrows(Untranslatable.class, () -> SoapInput.of(bytes(text), FORM, Limits.MESSAGE)))
                    .hasMessage("/ has another first part than application/json");
            assertThat(assertThrows(
                            Untranslatable.class,
                            () -> SoapInput.of(bytes("{}"), "multipart/form-data", Limits.MESSAGE)))
                    .hasMessage("/ has several parts and names no boundary of them");
            assertThat(assertThrows(
                            Untranslatable.class,
                            () -> sent(
                                    new SoapRequest(SoapVersion.SOAP_1_1, operation(CONTRACT)),
                                    SoapInput.of(bytes(open), FORM, Limits.MESSAGE))))
                    .hasMessage("/ has several parts and no end of them");
        }

        private static InputStream bytes(String text) {
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
