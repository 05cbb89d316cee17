package vn.lienthong.hub.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final Instant NOW = Instant.parse("2026-11-28T05:00:00Z");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private Retention retention(Duration letters, List<Ageing> all, List<Tidying> tidyings) {
        var settings = new RetentionSettings(
                Duration.ofMinutes(15),
                10,
                Duration.ofMillis(1),
                Duration.ofDays(100),
                letters,
                Duration.ofDays(30),
                Duration.ofDays(40),
                Duration.ofDays(50),
                Duration.ofDays(60),
                Duration.ofDays(70),
                Duration.ofDays(14));
        return new Retention(all, tidyings, settings, Clock.fixed(NOW, ZoneOffset.UTC), meters);
    }

    /** So many rows that are old enough. */
    private static final class Rows implements Ageing {
        private final String name;
        private int left;
        private final List<String> asked = new ArrayList<>();

        Rows(String name, int left) {
            this.name = name;
            this.left = left;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int removeSome(Instant before, int most) {
            asked.add(before + " " + most);
            int some = Math.min(left, most);
            left -= some;
            return some;
        }
    }

    @Nested
    class WhenThereIsALotToTakeAway {
        @Test
        void goesInBatchesUntilNoMoreIsOldEnough() {
            var dossiers = new Rows("dossiers", 25);
            List<String> tidied = new ArrayList<>();

            retention(Duration.ofDays(10), List.of(dossiers), List.of(() -> tidied.add("step") && tidied.size() < 3))
                    .look();

            String before = NOW.minus(Duration.ofDays(100)).toString();
            assertThat(dossiers.asked).containsExactly(before + " 10", before + " 10", before + " 10");
            assertThat(dossiers.left).isZero();
            assertThat(tidied).hasSize(3);
            assertThat(meters.counter("lienthong.retention.removed", "what", "dossiers")
                            .count())
                    .isEqualTo(25);
        }
    }

    @Nested
    class WhenOneCannotBeTakenAway {
        @Test
        void theOthersAre() {
            var trail = new Rows("trail", 5);
            Ageing broken = new Ageing() {
                @Override
                public String name() {
                    return "dossiers";
                }

                @Override
                public int removeSome(Instant before, int most) {
                    throw new IllegalStateException("the database is away");
                }
            };

            retention(Duration.ofDays(10), List.of(broken, trail), List.of()).look();

            assertThat(trail.left).isZero();
        }
    }

    @Nested
    class WhenSomethingIsKeptForEver {
        @Test
        void isNotLookedAt() {
            var letters = new Rows("dead-letters", 5);

            retention(Duration.ZERO, List.of(letters), List.of()).look();

            assertThat(letters.asked).isEmpty();
        }
    }
}
