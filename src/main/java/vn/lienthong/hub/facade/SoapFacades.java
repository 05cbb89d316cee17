package vn.lienthong.hub.facade;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.agency.AgencySettings;
import vn.lienthong.hub.agency.RoutePlan;
import vn.lienthong.hub.agency.RoutePlanner;
import vn.lienthong.hub.agency.call.SystemTls;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Facade;

/** The facades that are served over SOAP, and the routes by which their systems are asked. */
@Component
final class SoapFacades implements RoutePlanner {
    private final AgencySettings settings;
    private final SystemTls tls;
    private final ConcurrentMap<SystemId, SoapFacade> facades = new ConcurrentHashMap<>();

    SoapFacades(AgencySettings settings, SystemTls tls) {
        this.tls = tls;
        this.settings = settings;
    }

    @Override
    public List<RoutePlan> routesOf(ConnectorDefinition connector) {
        if (!(connector.facade() instanceof Facade.Soap declared)) {
            return List.of();
        }
        facades.put(connector.id(), SoapFacade.of(connector, declared, tls));
        long answer = declared.deadline().toMillis();
        long connect = Math.min(settings.connectTimeout().toMillis(), answer);
        return List.of(new RoutePlan(
                connector.id(),
                "facade",
                "soap-facade",
                Map.of("connectTimeout", String.valueOf(connect), "answerTimeout", String.valueOf(answer))));
    }

    @Override
    public void forget(SystemId connector) {
        facades.remove(connector);
    }

    Optional<SoapFacade> find(SystemId connector) {
        return Optional.ofNullable(facades.get(connector));
    }
}
