package vn.lienthong.hub.agency.call;

import java.net.URI;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.connector.ConnectorDefinition;

/** How the hub shows a system who it is in requests that no route makes, such as for its contract. */
public interface Introduction {
    /**
     * Adds the connector's credentials, where they are of a kind that is shown in a request's address or headers; logs in first
     * where that takes a token.
     *
     * @throws vn.lienthong.hub.problem.ProblemException if there is no secret, or no token to be had
     */
    Shown shown(ConnectorDefinition connector, URI address);

    /**
     * What TLS is spoken with; null where Java's own way will do.
     *
     * @throws IllegalStateException if a certificate or key cannot be read
     */
    @Nullable
    SSLContext tls(ConnectorDefinition connector);

    /**
     * How a request is to be made.
     *
     * @param address with the key in it, where the system wants it there
     * @param headers those that show who the hub is
     */
    record Shown(URI address, Map<String, String> headers) {
        public Shown {
            headers = Map.copyOf(headers);
        }

        /** Prints no secret. */
        @Override
        public String toString() {
            return "Shown[" + headers.keySet() + "]";
        }
    }
}
