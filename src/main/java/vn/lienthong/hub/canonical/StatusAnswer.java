package vn.lienthong.hub.canonical;

/** What the hub answers to a {@link StatusLookup}, and how far it may be trusted. */
public sealed interface StatusAnswer {
    /** Fresh: from the hub within the connector's freshness, or from the agency just now. */
    record Current(DossierState state, Source source) implements StatusAnswer {}

    /** The last the hub was told, older than the connector's freshness, because the agency did not answer. */
    record LastKnown(DossierState state) implements StatusAnswer {}

    /** Neither the hub nor any agency that could be asked knows the code. */
    record NoSuchDossier(StatusLookup lookup) implements StatusAnswer {}

    /** Who told. */
    enum Source {
        HUB,
        AGENCY
    }
}
