package vn.lienthong.hub.translation.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static vn.lienthong.hub.translation.soap.Wsdls.TAX;
import static vn.lienthong.hub.translation.soap.Wsdls.contract;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.schema.Strictness;
import vn.lienthong.hub.translation.schema.Untranslatable;

class SoapAnswerTest {
    private static final String GOOD = "<GetTaxResponse xmlns='urn:tax'><sum>1.50</sum></GetTaxResponse>";

    private final ByteArrayOutputStream json = new ByteArrayOutputStream();

    private static SoapPort port(SoapVersion version) {
        return contract(TAX).port(null, version == SoapVersion.SOAP_1_1 ? "Soap11" : "Soap12");
    }

    private SoapOutcome read(SoapVersion version, String xml) throws IOException {
        return read(version, xml, Strictness.STRICT, Limits.MESSAGE);
    }

    private SoapOutcome read(SoapVersion version, String xml, Strictness strictness, Limits limits) throws IOException {
        return new SoapAnswer(version, port(version).operations().get(0), strictness, limits)
                .read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)), json);
    }

    private String refused(String xml) {
        return refused(xml, Limits.MESSAGE);
    }

    private String refused(String xml, Limits limits) {
        Untranslatable refused = catchThrowableOfType(
                Untranslatable.class, () -> read(SoapVersion.SOAP_1_1, xml, Strictness.STRICT, limits));
        assertThat(refused).as(json.toString(StandardCharsets.UTF_8)).isNotNull();
        return refused.kind() + " " + refused.getMessage();
    }

    private static String envelope(String content) {
        return envelope(SoapVersion.SOAP_1_1, content);
    }

    private static String envelope(SoapVersion version, String content) {
        return "<s:Envelope xmlns:s='" + version.namespace() + "'>" + content + "</s:Envelope>";
    }

    private static String body(String content) {
        return envelope("<s:Body>" + content + "</s:Body>");
    }

    private String json() {
        return json.toString(StandardCharsets.UTF_8);
    }

    @Nested
    class WhenAnAnswerIsGood {
        @Test
        void isTranslatedAsItComes() throws IOException {
            SoapOutcome outcome = read(
                    SoapVersion.SOAP_1_2,
                    "<?xml version='1.0'?>\n"
                            + envelope(
                                    SoapVersion.SOAP_1_2,
                                    "\n <s:Header><a:RelatesTo xmlns:a='http://www.w3.org/2005/08/addressing'"
                                            + " s:mustUnderstand='true'>x</a:RelatesTo><other><more/></other></s:Header>\n"
                                            + " <s:Body>\n " + GOOD + "\n </s:Body>\n")
                            + "\n");

            assertThat(outcome).isEqualTo(new SoapOutcome.Answered(0));
            assertThat(json()).isEqualTo("{\"sum\":1.50,\"note\":[]}");
        }

        @Test
        void dropsAndCountsWhatNobodyDeclaredIfLenient() throws IOException {
            SoapOutcome outcome = read(
                    SoapVersion.SOAP_1_1,
                    body(GOOD.replace("</sum>", "</sum><more/><most><x/></most>")),
                    Strictness.LENIENT,
                    Limits.MESSAGE);

            assertThat(outcome).isEqualTo(new SoapOutcome.Answered(2));
            assertThat(json()).isEqualTo("{\"sum\":1.50,\"note\":[]}");
        }
    }

    @Nested
    class WhenAnAnswerHasAttachments {
        private static final String TYPE =
                "multipart/related; type=\"application/xop+xml\"; boundary=\"b-1\"; start=\"<root@x>\"";

        private SoapOutcome parts(String type, String content) throws IOException {
            return new SoapAnswer(
                            SoapVersion.SOAP_1_1,
                            port(SoapVersion.SOAP_1_1).operations().get(0),
                            Strictness.STRICT,
                            Limits.MESSAGE)
                    .readParts(new ByteArrayInputStream(content.getBytes(StandardCharsets.ISO_8859_1)), type, json);
        }

        private String refusedParts(String type, String content) {
            Untranslatable refused = catchThrowableOfType(Untranslatable.class, () -> parts(type, content));
            assertThat(refused).isNotNull();
            return String.valueOf(refused.getMessage());
        }

        private static String part(String id, String content) {
            return "--b-1\r\nContent-Type: x/y\r\nContent-ID: <" + id + ">\r\n\r\n" + content + "\r\n";
        }

        private static String note(String id) {
            return body(GOOD.replace(
                    "</sum>",
                    "</sum><note><x:Include xmlns:x='http://www.w3.org/2004/08/xop/include' href='cid:" + id
                            + "'/></note><note>b</note>"));
        }

        @Test
        void theyStandInItAsBase64() throws IOException {
            SoapOutcome outcome = parts(
                    TYPE,
                    "preamble\r\n" + part("a+1@x", "\u00ff\r\n--b") + part("root@x", note("a%2B1@x")) + "--b-1--\r\n");

            assertThat(outcome).isEqualTo(new SoapOutcome.Answered(0));
            assertThat(json()).isEqualTo("{\"sum\":1.50,\"note\":[\"/w0KLS1i\",\"b\"]}");
        }

        @Test
        void refusesWhatIsCutOffNamesNoBoundaryOrRefersToNothing() {
            assertThat(refusedParts(TYPE, part("root@x", body(GOOD))))
                    .isEqualTo("/ has several parts and no end of them");
            assertThat(refusedParts("multipart/related", part("root@x", body(GOOD)) + "--b-1--"))
                    .isEqualTo("/ has several parts and names no boundary of them");
            assertThat(refusedParts(TYPE, part("root@x", note("gone")) + "--b-1--"))
                    .isEqualTo("/Envelope refers to an attachment that is not there");
        }
    }

    @Nested
    class WhenAnAnswerIsAFault {
        @Test
        void tellsCodeReasonAndTypedDetailOfTheFirstVersion() throws IOException {
            SoapOutcome outcome = read(
                    SoapVersion.SOAP_1_1,
                    body("<s:Fault><faultcode>s:Server.Tax</faultcode><faultstring>No\n such  code</faultstring>"
                            + "<faultactor>urn:me</faultactor><detail>text<other xmlns='urn:o'><a/></other>"
                            + "<t:TaxFault xmlns:t='urn:tax'><t:number>17</t:number></t:TaxFault></detail></s:Fault>"));

            assertThat(outcome)
                    .isEqualTo(new SoapOutcome.Faulted(
                            java.util.List.of("Server.Tax"),
                            "No such code",
                            java.util.List.of(new SoapOutcome.Detail(
                                    "TaxFault", "{\"number\":17}".getBytes(StandardCharsets.UTF_8)))));
            assertThat(json()).isEmpty();
        }

        @Test
        void tellsCodesReasonAndTypedDetailOfTheSecondVersion() throws IOException {
            SoapOutcome outcome = read(
                    SoapVersion.SOAP_1_2,
                    envelope(
                            SoapVersion.SOAP_1_2,
                            "<s:Body><s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value xmlns:t='urn:tax'>"
                                    + "t:BadCode</s:Value></s:Subcode></s:Code><s:Reason><s:Text xml:lang='vi'>Sai mã</s:Text>"
                                    + "<s:Text xml:lang='en'>Bad code</s:Text></s:Reason><s:Detail><TaxFault xmlns='urn:tax'>"
                                    + "<number>1</number></TaxFault></s:Detail></s:Fault></s:Body>"));

            assertThat(outcome).isInstanceOf(SoapOutcome.Faulted.class);
            SoapOutcome.Faulted fault = (SoapOutcome.Faulted) outcome;
            assertThat(fault.codes()).containsExactly("Sender", "BadCode");
            assertThat(fault.reason()).isEqualTo("Sai mã");
            assertThat(fault.isOfTheSender()).isTrue();
            assertThat(fault.details()).hasSize(1);
        }

        @Test
        void leavesADetailOutThatIsNotAsDeclared() throws IOException {
            SoapOutcome outcome = read(
                    SoapVersion.SOAP_1_1,
                    body("<s:Fault><faultcode>s:Client</faultcode><faultstring>no</faultstring><detail>"
                            + "<TaxFault xmlns='urn:tax'><number>many</number></TaxFault></detail></s:Fault>"));

            assertThat(outcome)
                    .isEqualTo(new SoapOutcome.Faulted(java.util.List.of("Client"), "no", java.util.List.of()));
        }
    }

    @Nested
    class WhenAnAnswerIsNoEnvelopeOfThisOperation {
        @Test
        void tellsWhatWasFoundAndWhatWouldBeRight() {
            assertThat(refused("<html><body>down</body></html>"))
                    .isEqualTo("INVALID / is <html>; expected an envelope of SOAP 1.1");
            assertThat(refused(envelope(SoapVersion.SOAP_1_2, "<s:Body/>")))
                    .isEqualTo("INVALID /Envelope is of SOAP 1.2; expected SOAP 1.1");
            assertThat(refused("<Envelope xmlns='urn:x'/>"))
                    .isEqualTo("INVALID /Envelope is of the namespace \"urn:x\"; expected SOAP 1.1");
            assertThat(refused(envelope(""))).isEqualTo("INVALID /Envelope has no body; expected a body");
            assertThat(refused(body("")))
                    .isEqualTo("INVALID /Envelope/Body is empty; expected <{urn:tax}GetTaxResponse>");
            assertThat(refused(body("<GetTaxResponse/>")))
                    .isEqualTo("INVALID /Envelope/Body has <GetTaxResponse>; expected <{urn:tax}GetTaxResponse>");
            assertThat(refused(body("stray"))).isEqualTo("INVALID /Envelope/Body has text; expected elements");
        }

        @Test
        void refusesTwoBodiesAndTwoElements() {
            assertThat(refused(body(GOOD + GOOD)))
                    .isEqualTo("INVALID /Envelope/Body has a second element, <{urn:tax}GetTaxResponse>; expected one");
            assertThat(refused(envelope("<s:Body>" + GOOD + "</s:Body><s:Body/>")))
                    .isEqualTo("INVALID /Envelope has <{http://schemas.xmlsoap.org/soap/envelope/}Body> after its body;"
                            + " expected one body and nothing after it");
        }

        @Test
        void refusesAHeaderThatMustBeUnderstood() {
            assertThat(refused(envelope("<s:Header><t:Lock xmlns:t='urn:t' s:mustUnderstand='1'/></s:Header><s:Body>"
                            + GOOD + "</s:Body>")))
                    .isEqualTo("INVALID /Envelope/Header has <{urn:t}Lock>, which has to be understood and is not");
        }
    }

    @Nested
    class WhenAnAnswerIsHostileOrBroken {
        @Test
        void refusesEntitiesAndDocumentTypes() {
            assertThat(refused("<!DOCTYPE a [<!ENTITY b 'bbbb'><!ENTITY c '&b;&b;&b;'>]>" + body(GOOD)))
                    .isEqualTo("MALFORMED / declares a document type, which is refused");
            assertThat(refused(body(GOOD.replace("1.50", "&c;")))).startsWith("MALFORMED /");
        }

        @Test
        void refusesATruncatedOne() {
            String whole = body(GOOD);

            assertThat(refused(whole.substring(0, whole.indexOf("</sum>"))))
                    .startsWith("MALFORMED /GetTaxResponse/sum is not well-formed XML");
            assertThat(refused(whole.substring(0, whole.indexOf("</s:Body>"))))
                    .startsWith("MALFORMED /Envelope/Body is not well-formed XML");
            assertThat(refused("")).startsWith("MALFORMED /Envelope/Body is not well-formed XML");
        }

        @Test
        void refusesDepthLengthAndCharactersBeyondTheLimits() {
            String deep = "<a>".repeat(200) + "</a>".repeat(200);
            assertThat(refused(envelope("<s:Header>" + deep + "</s:Header><s:Body>" + GOOD + "</s:Body>")))
                    .matches(
                            "TOO_LARGE /Envelope/Body is beyond a limit of depth, attributes, text or size, which is \\d+");
            assertThat(refused(body(GOOD) + " ".repeat(50_000), Limits.MESSAGE.ofBytes(10_000)))
                    .matches(
                            "TOO_LARGE /Envelope/Body is beyond a limit of depth, attributes, text or size, which is \\d+");
            assertThat(refused(body(GOOD.replace("1.50", "1\u0000"))))
                    .startsWith("MALFORMED /GetTaxResponse/sum is not");
        }

        @Test
        void refusesAValueOfAnotherTypeByItsPath() {
            assertThat(refused(body(GOOD.replace("1.50", "1e999999999"))))
                    .isEqualTo("INVALID /GetTaxResponse/sum is \"1e999999999\"; expected xs:decimal");
        }
    }
}
