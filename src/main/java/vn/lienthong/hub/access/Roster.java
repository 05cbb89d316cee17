package vn.lienthong.hub.access;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.access.AccessSettings.RateSettings;

/** The clients and people of this hub, checked. */
final class Roster {
    private final Map<String, Client> clientsByKeyHash = new HashMap<>();
    private final Map<String, Client> clients = new HashMap<>();
    private final Map<String, Person> people = new HashMap<>();

    private Roster() {}

    /**
     * Reads the settings.
     *
     * @param demo whether keys and passwords may be written as they are
     * @throws AccessFaults telling every fault there is
     */
    static Roster of(AccessSettings settings, boolean demo) {
        var reader = new RosterReader(demo);
        var roster = new Roster();
        reader.clients(settings).forEach(roster::add);
        reader.people(settings).forEach(roster::add);
        List<String> faults = reader.faults();
        if (!faults.isEmpty()) {
            throw new AccessFaults(faults);
        }
        return roster;
    }

    private void add(Client client) {
        clients.put(client.caller().id(), client);
        client.keyHashes().forEach(hash -> clientsByKeyHash.put(hash, client));
    }

    private void add(Person person) {
        people.put(person.caller().id(), person);
    }

    Optional<Client> clientOfKeyHash(String keyHash) {
        return Optional.ofNullable(clientsByKeyHash.get(keyHash));
    }

    Optional<Client> client(String id) {
        return Optional.ofNullable(clients.get(id));
    }

    /** Logins are compared without regard to case, as people type them. */
    Optional<Person> person(String login) {
        return Optional.ofNullable(people.get(login.toLowerCase(Locale.ROOT)));
    }

    boolean isEmpty() {
        return clients.isEmpty() && people.isEmpty();
    }

    /** A client, the hashes of its keys in hexadecimal, and its own rate if it has one. */
    record Client(Caller caller, List<String> keyHashes, @Nullable RateSettings rate) {
        Client {
            keyHashes = List.copyOf(keyHashes);
        }
    }

    /** A person and the bcrypt hash of their password. */
    record Person(Caller caller, String passwordHash) {}
}
