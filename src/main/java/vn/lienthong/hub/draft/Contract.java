package vn.lienthong.hub.draft;

import java.util.List;

/**
 * What a contract says.
 *
 * @param address where the system is
 * @param offers what it can be asked
 * @param tellings the same operations, the other way round: what a system can tell by them
 * @param credentials lines of {@code connector.yaml} for the hub's credentials, as the contract asks for them; else empty
 */
record Contract(String address, List<Offer> offers, List<Offer> tellings, List<String> credentials) {
    Contract(String address, List<Offer> offers, List<String> credentials) {
        this(address, offers, List.of(), credentials);
    }

    Contract {
        tellings = List.copyOf(tellings);
        offers = List.copyOf(offers);
        credentials = List.copyOf(credentials);
    }
}
