package vn.lienthong.hub.agency;

import java.util.List;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;

/** Says which routes a connector needs. Every Spring bean of this type is asked for every connector. */
@FunctionalInterface
public interface RoutePlanner {
    /**
     * @throws RuntimeException if what the routes need cannot be made; the connector is then told and tried again, and no other
     *     is held up
     */
    List<RoutePlan> routesOf(ConnectorDefinition connector);

    /** Lets go of what was made or remembered for a connector whose routes were taken away. */
    default void forget(SystemId connector) {}
}
