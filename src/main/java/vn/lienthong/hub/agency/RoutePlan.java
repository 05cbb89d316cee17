package vn.lienthong.hub.agency;

import java.util.Map;
import vn.lienthong.hub.canonical.SystemId;

/**
 * One route that a connector needs: an instance of a template in {@code routes/templates/}.
 *
 * @param connector whose route it is; given to the template as {@code connector}
 * @param part what it does for the connector, such as {@code intake}; the route is called {@code <connector>-<part>}
 * @param template the template's id
 * @param parameters the template's other parameters
 */
public record RoutePlan(SystemId connector, String part, String template, Map<String, String> parameters) {
    public RoutePlan {
        parameters = Map.copyOf(parameters);
    }

    /** The route's id, as operators see it. */
    public String routeId() {
        return connector + "-" + part;
    }
}
