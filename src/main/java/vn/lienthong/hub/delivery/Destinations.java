package vn.lienthong.hub.delivery;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.agency.RoutePlan;
import vn.lienthong.hub.agency.RoutePlanner;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Connectors;

/** Every system that is told something. */
@Component
public class Destinations implements RoutePlanner {
    private final List<DestinationMaker> makers;
    private final Connectors connectors;
    private final ConcurrentMap<SystemId, Destination> made = new ConcurrentHashMap<>();

    Destinations(List<DestinationMaker> makers, Connectors connectors) {
        this.makers = List.copyOf(makers);
        this.connectors = connectors;
    }

    @Override
    public List<RoutePlan> routesOf(ConnectorDefinition connector) {
        Destination destination = made.computeIfAbsent(connector.id(), id -> make(connector));
        return destination == null ? List.of() : List.of(destination.route());
    }

    @Override
    public void forget(SystemId connector) {
        made.remove(connector);
    }

    /** How a destination stands, for whoever watches; also of a system that is none. */
    public Standing standing(SystemId destination) {
        Destination known = made.get(destination);
        return known == null
                ? Standing.FREE
                : known.hold()
                        .held()
                        .map(held -> new Standing(
                                Optional.of(held.since()), Optional.of(held.until()), Optional.of(held.problem())))
                        .orElse(Standing.FREE);
    }

    /** The destination if its routes were ever made. */
    Optional<Destination> known(SystemId destination) {
        return Optional.ofNullable(made.get(destination));
    }

    /** @throws IllegalArgumentException if this is none */
    Destination of(SystemId id) {
        Destination destination = made.computeIfAbsent(
                id, unknown -> connectors.find(id).map(this::make).orElse(null));
        if (destination == null) {
            throw new IllegalArgumentException(id + " is no destination");
        }
        return destination;
    }

    private @Nullable Destination make(ConnectorDefinition connector) {
        return makers.stream()
                .flatMap(maker -> maker.make(connector).stream())
                .findFirst()
                .orElse(null);
    }
}
