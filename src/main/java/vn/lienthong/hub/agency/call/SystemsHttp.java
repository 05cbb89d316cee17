package vn.lienthong.hub.agency.call;

import java.io.IOException;
import java.io.Serial;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.HostnameVerifier;
import org.apache.camel.Endpoint;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.http.common.HttpCommonEndpoint;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.socket.PlainConnectionSocketFactory;
import org.apache.hc.client5.http.ssl.SSLConnectionSocketFactory;
import org.apache.hc.core5.http.config.Registry;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.agency.AgencySettings;
import vn.lienthong.hub.connector.AllowedAddresses;

/**
 * Camel's HTTP, which connects only to where connectors may lead. What a name leads to is judged by the very answer that the
 * connection is then made with, so a name that leads elsewhere the next moment gains nothing.
 */
final class SystemsHttp extends HttpComponent {
    /**
     * After how long a connection is looked at before it is used again. Some systems close one without a word right after an
     * answer, where they have too many; a look takes up to a millisecond, which one that is in steady use does not pay.
     */
    private static final TimeValue LOOKED_AT = TimeValue.ofMilliseconds(100);

    private final AllowedAddresses addresses;
    private final DnsResolver names;
    private final Map<HostnameVerifier, SSLConnectionSocketFactory> whomJavaTrusts = new ConcurrentHashMap<>();

    SystemsHttp(AllowedAddresses addresses, AgencySettings settings) {
        this(addresses, settings, SystemDefaultDnsResolver.INSTANCE);
    }

    /** @param names tells where a name leads */
    SystemsHttp(AllowedAddresses addresses, AgencySettings settings, DnsResolver names) {
        this.addresses = addresses;
        this.names = names;
        setHttpClientConfigurer(new AnswerLimit(settings));
        setConnectTimeout(settings.connectTimeout().toMillis());
        setConnectionRequestTimeout(settings.connectTimeout().toMillis());
        setResponseTimeout(settings.answerTimeout().toMillis());
        setSoTimeout(settings.answerTimeout().toMillis());
        setCopyHeaders(false);
        setUserAgent("lien-thong");
    }

    /**
     * What every call of a system needs and a route file that somebody writes might forget: an answer is checked by the step
     * after it whatever its status is, and is read once, without a copy; nothing is waited for without an end. A route may say
     * otherwise. How long it waits for the answer's next bytes is for those of TLS as well.
     */
    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        boolean saysWhatFails = parameters.containsKey("throwExceptionOnFailure");
        boolean saysWhatIsCopied = parameters.containsKey("disableStreamCache");
        Object patience = parameters.get("responseTimeout");
        if (patience != null) {
            parameters.putIfAbsent("soTimeout", patience);
        }
        var endpoint = (HttpCommonEndpoint) super.createEndpoint(uri, remaining, parameters);
        if (!saysWhatFails) {
            endpoint.setThrowExceptionOnFailure(false);
        }
        if (!saysWhatIsCopied) {
            endpoint.setDisableStreamCache(true);
        }
        return endpoint;
    }

    @Override
    @SuppressWarnings("deprecation") // Camel hands in the registry of the older kind.
    protected HttpClientConnectionManager createConnectionManager(
            Registry<org.apache.hc.client5.http.socket.ConnectionSocketFactory> sockets,
            int most,
            int mostAtOne,
            SocketConfig socket) {
        var connections = new PoolingHttpClientConnectionManager(
                sockets,
                PoolConcurrencyPolicy.STRICT,
                PoolReusePolicy.LIFO,
                TimeValue.ofMilliseconds(getConnectionTimeToLive()),
                null,
                new JudgedNames(),
                null);
        connections.setMaxTotal(most > 0 ? most : getMaxTotalConnections());
        connections.setDefaultMaxPerRoute(mostAtOne > 0 ? mostAtOne : getConnectionsPerRoute());
        connections.setDefaultSocketConfig(socket);
        connections.setDefaultConnectionConfig(
                ConnectionConfig.custom().setValidateAfterInactivity(LOOKED_AT).build());
        return connections;
    }

    /** As Camel's, but that those who trust whom Java trusts share it: each would read and index a hundred authorities. */
    @Override
    @SuppressWarnings("deprecation") // As above.
    protected Registry<org.apache.hc.client5.http.socket.ConnectionSocketFactory> createConnectionRegistry(
            HostnameVerifier hosts, @Nullable SSLContextParameters tls, boolean systemProperties)
            throws GeneralSecurityException, IOException {
        if (tls != null || systemProperties) {
            return super.createConnectionRegistry(hosts, tls, systemProperties);
        }
        return RegistryBuilder.<org.apache.hc.client5.http.socket.ConnectionSocketFactory>create()
                .register("http", PlainConnectionSocketFactory.getSocketFactory())
                .register(
                        "https",
                        whomJavaTrusts.computeIfAbsent(
                                hosts, any -> new SSLConnectionSocketFactory(SSLContexts.createDefault(), any)))
                .build();
    }

    private final class JudgedNames implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] leadsTo = names.resolve(host);
            Forbidden.check(addresses, host, leadsTo);
            return leadsTo;
        }

        @Override
        public String resolveCanonicalHostname(String host) throws UnknownHostException {
            return names.resolveCanonicalHostname(host);
        }
    }

    /** A connector leads to where it may not. */
    static final class Forbidden extends UnknownHostException {
        @Serial
        private static final long serialVersionUID = 1;

        private Forbidden(String why) {
            super(why);
        }

        static void check(AllowedAddresses addresses, String host, InetAddress[] leadsTo) throws Forbidden {
            for (InetAddress address : leadsTo) {
                String refusal = addresses.refusal(host, address);
                if (refusal != null) {
                    throw new Forbidden(refusal);
                }
            }
        }
    }
}
