package vn.lienthong.hub.facade;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.agency.call.TryingSystem.send;
import static vn.lienthong.hub.facade.FacadeFixtures.KEY;

import jakarta.xml.ws.Dispatch;
import jakarta.xml.ws.Service;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.security.auth.callback.CallbackHandler;
import javax.xml.namespace.QName;
import javax.xml.transform.Source;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import org.apache.cxf.endpoint.Client;
import org.apache.cxf.jaxws.DispatchImpl;
import org.apache.cxf.message.Message;
import org.apache.cxf.staxutils.StaxUtils;
import org.apache.cxf.ws.security.wss4j.WSS4JInInterceptor;
import org.apache.cxf.ws.security.wss4j.WSS4JOutInterceptor;
import org.apache.wss4j.common.WSEncryptionPart;
import org.apache.wss4j.common.crypto.Merlin;
import org.apache.wss4j.common.ext.WSPasswordCallback;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.dom.handler.WSHandlerConstants;
import org.apache.wss4j.dom.message.WSSecHeader;
import org.apache.wss4j.dom.message.WSSecSignature;
import org.apache.wss4j.dom.message.WSSecTimestamp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import vn.lienthong.hub.agency.RunningHub;
import vn.lienthong.hub.agency.call.Certificates;
import vn.lienthong.hub.agency.call.SignedEnvelope;
import vn.lienthong.hub.agency.call.TryingSystem;
import vn.lienthong.hub.translation.soap.SoapVersion;
import vn.lienthong.hub.translation.soap.Wsdls;

/** Facades whose callers sign, and one whose system wants signatures. */
@Tag("every-java")
class SignedFacadeIT {
    private static final String NAMESPACE = "urn:orders";
    private static final String PASSWORD = "changeit";
    private static final String SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    private static final String API =
            """
            openapi: 3.1.0
            info: {title: Orders, version: "1"}
            servers: [{url: /api}]
            paths:
              /orders:
                post:
                  operationId: order
                  requestBody:
                    required: true
                    content: {application/json: {schema: {type: object, required: [code], properties: {code: {type: string}, note: {type: array, items: {type: string}}}}}}
                  responses:
                    "200": {description: done, content: {application/json: {schema: {type: object, properties: {code: {type: string}}}}}}
            """;

    private static RunningHub hub;
    private static TryingSystem system;
    private static Certificates certificates;
    private static Certificates.Made portal;
    private static Certificates.Made hubs;

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        certificates = new Certificates(Files.createDirectories(home.resolve("certificates")));
        portal = certificates.make("portal", "-1d", 30);
        hubs = certificates.make("hub", "-1d", 30);
        system = new TryingSystem();
        system.on("/api/orders", (request, exchange) -> send(exchange, 200, "application/json", "{\"code\":\"A\"}"));
        system.on(
                "/base/soap",
                (request, exchange) -> send(
                        exchange,
                        200,
                        "text/xml",
                        "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>"
                                + "<GetTaxResponse xmlns='urn:tax'><sum>1</sum></GetTaxResponse></s:Body></s:Envelope>"));
        Path key = Files.writeString(home.resolve("hub-key.pem"), hubs.keyPem());
        connector(
                home,
                "signed-office",
                "signature: {authorities: authority.pem, subjects: [CN=portal], certificate: hub.pem, key: {file: \""
                        + key + "\"}}");
        connector(home, "unsigned-answers", "signature: {authorities: authority.pem}");
        Files.copy(
                hubs.pem(),
                Files.createDirectories(home.resolve("connectors/signing-office"))
                        .resolve("hub.pem"));
        FacadeFixtures.connector(
                home,
                "signing-office",
                system.address(),
                Wsdls.TAX,
                FacadeFixtures.PLAIN + "credentials: {kind: x509-signature, certificate: hub.pem, key: {file: \"" + key
                        + "\"}}\n");
        hub = FacadeFixtures.hub(home, "signed-office,unsigned-answers,signing-office");
    }

    private static void connector(Path home, String id, String signature) throws Exception {
        Path folder = Files.createDirectories(home.resolve("connectors").resolve(id));
        Files.writeString(folder.resolve("api.yaml"), API);
        Files.copy(certificates.authority().pem(), folder.resolve("authority.pem"));
        Files.copy(hubs.pem(), folder.resolve("hub.pem"));
        Files.writeString(
                folder.resolve("connector.yaml"),
                """
                id: %s
                name: {vi: "Đơn", en: "Orders"}
                address: %s
                facade: {kind: soap, contract: api.yaml, namespace: "%s", path: /api, %s}
                """
                        .formatted(id, system.address().toString().replaceAll("/base/$", ""), NAMESPACE, signature));
    }

    @AfterAll
    static void stop() {
        hub.close();
        system.close();
    }

    @BeforeEach
    void nobodyWasAsked() {
        system.asked().clear();
    }

    private static String envelope(SoapVersion version, String order) {
        return "<s:Envelope xmlns:s='" + version.namespace() + "'><s:Body><order xmlns='" + NAMESPACE + "'><body>"
                + order + "</body></order></s:Body></s:Envelope>";
    }

    private static String order() {
        return envelope(SoapVersion.SOAP_1_1, "<code>A</code>");
    }

    /** How one envelope is signed. */
    private record Signing(Certificates.Made by, String algorithm, Instant at, List<String> parts) {
        Signing(Certificates.Made by) {
            this(by, SHA256, Instant.now(), List.of("Body", "Timestamp"));
        }

        Signing over(String... some) {
            return new Signing(by, algorithm, at, List.of(some));
        }

        String sign(String envelope) throws Exception {
            Document document = StaxUtils.read(new StringReader(envelope));
            WSSecHeader header = new WSSecHeader(document);
            header.insertSecurityHeader();
            WSSecTimestamp timestamp = new WSSecTimestamp(header);
            timestamp.setTimeToLive(300);
            timestamp.setWsTimeSource(() -> at);
            timestamp.build();
            WSSecSignature signature = new WSSecSignature(header);
            signature.setUserInfo(by.name(), PASSWORD);
            signature.setKeyIdentifierType(WSConstants.BST_DIRECT_REFERENCE);
            signature.setSignatureAlgorithm(algorithm);
            signature.setDigestAlgo("http://www.w3.org/2001/04/xmlenc#sha256");
            for (String part : parts) {
                String namespace =
                        part.equals("Body") ? document.getDocumentElement().getNamespaceURI() : WSConstants.WSU_NS;
                signature.getParts().add(new WSEncryptionPart(part, namespace, ""));
            }
            return StaxUtils.toString(signature.build(crypto(by.alone())));
        }
    }

    private static Merlin crypto(KeyStore keys) {
        Merlin crypto = new Merlin();
        crypto.setKeyStore(keys);
        return crypto;
    }

    private static HttpResponse<String> post(String envelope) throws Exception {
        return post("signed-office", envelope);
    }

    private static HttpResponse<String> post(String office, String envelope) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(hub.address("/facade/soap/" + office))
                                .header("X-API-Key", KEY)
                                .header("Content-Type", "text/xml; charset=utf-8")
                                .POST(HttpRequest.BodyPublishers.ofString(envelope))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    /** What the fault says, which is signed as answers are; and nobody was asked. */
    private static String refused(String envelope) throws Exception {
        HttpResponse<String> answer = post(envelope);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(500);
        assertThat(answer.body()).contains(">w:FailedAuthentication<");
        assertThat(SignedEnvelope.read(answer.body()).provedBy(hubs.certificate()))
                .contains("Body");
        assertThat(system.asked()).isEmpty();
        return answer.body().replaceAll("(?s).*<faultstring>(.*?)</faultstring>.*", "$1");
    }

    @Nested
    class WhenAClientOfCxfSignsAndChecks {
        private static Map<String, Object> signing() throws Exception {
            CallbackHandler passwords = callbacks -> ((WSPasswordCallback) callbacks[0]).setPassword(PASSWORD);
            Map<String, Object> properties = new HashMap<>();
            properties.put(WSHandlerConstants.ACTION, "Timestamp Signature");
            properties.put(WSHandlerConstants.USER, "portal");
            properties.put(WSHandlerConstants.PW_CALLBACK_REF, passwords);
            properties.put(WSHandlerConstants.SIG_PROP_REF_ID, "keys");
            properties.put("keys", crypto(portal.alone()));
            properties.put(WSHandlerConstants.SIG_KEY_ID, "DirectReference");
            properties.put(WSHandlerConstants.SIG_ALGO, SHA256);
            properties.put(WSHandlerConstants.SIG_DIGEST_ALGO, "http://www.w3.org/2001/04/xmlenc#sha256");
            properties.put(WSHandlerConstants.SIGNATURE_PARTS, "{Element}{" + WSConstants.WSU_NS + "}Timestamp;Body");
            return properties;
        }

        private static Map<String, Object> checking() throws Exception {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("authority", certificates.authority().certificate());
            Merlin authorities = new Merlin();
            authorities.setTrustStore(trusted);
            Map<String, Object> properties = new HashMap<>();
            properties.put(WSHandlerConstants.ACTION, "Timestamp Signature");
            properties.put(WSHandlerConstants.SIG_VER_PROP_REF_ID, "authorities");
            properties.put("authorities", authorities);
            return properties;
        }

        @ParameterizedTest
        @EnumSource(SoapVersion.class)
        void isAnsweredWithASignatureThatHolds(SoapVersion version) throws Exception {
            String port = "Orders" + (version == SoapVersion.SOAP_1_2 ? "-soap12" : "-soap");
            Service service = Service.create(
                    hub.address("/facade/soap/signed-office?wsdl").toURL(), new QName(NAMESPACE, "Orders"));
            Dispatch<Source> dispatch =
                    service.createDispatch(new QName(NAMESPACE, port), Source.class, Service.Mode.PAYLOAD);
            Client client = ((DispatchImpl<Source>) dispatch).getClient();
            client.getRequestContext().put(Message.PROTOCOL_HEADERS, new HashMap<>(Map.of("X-API-Key", List.of(KEY))));
            client.getOutInterceptors().add(new WSS4JOutInterceptor(signing()));
            client.getInInterceptors().add(new WSS4JInInterceptor(checking()));

            Source answer = dispatch.invoke(new StreamSource(
                    new StringReader("<order xmlns='" + NAMESPACE + "'><body><code>Giấy</code></body></order>")));

            StringWriter text = new StringWriter();
            TransformerFactory.newInstance().newTransformer().transform(answer, new StreamResult(text));
            assertThat(text.toString()).contains("code>A</");
            assertThat(system.asked().get(0).body()).isEqualTo("{\"code\":\"Giấy\"}");
        }
    }

    @Nested
    class WhenTheSignatureIsRight {
        @Test
        void takesTheEnvelopeOnce() throws Exception {
            String signed = new Signing(portal).sign(order());

            assertThat(post(signed).statusCode()).isEqualTo(200);
            system.asked().clear();
            assertThat(refused(signed)).contains("was sent before");
        }

        @Test
        void checksALongBodyWhileItIsSent() throws Exception {
            String signed = new Signing(portal)
                    .sign(envelope(
                            SoapVersion.SOAP_1_1,
                            "<code>A</code><note>" + "<item>text</item>".repeat(10_000) + "</note>"));

            assertThat(post(signed).statusCode()).isEqualTo(200);
            assertThat(system.asked().get(0).body()).hasSizeGreaterThan(60_000);
        }

        @Test
        void takesAnybodyOfTheAuthoritiesWhereNoSubjectIsNamedAndSignsOnlyWhereThatIsAskedFor() throws Exception {
            Certificates.Made other = certificates.make("another", "-1d", 30);

            HttpResponse<String> answer = post("unsigned-answers", new Signing(other).sign(order()));

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).doesNotContain("Signature");
        }
    }

    @Nested
    class WhenTheSignatureIsWrong {
        @Test
        void refusesWhatIsNotSignedOrWasChanged() throws Exception {
            assertThat(refused(order())).contains("has no wsse:Security");
            assertThat(refused(new Signing(portal).sign(order()).replace(">A<", ">B<")))
                    .contains("a signature that does not hold");
        }

        @Test
        void refusesALongBodyThatWasChangedAndTheSystemGetsNothingWhole() throws Exception {
            String signed = new Signing(portal)
                    .sign(envelope(
                            SoapVersion.SOAP_1_1,
                            "<code>A</code><note>" + "<item>text</item>".repeat(10_000) + "</note>"));

            HttpResponse<String> answer = post(signed.replace("<item>text</item></note>", "<item>more</item></note>"));

            assertThat(answer.body()).contains("a signature that does not hold");
            assertThat(system.asked()).noneMatch(asked -> asked.body().endsWith("}"));
        }

        @Test
        void refusesOthersCertificates(@TempDir Path elsewhere) throws Exception {
            Certificates.Made stranger = new Certificates(elsewhere).make("portal", "-1d", 30);
            Certificates.Made other = certificates.make("other", "-1d", 30);
            Certificates.Made expired = certificates.make("portal-of-old", "-30d", 2);

            assertThat(refused(new Signing(stranger).sign(order()))).contains("an authority that is trusted");
            assertThat(refused(new Signing(expired).sign(order()))).contains("an authority that is trusted");
            assertThat(refused(new Signing(other).sign(order()))).contains("by a certificate that is taken");
        }

        @Test
        void refusesASignatureOverLess() throws Exception {
            String whole = "is not signed as this facade asks for; expected a signature over Body and Timestamp";
            assertThat(refused(new Signing(portal).over("Body").sign(order()))).contains(whole);
            assertThat(refused(new Signing(portal).over("Timestamp").sign(order())))
                    .contains(whole);
        }

        @Test
        void refusesABodyThatWasPutInTheSignedOnesPlace() throws Exception {
            String signed = new Signing(portal).sign(order());
            var body = Pattern.compile("<s:Body.*</s:Body>").matcher(signed);
            assertThat(body.find()).isTrue();
            String wrapped = signed.replace(
                            body.group(),
                            "<s:Body><order xmlns='" + NAMESPACE + "'><body><code>B</code></body></order></s:Body>")
                    .replace("</s:Header>", "<x:wrapped xmlns:x='urn:x'>" + body.group() + "</x:wrapped></s:Header>")
                    .replace("<SOAP-ENV:Header", "<s:Header");

            HttpResponse<String> answer = post(wrapped);

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(system.asked()).isEmpty();
        }

        @Test
        void refusesOldOnesAndWeakAlgorithms() throws Exception {
            Instant hourAgo = Instant.now().minusSeconds(3_600);
            assertThat(refused(new Signing(portal, SHA256, hourAgo, List.of("Body", "Timestamp")).sign(order())))
                    .contains("check the clock");
            assertThat(refused(new Signing(
                                    portal,
                                    "http://www.w3.org/2000/09/xmldsig#rsa-sha1",
                                    Instant.now(),
                                    List.of("Body", "Timestamp"))
                            .sign(order())))
                    .contains("expected SHA-256 or longer");
        }

        @Test
        void readsNoEndlessHeader() throws Exception {
            String endless =
                    order().replace("<s:Body>", "<s:Header><a>" + "<b/>".repeat(5_000) + "</a></s:Header><s:Body>");

            assertThat(post(endless).body()).contains("too long for its signature to be checked");
        }
    }

    @Nested
    class WhenASystemWantsSignatures {
        @Test
        void signsWhatGoesToItThroughAFacadeOfRest() throws Exception {
            HttpResponse<String> answer = hub.post("/facade/rest/signing-office/GetTax", KEY, "{\"code\":\"Ấn\"}");

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            String sent = system.asked().get(0).body();
            assertThat(SignedEnvelope.read(sent).provedBy(hubs.certificate()))
                    .containsExactlyInAnyOrder("Body", "Timestamp");
            assertThat(sent.getBytes(StandardCharsets.UTF_8)).isNotEmpty();
            assertThat(sent).contains("code>Ấn</");
        }
    }
}
