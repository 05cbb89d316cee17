package vn.lienthong.hub.portal;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.AgencyId;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.DossierState;
import vn.lienthong.hub.canonical.StatusAnswer;
import vn.lienthong.hub.canonical.StatusLookup;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.problem.Undeliverable;
import vn.lienthong.hub.status.StatusStore;

/** Looks in the hub's own store first, and says whom to ask where that is not enough. */
@Component("knownDossiers")
public final class KnownDossiers {
    private final StatusStore store;
    private final Connectors connectors;
    private final Clock clock;

    KnownDossiers(StatusStore store, Connectors connectors, Clock clock) {
        this.store = store;
        this.connectors = connectors;
        this.clock = clock;
    }

    /** @throws Undeliverable if the agency is not connected, or if several agencies' dossiers bear the code */
    public Finding find(Inquiry inquiry) {
        StatusLookup lookup = inquiry.lookup();
        AgencyId agency = lookup.agencyId();
        if (agency != null && connectors.ofAgency(agency).isEmpty()) {
            throw new Undeliverable(LookupRefusals.unknownAgency(agency));
        }
        Optional<DossierState> known = theOne(lookup, store.find(lookup.code()));
        if (known.isEmpty()) {
            List<ConnectorDefinition> toAsk = askable(lookup);
            return toAsk.isEmpty()
                    ? Finding.answered(inquiry, new StatusAnswer.NoSuchDossier(lookup))
                    : new Finding(inquiry, null, null, toAsk);
        }
        return judge(inquiry, known.get());
    }

    private Finding judge(Inquiry inquiry, DossierState known) {
        Optional<ConnectorDefinition> system =
                connectors.find(known.dossier().key().sourceSystem());
        ConnectorDefinition.Lookup lookup =
                system.map(connector -> connector.lookup()).orElse(null);
        // A system that cannot be asked tells its changes by itself: what it told last is what there is.
        boolean fresh = lookup == null || known.asOf().plus(lookup.freshFor()).isAfter(clock.instant());
        return fresh
                ? Finding.answered(inquiry, new StatusAnswer.Current(known, StatusAnswer.Source.HUB))
                : new Finding(inquiry, null, known, system.stream().toList());
    }

    private List<ConnectorDefinition> askable(StatusLookup lookup) {
        AgencyId agency = lookup.agencyId();
        List<ConnectorDefinition> candidates =
                agency == null ? connectors.askableFor(lookup.code()) : connectors.ofAgency(agency);
        return candidates.stream()
                .filter(connector -> connector.lookup() != null)
                .toList();
    }

    /**
     * The dossier that is meant among those that bear a code.
     *
     * @throws Undeliverable if that cannot be told without naming the agency
     */
    Optional<DossierState> theOne(StatusLookup lookup, List<DossierState> found) {
        List<DossierState> left = ofAgency(lookup.agencyId(), found);
        DossierCode code = lookup.code();
        // A national code names its dossier; a number or another code that looks the same does not.
        left = preferring(left, state -> code.equals(state.dossier().dossierCode()) && code.isNational());
        if (code.isNational() && left.size() > 1) {
            List<ConnectorDefinition> named = connectors.askableFor(code);
            left = preferring(left, state -> named.stream()
                    .anyMatch(connector ->
                            connector.id().equals(state.dossier().key().sourceSystem())));
        }
        if (left.size() > 1 && agenciesOf(left).size() == 1) {
            left = preferring(
                    left, state -> state.dossier().key().sourceDossierNo().equals(code.value()));
            left = left.subList(0, 1);
        }
        if (left.size() > 1) {
            throw new Undeliverable(LookupRefusals.ambiguous(lookup, agenciesOf(left)));
        }
        return left.stream().findFirst();
    }

    private List<DossierState> ofAgency(@Nullable AgencyId agency, List<DossierState> found) {
        if (agency == null) {
            return found;
        }
        List<ConnectorDefinition> systems = connectors.ofAgency(agency);
        return found.stream()
                .filter(state -> agency.equals(state.dossier().agencyId())
                        || systems.stream().anyMatch(system -> system.id()
                                .equals(state.dossier().key().sourceSystem())))
                .toList();
    }

    private static List<DossierState> preferring(List<DossierState> states, Predicate<DossierState> preferred) {
        List<DossierState> those = states.stream().filter(preferred).toList();
        return those.isEmpty() ? states : those;
    }

    private static TreeSet<AgencyId> agenciesOf(List<DossierState> states) {
        return states.stream().map(state -> state.dossier().agencyId()).collect(Collectors.toCollection(TreeSet::new));
    }
}
