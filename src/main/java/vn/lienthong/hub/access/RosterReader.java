package vn.lienthong.hub.access;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.access.AccessSettings.ClientSettings;
import vn.lienthong.hub.access.AccessSettings.PersonSettings;
import vn.lienthong.hub.access.AccessSettings.RateSettings;
import vn.lienthong.hub.access.Roster.Client;
import vn.lienthong.hub.access.Roster.Person;
import vn.lienthong.hub.canonical.SystemId;

/** Reads clients and people from their settings and collects what is wrong with them. Never repeats a secret. */
final class RosterReader {
    private static final Pattern SHA256_HEX = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$\\d\\d\\$[./0-9A-Za-z]{53}");
    private static final Pattern LOGIN = Pattern.compile("[a-z0-9](?:[a-z0-9._@-]{0,62}[a-z0-9])?");

    private static final Set<String> RESERVED = Set.of("hub", "agency", "dossier", "reply", "activemq");

    private final boolean demo;
    private final List<String> faults = new ArrayList<>();
    private final Map<String, String> placeOfName = new HashMap<>();
    private final Map<String, String> placeOfKey = new HashMap<>();

    RosterReader(boolean demo) {
        this.demo = demo;
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    List<Client> clients(AccessSettings settings) {
        checkRate("lienthong.access.rate-limit", settings.rateLimit());
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < settings.clients().size(); i++) {
            client("lienthong.access.clients[" + i + "]", settings.clients().get(i))
                    .ifPresent(clients::add);
        }
        return clients;
    }

    List<Person> people(AccessSettings settings) {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < settings.people().size(); i++) {
            person("lienthong.access.people[" + i + "]", settings.people().get(i))
                    .ifPresent(people::add);
        }
        return people;
    }

    private Optional<Client> client(String place, ClientSettings settings) {
        int before = faults.size();
        String id = clientId(place, settings.id());
        List<String> hashes = keyHashes(place, settings);
        Set<Right> rights = rights(place, settings.rights());
        Set<SystemId> systems = systems(place + ".pushes-for", settings.pushesFor());
        Set<SystemId> facades = systems(place + ".uses-facades-of", settings.usesFacadesOf());
        Set<SystemId> submits = systems(place + ".submits-to", settings.submitsTo());
        String told = settings.portal();
        Set<SystemId> portal = systems(place + ".portal", told == null ? List.of() : List.of(told));
        RateSettings rate = settings.rateLimit();
        if (rate != null) {
            checkRate(place + ".rate-limit", rate);
        }
        if (faults.size() > before) {
            return Optional.empty();
        }
        return Optional.of(new Client(
                new Caller(
                        id,
                        Caller.Kind.CLIENT,
                        rights,
                        systems,
                        facades,
                        submits,
                        portal.stream().findFirst().orElse(null)),
                hashes,
                rate));
    }

    private String clientId(String place, @Nullable String id) {
        if (id == null || id.isBlank()) {
            faults.add(place + ".id is missing; expected the client's name, such as portal-one");
            return "";
        }
        try {
            SystemId.of(id);
        } catch (IllegalArgumentException e) {
            faults.add(place + ".id is \"" + shown(id)
                    + "\"; expected 2 to 40 lower-case letters, digits and single hyphens, such as portal-one");
        }
        if (RESERVED.contains(id)) {
            faults.add(place + ".id is \"" + id + "\", with which the hub's own queues start; expected another name");
        }
        checkNewName(place + ".id", id);
        return id;
    }

    private void checkNewName(String place, String name) {
        String other = placeOfName.putIfAbsent(name, place);
        if (other != null) {
            faults.add(place + " is \"" + shown(name) + "\", which " + other + " is already; expected another name");
        }
    }

    private List<String> keyHashes(String place, ClientSettings settings) {
        List<String> hashes = new ArrayList<>();
        for (String hash : settings.keyHash()) {
            if (SHA256_HEX.matcher(hash).matches()) {
                hashes.add(hash.toLowerCase(Locale.ROOT));
            } else {
                faults.add(place + ".key-hash has " + hash.length()
                        + " characters that are no SHA-256; expected 64 hexadecimal digits, as made by"
                        + " `java -jar lienthong-hub.jar key <client>`");
            }
        }
        String key = settings.key();
        if (key != null && demo) {
            hashes.add(KeyMaker.hashOf(key));
        } else if (key != null) {
            faults.add(place + ".key is written as it is, which only the demo allows; expected key-hash, as made by"
                    + " `java -jar lienthong-hub.jar key <client>`");
        } else if (settings.keyHash().isEmpty()) {
            faults.add(place + ".key-hash is missing; expected the SHA-256 of the client's key, as made by"
                    + " `java -jar lienthong-hub.jar key <client>`");
        }
        for (String hash : hashes) {
            String other = placeOfKey.putIfAbsent(hash, place);
            if (other != null) {
                faults.add(place + " has the key of " + other + "; expected a key of its own");
            }
        }
        return hashes;
    }

    private Set<Right> rights(String place, List<String> keys) {
        Set<Right> rights = EnumSet.noneOf(Right.class);
        for (int i = 0; i < keys.size(); i++) {
            Optional<Right> right = Right.ofKey(keys.get(i));
            if (right.isEmpty()) {
                faults.add(place + ".rights[" + i + "] is \"" + shown(keys.get(i)) + "\"; expected one of "
                        + Right.keys());
            }
            right.ifPresent(rights::add);
        }
        return rights;
    }

    private Set<SystemId> systems(String place, List<String> ids) {
        Set<SystemId> systems = new HashSet<>();
        for (int i = 0; i < ids.size(); i++) {
            try {
                systems.add(SystemId.of(ids.get(i)));
            } catch (IllegalArgumentException e) {
                faults.add(place + "[" + i + "] is \"" + shown(ids.get(i))
                        + "\"; expected a connector's id, such as tax-office");
            }
        }
        return systems;
    }

    private void checkRate(String place, RateSettings rate) {
        if (rate.perSecond() < 1 || rate.perSecond() > 1_000_000) {
            faults.add(place + ".per-second is " + rate.perSecond() + "; expected 1 to 1000000");
        }
        if (rate.burst() < 1 || rate.burst() > 1_000_000) {
            faults.add(place + ".burst is " + rate.burst() + "; expected 1 to 1000000");
        }
    }

    private Optional<Person> person(String place, PersonSettings settings) {
        int before = faults.size();
        String login = login(place, settings.login());
        String hash = passwordHash(place, settings);
        Optional<Role> role = Role.ofKey(settings.role() == null ? "" : settings.role());
        if (role.isEmpty()) {
            faults.add(
                    place + ".role is " + (settings.role() == null ? "missing" : "\"" + shown(settings.role()) + "\"")
                            + "; expected one of " + Role.keys());
        }
        if (faults.size() > before) {
            return Optional.empty();
        }
        return role.map(is -> new Person(new Caller(login, Caller.Kind.PERSON, is.rights(), Set.of()), hash));
    }

    private String login(String place, @Nullable String written) {
        String login = written == null ? "" : written.toLowerCase(Locale.ROOT);
        if (!LOGIN.matcher(login).matches()) {
            faults.add(place + ".login is " + (written == null ? "missing" : "\"" + shown(written) + "\"")
                    + "; expected 1 to 64 letters, digits, dots, hyphens, underscores or @, such as an.nguyen");
            return login;
        }
        checkNewName(place + ".login", login);
        return login;
    }

    private String passwordHash(String place, PersonSettings settings) {
        String hash = settings.passwordHash();
        String password = settings.password();
        if (password != null && demo) {
            return KeyMaker.hashOfPassword(password);
        }
        if (password != null) {
            faults.add(
                    place + ".password is written as it is, which only the demo allows; expected password-hash, as made"
                            + " by `java -jar lienthong-hub.jar password`");
        } else if (hash == null || !BCRYPT.matcher(hash).matches()) {
            faults.add(place + ".password-hash is " + (hash == null ? "missing" : "no bcrypt hash")
                    + "; expected one as made by `java -jar lienthong-hub.jar password`");
        }
        return hash == null ? "" : hash;
    }

    private static String shown(String found) {
        String line = found.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= 60 ? line : line.substring(0, 60) + "…";
    }
}
