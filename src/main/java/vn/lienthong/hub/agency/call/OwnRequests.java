package vn.lienthong.hub.agency.call;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.connector.ConnectorDefinition;

/** Shows in a request of its own what calls by routes show. */
@Component
final class OwnRequests implements Introduction {
    private final SystemCalls calls;
    private final SystemTls tls;
    private final ObjectProvider<CamelContext> camel;

    OwnRequests(SystemCalls calls, SystemTls tls, ObjectProvider<CamelContext> camel) {
        this.calls = calls;
        this.tls = tls;
        this.camel = camel;
    }

    @Override
    public Shown shown(ConnectorDefinition connector, URI address) {
        Message message = new DefaultMessage(camel.getObject());
        message.setHeader(Exchange.HTTP_URI, address.toString());
        calls.showWhoWeAre(message, connector);
        Map<String, String> headers = new TreeMap<>();
        message.getHeaders().forEach((name, value) -> {
            if (!name.equals(Exchange.HTTP_URI)) {
                headers.put(name, String.valueOf(value));
            }
        });
        return new Shown(URI.create(message.getHeader(Exchange.HTTP_URI, String.class)), headers);
    }

    @Override
    public @Nullable SSLContext tls(ConnectorDefinition connector) {
        return connector.tls() == null ? null : tls.context(connector);
    }
}
