package vn.lienthong.hub.delivery;

import java.util.Optional;
import vn.lienthong.hub.connector.ConnectorDefinition;

/** Makes destinations of one kind. Every Spring bean of this type is asked for every connector. */
@FunctionalInterface
public interface DestinationMaker {
    /**
     * @return the destination; none if the connector is not of this kind
     * @throws RuntimeException if it cannot be made; the connector is then told and tried again, and no other is held up
     */
    Optional<Destination> make(ConnectorDefinition connector);
}
