package vn.lienthong.bench.facade;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.xml.namespace.QName;
import vn.lienthong.bench.translation.Orders;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.openapi.RestContract;
import vn.lienthong.hub.translation.schema.SchemaCatalogue;
import vn.lienthong.hub.translation.schema.Strictness;

/** One order as each of those who handle it have it: fetched, where the answer holds it, or placed, where the request does. */
final class OrderMessages {
    private static final String REST = "urn:bench:rest";
    private static final Limits LIMITS = Limits.MESSAGE.ofBytes(1L << 30);

    private final String xml;
    private final String json;
    private final RestContract rest;

    /** @param bytes of the order as XML */
    OrderMessages(Path connectors, int bytes) throws IOException {
        byte[] order = Orders.xml(bytes);
        xml = new String(order, UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Orders.translation().toJson(new ByteArrayInputStream(order), out, Strictness.STRICT, LIMITS);
        json = out.toString(UTF_8);
        rest = RestContract.read(
                SchemaCatalogue.directory(connectors.resolve("bench-rest")), "orders.openapi.yaml", REST);
    }

    /** What a caller sends to the REST service of a facade before the SOAP service. */
    String restRequest(boolean fetch) {
        return fetch ? "{\"number\":\"2026-000117\"}" : "{\"order\":" + json + "}";
    }

    /** What a caller sends to the SOAP service of a facade before the REST service. */
    String soapRequest(boolean fetch) throws IOException {
        String input = fetch ? "{\"number\":\"2026-000117\"}" : "{\"body\":" + restOrder() + "}";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        rest.element(new QName(REST, fetch ? "fetchOrder" : "placeOrder"))
                .toXml(new ByteArrayInputStream(input.getBytes(UTF_8)), out, Strictness.STRICT, LIMITS);
        return envelope(out.toString(UTF_8));
    }

    /** What the system is sent by who speaks its own way. */
    String systemsRequest(boolean soap, boolean fetch) {
        if (!soap) {
            return fetch ? "" : restOrder();
        }
        return envelope(
                fetch
                        ? "<o:FetchOrder xmlns:o=\"urn:bench\"><o:number>2026-000117</o:number></o:FetchOrder>"
                        : "<o:PlaceOrder xmlns:o=\"urn:bench\">" + xml + "</o:PlaceOrder>");
    }

    byte[] systemsAnswer(boolean soap, boolean fetch) {
        if (!soap) {
            return (fetch ? restOrder() : "{\"lines\":7}").getBytes(UTF_8);
        }
        return envelope(
                        fetch
                                ? "<o:FetchOrderResponse xmlns:o=\"urn:bench\">" + xml + "</o:FetchOrderResponse>"
                                : "<o:PlaceOrderResponse xmlns:o=\"urn:bench\"><o:lines>7</o:lines></o:PlaceOrderResponse>")
                .getBytes(UTF_8);
    }

    private String restOrder() {
        return json.replace("\"@id\"", "\"id\"");
    }

    private static String envelope(String body) {
        return "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>" + body
                + "</s:Body></s:Envelope>";
    }
}
