package vn.lienthong.hub.draft;

import java.util.List;

/**
 * What a contract says.
 *
 * @param address where the system is
 * @param offers what it can be asked
 * @param credentials lines of {@code connector.yaml} for the hub's credentials, as the contract asks for them; else empty
 */
record Contract(String address, List<Offer> offers, List<String> credentials) {
    Contract {
        offers = List.copyOf(offers);
        credentials = List.copyOf(credentials);
    }
}
