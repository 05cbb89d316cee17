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

/** The facades that are served as REST, and the routes by which their systems are asked. */
@Component
final class RestFacades implements RoutePlanner {
    private final AgencySettings settings;
    private final SystemTls tls;
    private final ConcurrentMap<SystemId, RestFacade> facades = new ConcurrentHashMap<>();

    RestFacades(AgencySettings settings, SystemTls tls) {
        this.tls = tls;
        this.settings = settings;
    }

    @Override
    public List<RoutePlan> routesOf(ConnectorDefinition connector) {
        if (!(connector.facade() instanceof Facade.Rest declared)) {
            return List.of();
        }
        facades.put(connector.id(), RestFacade.of(connector, declared, tls));
        long connect = Math.min(
                settings.connectTimeout().toMillis(), declared.deadline().toMillis());
        return List.of(new RoutePlan(
                connector.id(),
                "facade",
                "rest-facade",
                Map.of(
                        "connectTimeout", String.valueOf(connect),
                        "answerTimeout", String.valueOf(declared.deadline().toMillis()))));
    }

    @Override
    public void forget(SystemId connector) {
        facades.remove(connector);
    }

    Optional<RestFacade> find(SystemId connector) {
        return Optional.ofNullable(facades.get(connector));
    }
}
