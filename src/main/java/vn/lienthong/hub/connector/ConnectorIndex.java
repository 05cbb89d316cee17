package vn.lienthong.hub.connector;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.AgencyId;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.SystemId;

/** The connectors in force at one moment, indexed for the look-ups that every message makes. Immutable. */
final class ConnectorIndex implements Connectors {
    private final SortedMap<SystemId, Wanted> byId;
    private final List<Refused> refused;
    private final List<ConnectorDefinition> all;
    private final List<ConnectorDefinition> askable;
    private final Map<AgencyId, List<ConnectorDefinition>> byAgency = new HashMap<>();
    private final List<ConnectorDefinition> takingAll = new ArrayList<>();
    private final Map<SystemId, List<ConnectorDefinition>> takingFrom = new HashMap<>();

    private ConnectorIndex(SortedMap<SystemId, Wanted> byId, List<Refused> refused) {
        this.refused = List.copyOf(refused);
        this.byId = byId;
        this.all = byId.values().stream().map(Wanted::definition).toList();
        this.askable =
                all.stream().filter(connector -> connector.lookup() != null).toList();
        for (ConnectorDefinition connector : all) {
            addAgency(connector);
            addDelivery(connector);
        }
    }

    static ConnectorIndex of(Collection<Wanted> connectors, List<Refused> refused) {
        SortedMap<SystemId, Wanted> byId = new TreeMap<>();
        connectors.forEach(each -> byId.put(each.definition().id(), each));
        return new ConnectorIndex(byId, refused);
    }

    /** This index with a connector in place of the one of its id, or beside the others. */
    ConnectorIndex with(Wanted connector) {
        SortedMap<SystemId, Wanted> changed = new TreeMap<>(byId);
        changed.put(connector.definition().id(), connector);
        return new ConnectorIndex(changed, refused);
    }

    ConnectorIndex without(SystemId id) {
        SortedMap<SystemId, Wanted> changed = new TreeMap<>(byId);
        changed.remove(id);
        return new ConnectorIndex(changed, refused);
    }

    @Nullable
    Wanted wanted(SystemId id) {
        return byId.get(id);
    }

    private void addAgency(ConnectorDefinition connector) {
        if (connector.agency() != null) {
            Set<AgencyId> names = new LinkedHashSet<>(connector.agency().aliases());
            names.add(connector.agency().id());
            names.forEach(name ->
                    byAgency.computeIfAbsent(name, any -> new ArrayList<>()).add(connector));
        }
    }

    private void addDelivery(ConnectorDefinition connector) {
        if (connector.delivery() == null) {
            return;
        }
        if (connector.delivery().from().isEmpty()) {
            takingAll.add(connector);
        }
        for (SystemId origin : new TreeSet<>(connector.delivery().from())) {
            takingFrom.computeIfAbsent(origin, any -> new ArrayList<>()).add(connector);
        }
    }

    @Override
    public List<ConnectorDefinition> all() {
        return all;
    }

    @Override
    public Optional<ConnectorDefinition> find(SystemId id) {
        Wanted connector = byId.get(id);
        return connector == null ? Optional.empty() : Optional.of(connector.definition());
    }

    @Override
    public Lifecycle lifecycle(SystemId id) {
        Wanted connector = byId.get(id);
        return connector == null ? Lifecycle.STOPPED : connector.lifecycle();
    }

    @Override
    public List<ConnectorDefinition> ofAgency(AgencyId agency) {
        return Collections.unmodifiableList(byAgency.getOrDefault(agency, List.of()));
    }

    @Override
    public List<ConnectorDefinition> askableFor(DossierCode code) {
        if (code.isNational()) {
            AgencyId named = AgencyId.of(code.value().substring(0, code.value().indexOf('-')));
            List<ConnectorDefinition> ofAgency = ofAgency(named).stream()
                    .filter(connector -> connector.lookup() != null)
                    .toList();
            if (!ofAgency.isEmpty()) {
                return ofAgency;
            }
        }
        return askable;
    }

    @Override
    public List<ConnectorDefinition> destinationsOf(SystemId origin) {
        List<ConnectorDefinition> destinations = new ArrayList<>(takingAll);
        destinations.addAll(takingFrom.getOrDefault(origin, List.of()));
        destinations.removeIf(destination -> destination.id().equals(origin));
        return destinations;
    }

    @Override
    public List<Refused> refused() {
        return refused;
    }
}
