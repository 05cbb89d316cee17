package vn.lienthong.hub.simulation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.function.Function;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.wss4j.common.WSS4JConstants;
import org.apache.wss4j.common.ext.WSSecurityException;
import org.apache.wss4j.dom.message.WSSecHeader;
import org.apache.wss4j.dom.message.WSSecUsernameToken;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Intake.PushToken;
import vn.lienthong.hub.connector.Intake.SoapPush;
import vn.lienthong.hub.connector.PushContract;
import vn.lienthong.hub.connector.Secret;

/** The calls of a system that pushes over SOAP, in SOAP 1.1: with the connector's token as a digest, or a key of the hub's. */
final class SoapPusher {
    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";

    private final ConnectorDefinition connector;
    private final SoapPush push;
    private final Function<Secret, @Nullable String> secrets;
    private final HttpClient http = HttpClient.newHttpClient();

    SoapPusher(ConnectorDefinition connector, SoapPush push, Function<Secret, @Nullable String> secrets) {
        this.connector = connector;
        this.push = push;
        this.secrets = secrets;
    }

    /**
     * Sends one element.
     *
     * @param hub its address
     * @param key a key of the hub's clients, for a system that has no token
     * @return what was answered
     */
    HttpResponse<String> send(URI hub, @Nullable String key, byte[] element) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(hub + "/soap/connectors/" + connector.id() + "/changes"))
                .header("Content-Type", "text/xml; charset=utf-8")
                .header("SOAPAction", "\"" + PushContract.of(push).operation().action() + "\"")
                .POST(HttpRequest.BodyPublishers.ofByteArray(envelope(element)));
        if (push.token() == null && key != null) {
            request.header("X-API-Key", key);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private byte[] envelope(byte[] element) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Document sample = factory.newDocumentBuilder().parse(new ByteArrayInputStream(element));
            Document document = factory.newDocumentBuilder().newDocument();
            Element envelope = document.createElementNS(SOAP, "s:Envelope");
            document.appendChild(envelope);
            Element body = document.createElementNS(SOAP, "s:Body");
            envelope.appendChild(body);
            body.appendChild(document.importNode(sample.getDocumentElement(), true));
            sign(document);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            TransformerFactory.newInstance()
                    .newTransformer()
                    .transform(new DOMSource(document), new StreamResult(bytes));
            return bytes.toByteArray();
        } catch (SAXException | IOException e) {
            throw new IllegalArgumentException("a sample is no XML: " + e.getMessage(), e);
        } catch (ParserConfigurationException | TransformerException | WSSecurityException e) {
            throw new IllegalStateException("every Java reads and writes XML", e);
        }
    }

    private void sign(Document envelope) throws WSSecurityException {
        PushToken token = push.token();
        String password = token == null ? null : secrets.apply(token.password());
        if (token == null || password == null) {
            return;
        }
        WSSecHeader header = new WSSecHeader(envelope);
        header.insertSecurityHeader();
        WSSecUsernameToken written = new WSSecUsernameToken(header);
        written.setPasswordType(WSS4JConstants.PASSWORD_DIGEST);
        written.setUserInfo(token.user(), password);
        written.build();
    }
}
