package vn.lienthong.hub.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import vn.lienthong.hub.canonical.SystemId;

class RosterTest {
    private static final String HASH = KeyMaker.hashOf("key");

    @Nested
    class WhenTheSettingsAreGood {
        @Test
        void knowsEachClientByIdAndKey() {
            Roster roster = roster(
                    false,
                    Map.of(
                            "clients[0].id", "land-office",
                            "clients[0].key-hash", HASH.toUpperCase(java.util.Locale.ROOT),
                            "clients[0].rights[0]", "look-up",
                            "clients[0].rights[1]", "see-personal-data",
                            "clients[0].pushes-for[0]", "land-office"));

            Caller caller = roster.clientOfKeyHash(HASH).orElseThrow().caller();
            assertThat(caller.id()).isEqualTo("land-office");
            assertThat(caller.rights()).containsExactlyInAnyOrder(Right.LOOK_UP, Right.SEE_PERSONAL_DATA);
            assertThat(caller.mayPushFor(SystemId.of("land-office"))).isTrue();
            assertThat(roster.client("land-office")).isPresent();
        }

        @Test
        void takesTwoKeysWhileOneIsBeingChanged() {
            Roster roster = roster(
                    false,
                    Map.of("clients[0].id", "portal", "clients[0].key-hash", HASH + "," + KeyMaker.hashOf("new key")));

            assertThat(roster.clientOfKeyHash(HASH)).isPresent();
            assertThat(roster.clientOfKeyHash(KeyMaker.hashOf("new key"))).isPresent();
        }

        @Test
        void knowsPeopleByLoginHoweverItIsTyped() {
            Roster roster = roster(
                    false,
                    Map.of(
                            "people[0].login", "An.Nguyen",
                            "people[0].password-hash", KeyMaker.hashOfPassword("x"),
                            "people[0].role", "viewer"));

            assertThat(roster.person("AN.nguyen").orElseThrow().caller().rights())
                    .containsExactlyInAnyOrder(Right.LOOK_UP, Right.VIEW);
        }

        @Test
        void takesPlainSecretsInTheDemo() {
            Roster roster = roster(
                    true,
                    Map.of(
                            "clients[0].id", "portal-demo",
                            "clients[0].key", "key",
                            "people[0].login", "admin",
                            "people[0].password", "secret",
                            "people[0].role", "administrator"));

            assertThat(roster.clientOfKeyHash(HASH)).isPresent();
            assertThat(roster.person("admin")).isPresent();
        }
    }

    @Nested
    class WhenTheSettingsAreWrong {
        @Test
        void tellsEveryFaultAtOnceAndNoSecret() {
            AccessFaults faults = catchThrowableOfType(
                    AccessFaults.class,
                    () -> roster(
                            false,
                            Map.ofEntries(
                                    Map.entry("rate-limit.per-second", "0"),
                                    Map.entry("clients[0].id", "Portal One"),
                                    Map.entry("clients[0].key", "my secret key"),
                                    Map.entry("clients[0].rights", "look-up,fly"),
                                    Map.entry("clients[1].key-hash", "abc"),
                                    Map.entry("clients[1].pushes-for", "Land Office"),
                                    Map.entry("clients[1].uses-facades-of", "tax-office,Tax Office"),
                                    Map.entry("clients[2].id", "reply"),
                                    Map.entry("clients[2].key-hash", HASH),
                                    Map.entry("clients[3].id", "same"),
                                    Map.entry("clients[3].key-hash", HASH),
                                    Map.entry("people[0].login", "same"),
                                    Map.entry("people[0].password", "my secret password"),
                                    Map.entry("people[0].role", "king"),
                                    Map.entry("people[1].password-hash", "abc"))));

            assertThat(faults.faults())
                    .containsExactly(
                            "lienthong.access.rate-limit.per-second is 0; expected 1 to 1000000",
                            "lienthong.access.clients[0].id is \"Portal One\"; expected 2 to 40 lower-case letters, digits"
                                    + " and single hyphens, such as portal-one",
                            "lienthong.access.clients[0].key is written as it is, which only the demo allows; expected"
                                    + " key-hash, as made by `java -jar lienthong-hub.jar key <client>`",
                            "lienthong.access.clients[0].rights[1] is \"fly\"; expected one of look-up,"
                                    + " see-personal-data, subscribe, view, administer, approve-connectors",
                            "lienthong.access.clients[1].id is missing; expected the client's name, such as portal-one",
                            "lienthong.access.clients[1].key-hash has 3 characters that are no SHA-256; expected 64"
                                    + " hexadecimal digits, as made by `java -jar lienthong-hub.jar key <client>`",
                            "lienthong.access.clients[1].pushes-for[0] is \"Land Office\"; expected a connector's id, such"
                                    + " as tax-office",
                            "lienthong.access.clients[1].uses-facades-of[1] is \"Tax Office\"; expected a connector's id,"
                                    + " such as tax-office",
                            "lienthong.access.clients[2].id is \"reply\", with which the hub's own queues start; expected"
                                    + " another name",
                            "lienthong.access.clients[3] has the key of lienthong.access.clients[2]; expected a key of its"
                                    + " own",
                            "lienthong.access.people[0].login is \"same\", which lienthong.access.clients[3].id is"
                                    + " already; expected another name",
                            "lienthong.access.people[0].password is written as it is, which only the demo allows;"
                                    + " expected password-hash, as made by `java -jar lienthong-hub.jar password`",
                            "lienthong.access.people[0].role is \"king\"; expected one of viewer, administrator",
                            "lienthong.access.people[1].login is missing; expected 1 to 64 letters, digits, dots, hyphens,"
                                    + " underscores or @, such as an.nguyen",
                            "lienthong.access.people[1].password-hash is no bcrypt hash; expected one as made by"
                                    + " `java -jar lienthong-hub.jar password`",
                            "lienthong.access.people[1].role is missing; expected one of viewer, administrator");
            assertThat(String.join("", faults.faults())).doesNotContain("secret");
        }
    }

    private static Roster roster(boolean demo, Map<String, String> settings) {
        var source = new MapConfigurationPropertySource();
        settings.forEach((name, value) -> source.put("lienthong.access." + name, value));
        var bound = new Binder(List.of(source)).bindOrCreate("lienthong.access", AccessSettings.class);
        return Roster.of(bound, demo);
    }
}
