package vn.lienthong.hub.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.access.AccessSettings.ClientSettings;
import vn.lienthong.hub.access.AccessSettings.PersonSettings;
import vn.lienthong.hub.access.AccessSettings.RateSettings;

class RosterAccessTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final KeyMaker.NewKey key = KeyMaker.newKey("portal");
    private final Access access = access();

    private Access access() {
        var portal = new ClientSettings(
                "portal", List.of(key.hash()), null, List.of("look-up"), List.of(), List.of(), List.of(), null, null);
        var slow = new ClientSettings(
                "slow",
                List.of(KeyMaker.hashOf("slow key")),
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                new RateSettings(10, 2));
        var person = new PersonSettings("an", KeyMaker.hashOfPassword("mật khẩu"), null, "administrator");
        var rate = new RateSettings(100, 200);
        var settings = new AccessSettings(List.of(portal, slow), List.of(person), rate);
        return new RosterAccess(Roster.of(settings, false), rate, nanos::get);
    }

    @Nested
    class WhenASecretIsShown {
        @Test
        void knowsAClientByItsKey() {
            assertThat(key.key()).startsWith("lt_portal_").hasSize("lt_portal_".length() + 43);
            assertThat(access.byKey(key.key()).map(Caller::id)).hasValue("portal");
            assertThat(access.byNameAndSecret("portal", key.key()).map(Caller::id))
                    .hasValue("portal");
            assertThat(access.byKey(key.hash())).isEmpty();
            assertThat(access.byNameAndSecret("portal", "slow key")).isEmpty();
        }

        @Test
        void knowsAPersonByTheirPasswordAgainAndAgain() {
            for (int times = 0; times < 3; times++) {
                assertThat(access.byNameAndSecret("AN", "mật khẩu").map(Caller::id))
                        .hasValue("an");
                assertThat(access.byNameAndSecret("an", "wrong")).isEmpty();
                assertThat(access.byNameAndSecret("nobody", "mật khẩu")).isEmpty();
            }
        }

        @Test
        void cutsNoPassword() {
            String longest = "x".repeat(72);
            var person = new PersonSettings("an", KeyMaker.hashOfPassword(longest), null, "viewer");
            var rate = new RateSettings(1, 1);
            var roster = Roster.of(new AccessSettings(List.of(), List.of(person), rate), false);
            var one = new RosterAccess(roster, rate, nanos::get);

            assertThat(one.byNameAndSecret("an", longest)).isPresent();
            assertThat(one.byNameAndSecret("an", longest + "y")).isEmpty();
        }
    }

    @Nested
    class WhenACallerActsOften {
        private final Caller slow = access.byName("slow").orElseThrow();

        @Test
        void letsABurstPassAndThenTheRate() {
            assertThat(access.waitBeforeNext(slow, 1)).isZero();
            assertThat(access.waitBeforeNext(slow, 1)).isZero();
            assertThat(access.waitBeforeNext(slow, 1)).isEqualTo(100);
            assertThat(access.waitBeforeNext(slow, 1)).isEqualTo(100);

            nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(100));

            assertThat(access.waitBeforeNext(slow, 1)).isZero();
            assertThat(access.waitBeforeNext(slow, 1)).isEqualTo(100);
        }

        @Test
        void countsAHeavyActAsSeveral() {
            assertThat(access.waitBeforeNext(slow, 2)).isZero();
            assertThat(access.waitBeforeNext(slow, 2)).isEqualTo(200);

            nanos.addAndGet(TimeUnit.SECONDS.toNanos(10));

            assertThat(access.waitBeforeNext(slow, 100)).isZero();
        }

        @Test
        void holdsUpNobodyElse() {
            access.waitBeforeNext(slow, 2);

            assertThat(access.waitBeforeNext(slow, 1)).isPositive();
            assertThat(access.waitBeforeNext(access.byName("portal").orElseThrow(), 1))
                    .isZero();
        }
    }
}
