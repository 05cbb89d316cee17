package vn.lienthong.hub.facade;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.facade.FacadeFixtures.KEY;

import jakarta.xml.ws.Dispatch;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.handler.MessageContext;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;
import javax.xml.transform.Source;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.hub.agency.RunningHub;

/** The facade of the land office as it is delivered, over SOAP, against its simulator. */
class LandOfficeFacadeIT {
    private static final String NAMESPACE = "urn:lienthong:facade:land-office";
    private static final String SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";
    private static RunningHub hub;

    @BeforeAll
    static void start(@TempDir Path home) {
        hub = FacadeFixtures.hub(home, "land-office");
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static String envelope(String version, String body) {
        return "<s:Envelope xmlns:s=\"" + version + "\"><s:Body>" + body + "</s:Body></s:Envelope>";
    }

    private static String getDossier(String code) {
        return "<getDossier xmlns=\"" + NAMESPACE + "\"><code>" + code + "</code></getDossier>";
    }

    private static HttpResponse<String> call(String type, String envelope, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(hub.address("/facade/soap/land-office"))
                .header("X-API-Key", KEY)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(envelope));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String number() throws Exception {
        return hub.truth(hub.simulators().landOffice().address())
                .path("dossiers")
                .elements()
                .next()
                .path("number")
                .asText();
    }

    @ParameterizedTest
    @CsvSource({"text/xml, " + SOAP_11, "application/soap+xml, " + SOAP_12})
    void answersInTheVersionItIsAskedIn(String type, String version) throws Exception {
        String number = number();

        HttpResponse<String> answer = call(type, envelope(version, getDossier(number)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(type + ";charset=utf-8");
        assertThat(answer.body())
                .contains("<s:Envelope xmlns:s=\"" + version + "\">")
                .contains("code>" + number + "<");
    }

    @Test
    void tellsAnUnknownDossierAsATypedFault() throws Exception {
        HttpResponse<String> answer = call("text/xml", envelope(SOAP_11, getDossier("no-such-dossier")));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body())
                .contains(
                        "<faultcode>s:Client</faultcode><faultstring>The service answered with the status 404</faultstring>")
                .contains("getDossierFault404")
                .contains("status>404<");
    }

    @Test
    void servesAWsdlByWhichCxfCalls() throws Exception {
        String number = number();
        QName service = new QName(NAMESPACE, "Landoffice");
        Dispatch<Source> dispatch = Service.create(
                        hub.address("/facade/soap/land-office?wsdl").toURL(), service)
                .createDispatch(new QName(NAMESPACE, "Landoffice-soap12"), Source.class, Service.Mode.PAYLOAD);
        dispatch.getRequestContext()
                .put(MessageContext.HTTP_REQUEST_HEADERS, new HashMap<>(Map.of("X-API-Key", List.of(KEY))));

        Source answer = dispatch.invoke(new StreamSource(new StringReader(getDossier(number))));

        StringWriter text = new StringWriter();
        TransformerFactory.newInstance().newTransformer().transform(answer, new StreamResult(text));
        assertThat(text.toString()).contains("getDossierResponse").contains("code>" + number + "<");
    }

    @ParameterizedTest
    @CsvSource({
        "text/xml, " + SOAP_11 + ", 500, <faultcode>s:Client</faultcode>",
        "application/soap+xml, " + SOAP_12 + ", 500, <s:Value>s:Sender</s:Value>",
        "text/xml, " + SOAP_12 + ", 500, <faultcode>s:VersionMismatch</faultcode>"
    })
    void tellsWhoeverAsksWrongly(String type, String version, int status, String code) throws Exception {
        HttpResponse<String> answer = call(type, envelope(version, ""));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(code);
    }

    @Test
    void keepsOthersOut() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(hub.address("/facade/soap/land-office"))
                .header("Content-Type", "text/xml")
                .POST(HttpRequest.BodyPublishers.ofString(envelope(SOAP_11, getDossier("1"))))
                .build();

        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void refusesACompressedEnvelope() throws Exception {
        HttpResponse<String> answer = call("text/xml", envelope(SOAP_11, getDossier("1")), "Content-Encoding", "gzip");

        assertThat(answer.statusCode()).isEqualTo(415);
    }
}
