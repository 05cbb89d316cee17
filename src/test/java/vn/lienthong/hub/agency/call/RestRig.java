package vn.lienthong.hub.agency.call;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.util.unit.DataSize;
import vn.lienthong.hub.agency.AgencySettings;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.AllowedAddresses;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.ConnectorDefinition.HttpCall;
import vn.lienthong.hub.connector.Secrets;

/** The routes by which one system is called over HTTP, in a Camel of their own, with short patience. */
final class RestRig implements AutoCloseable {
    static final AgencySettings SETTINGS = new AgencySettings(
            2, 2, Duration.ofSeconds(1), Duration.ofMillis(400), DataSize.ofKilobytes(64), Duration.ofSeconds(1));

    private final CamelContext camel = new DefaultCamelContext();
    private final SystemId id;
    private final SystemTls tls;

    RestRig(SystemId id, AllowedAddresses addresses, Map<String, String> environment) throws Exception {
        this(id, new SystemsHttp(addresses, SETTINGS), environment);
    }

    RestRig(SystemId id, SystemsHttp http, Map<String, String> environment) throws Exception {
        this.id = id;
        MockEnvironment variables = new MockEnvironment();
        environment.forEach(variables::setProperty);
        Secrets secrets = new Secrets(variables);
        HttpRequests requests = new HttpRequests();
        AnswerReader answers = new AnswerReader(SETTINGS);
        Clock clock = Clock.systemUTC();
        tls = new SystemTls(secrets, clock);
        Login login = new Login(requests, answers, secrets, camel.createProducerTemplate(), clock);
        camel.getRegistry().bind("http", http);
        camel.getRegistry().bind("login", login);
        camel.getRegistry()
                .bind("systemCalls", new SystemCalls(requests, answers, new Sessions(clock), secrets, login, tls));
        camel.getRegistry().bind("callIsOpen", new CallPredicates().callIsOpen());
        for (String template : List.of("rest-call", "log-in")) {
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(ResourceHelper.resolveResource(camel, "file:routes/templates/" + template + ".yaml"));
        }
        camel.start();
    }

    /** Makes the connector's routes. */
    void route(ConnectorDefinition connector) throws Exception {
        Map<String, Object> parameters = new HashMap<>(
                Map.of("connector", id.value(), "use", "lookup", "connectTimeout", "1000", "answerTimeout", "400"));
        if (connector.tls() != null) {
            parameters.put("tlsBean", tls.provide(camel, connector));
        }
        camel.addRouteFromTemplate(id + "-lookup-call", "rest-call", parameters);
        parameters.remove("use");
        camel.addRouteFromTemplate(id + "-log-in", "log-in", parameters);
    }

    /** As it is shown in a request that no route makes. */
    OwnRequests.Shown shown(ConnectorDefinition connector, URI address) {
        var calls = camel.getRegistry().lookupByNameAndType("systemCalls", SystemCalls.class);
        var beans = new StaticListableBeanFactory(Map.of("camel", camel));
        return new OwnRequests(calls, tls, beans.getBeanProvider(CamelContext.class)).shown(connector, address);
    }

    Exchange call(ConnectorDefinition connector, HttpCall call, String code) {
        return camel.createProducerTemplate().request("direct:" + id + "-lookup-call", exchange -> exchange.getMessage()
                .setBody(new SystemCall(connector, call, Map.of("code", code))));
    }

    @Override
    public void close() {
        camel.stop();
    }
}
