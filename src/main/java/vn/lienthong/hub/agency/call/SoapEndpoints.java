package vn.lienthong.hub.agency.call;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.component.cxf.common.DataFormat;
import org.apache.camel.component.cxf.jaxws.ChainedCxfConfigurer;
import org.apache.camel.component.cxf.jaxws.CxfEndpoint;
import org.apache.cxf.Bus;
import org.apache.cxf.bus.extension.ExtensionManagerBus;
import org.apache.cxf.configuration.jsse.TLSClientParameters;
import org.apache.cxf.endpoint.Client;
import org.apache.cxf.interceptor.Interceptor;
import org.apache.cxf.message.Message;
import org.apache.cxf.transport.http.HTTPConduit;
import org.apache.cxf.transport.http.HTTPConduitFactory;
import org.apache.cxf.transport.http.URLConnectionHTTPConduit;
import org.apache.cxf.transports.http.configuration.HTTPClientPolicy;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.agency.AgencySettings;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.AllowedAddresses;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.ConnectorDefinition.SoapCall;
import vn.lienthong.hub.connector.Credentials;
import vn.lienthong.hub.connector.Secrets;

/**
 * Makes the CXF endpoints that the routes' {@code cxf:bean:<connector>-<use>-soap} steps call, each from the contract in its
 * connector's folder: no contract is fetched from a system.
 */
@Component
public final class SoapEndpoints implements DisposableBean {
    static {
        // Java's client would send a question whose answer is lost once more by itself, with the same token, which a
        // system that
        // takes each once refuses: right credentials would be told wrong. Whoever asks decides on trying again.
        System.setProperty("sun.net.http.retryPost", "false");
    }

    private final AgencySettings settings;
    private final Secrets secrets;
    private final AllowedAddresses addresses;
    private final SystemTls tls;
    private final ContractTypes types;
    private final Bus bus = quietBus();
    // The contracts that were read for the definition that a connector has now.
    private final Map<SystemId, Set<Path>> read = new ConcurrentHashMap<>();

    SoapEndpoints(
            AgencySettings settings, Secrets secrets, AllowedAddresses addresses, SystemTls tls, ContractTypes types) {
        this.types = types;
        this.settings = settings;
        this.secrets = secrets;
        this.addresses = addresses;
        this.tls = tls;
    }

    /** A bus of its own, so that no setting here reaches the hub's own SOAP doors; its connections keep no threads. */
    private static Bus quietBus() {
        var bus = new ExtensionManagerBus();
        HTTPConduitFactory plain =
                (factory, owner, endpoint, target) -> new URLConnectionHTTPConduit(owner, endpoint, target);
        bus.setExtension(plain, HTTPConduitFactory.class);
        return bus;
    }

    /**
     * Puts the endpoint {@code <connector>-<use>-soap} into the registry.
     *
     * @param withFiles whether files go beside its envelopes, as MTOM has it
     * @throws IllegalStateException if the contract has no operation of the call's action, or no address for its version
     */
    public void provide(
            CamelContext camel,
            ConnectorDefinition connector,
            String use,
            SoapCall call,
            boolean withFiles,
            Duration answerTimeout) {
        Path contract = call.contract();
        if (!Files.isReadable(contract)) {
            throw new IllegalStateException("the contract " + contract + " cannot be read");
        }
        SoapContract.Operation operation = operation(connector.id(), call);
        var endpoint = new CxfEndpoint();
        endpoint.setCamelContext(camel);
        endpoint.setBus(bus);
        endpoint.setAddress(
                Objects.requireNonNull(connector.address(), "a system that is called has an address") + call.path());
        endpoint.setWsdlURL(contract.toUri().toString());
        endpoint.setServiceNameAsQName(operation.service());
        endpoint.setPortNameAsQName(operation.port());
        endpoint.setDefaultOperationName(operation.name().getLocalPart());
        endpoint.setDefaultOperationNamespace(operation.name().getNamespaceURI());
        endpoint.setDataFormat(DataFormat.PAYLOAD);
        endpoint.setSynchronous(true);
        endpoint.setMtomEnabled(withFiles);
        endpoint.setSkipFaultLogging(true);
        endpoint.setInInterceptors(List.of(new SoapAnswerLimit(settings, answerTimeout)));
        endpoint.setInFaultInterceptors(List.of(new SoapAnswerLimit(settings, answerTimeout)));
        endpoint.setOutInterceptors(outInterceptors(connector));
        endpoint.setCxfConfigurer(
                new Transport(settings.connectTimeout(), answerTimeout, withFiles, tls.parameters(connector)));
        camel.getRegistry().bind(nameOf(connector.id(), use), endpoint);
    }

    private SoapContract.Operation operation(SystemId connector, SoapCall call) {
        Set<Path> known = read.computeIfAbsent(connector, any -> ConcurrentHashMap.newKeySet());
        if (known.add(call.contract())) {
            // CXF remembers it by its address, and it may be another since it was last leant on.
            SoapContract.forget(call.contract(), bus);
            types.forget(call.contract());
        }
        try {
            return SoapContract.read(call.contract(), bus).operation(call);
        } catch (IllegalStateException e) {
            // Whoever mends it has it read again.
            read.remove(connector);
            throw e;
        }
    }

    private static String nameOf(SystemId connector, String use) {
        return connector + "-" + use + "-soap";
    }

    private List<Interceptor<? extends Message>> outInterceptors(ConnectorDefinition connector) {
        List<Interceptor<? extends Message>> interceptors = new ArrayList<>();
        interceptors.add(new BeforeSoapCall(connector.id(), addresses, tls));
        if (connector.credentials() instanceof Credentials.UsernameToken token) {
            interceptors.add(SoapToken.interceptor(connector.id(), token, secrets));
        } else if (connector.credentials() instanceof Credentials.X509Signature signature) {
            interceptors.add(tls.signature(connector.id(), signature));
        }
        return interceptors;
    }

    /** Takes an endpoint out of the registry, if there is one. */
    public void forget(CamelContext camel, SystemId connector, String use) {
        camel.getRegistry().unbind(nameOf(connector, use));
        read.remove(connector);
    }

    @Override
    public void destroy() {
        bus.shutdown(true);
    }

    /** Sets how long to wait, that redirects are not followed, and how TLS is spoken. */
    private static final class Transport extends ChainedCxfConfigurer.NullCxfConfigurer {
        private final Duration connect;
        private final Duration answer;
        private final boolean withFiles;
        private final @Nullable TLSClientParameters tls;

        Transport(Duration connect, Duration answer, boolean withFiles, @Nullable TLSClientParameters tls) {
            this.connect = connect;
            this.answer = answer;
            this.withFiles = withFiles;
            this.tls = tls;
        }

        @Override
        public void configureClient(Client client) {
            HTTPClientPolicy policy = new HTTPClientPolicy();
            policy.setConnectionTimeout(connect.toMillis());
            policy.setReceiveTimeout(answer.toMillis());
            policy.setAutoRedirect(false);
            // Java's client holds in memory what has no chunks. Systems that are sent envelopes only may know none.
            policy.setAllowChunking(withFiles);
            HTTPConduit conduit = (HTTPConduit) client.getConduit();
            conduit.setClient(policy);
            if (tls != null) {
                conduit.setTlsClientParameters(tls);
            }
        }
    }
}
