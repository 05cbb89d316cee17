package vn.lienthong.hub.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.lienthong.hub.canonical.DossierStatus;

class LifeTest {
    private final Misbehaviour misbehaviour = new Misbehaviour();

    static Stream<Office> offices() {
        return Stream.of(
                Offices.civilRegistry(), Offices.landOffice(), Offices.businessRegistry(), Offices.socialInsurance());
    }

    private Life life(Office office, long seed, @Nullable Path folder) {
        return new Life(office, seed, 120, misbehaviour, folder, new SettableClock());
    }

    @Nested
    class WhenTheSeedIsTheSame {
        @ParameterizedTest
        @MethodSource("vn.lienthong.hub.simulator.LifeTest#offices")
        void tellsTheSameLife(Office office) {
            Life one = life(office, 7, null);
            Life same = life(office, 7, null);
            Life other = life(office, 8, null);

            one.step(200);
            same.step(200);
            other.step(200);

            assertThat(same.truth()).isEqualTo(one.truth());
            assertThat(other.truth()).isNotEqualTo(one.truth());
        }
    }

    @Nested
    class WhenAllIsWell {
        @ParameterizedTest
        @MethodSource("vn.lienthong.hub.simulator.LifeTest#offices")
        void walksAlongExpectedTransitions(Office office) {
            Life life = life(office, 1, null);

            life.step(1_000);

            assertThat(life.all()).hasSizeGreaterThan(200).allSatisfy(LifeTest::isExpected);
        }

        @ParameterizedTest
        @MethodSource("vn.lienthong.hub.simulator.LifeTest#offices")
        void reachesEveryStatusThatItCan(Office office) {
            Life life = life(office, 1, null);

            life.step(3_000);

            Set<DossierStatus> seen = new HashSet<>();
            life.since(0, Integer.MAX_VALUE)
                    .forEach(told -> seen.add(told.change().means()));
            Set<DossierStatus> reachable = new HashSet<>(office.statuses());
            if (!reachable.contains(DossierStatus.SUBMITTED)) {
                reachable.remove(DossierStatus.REFUSED);
            }
            assertThat(seen).isEqualTo(reachable);
        }

        @ParameterizedTest
        @MethodSource("vn.lienthong.hub.simulator.LifeTest#offices")
        void inventsPeopleWhoCannotExist(Office office) {
            assertThat(life(office, 1, null).all()).hasSize(120).allSatisfy(told -> {
                assertThat(told.facts().idNo()).startsWith("000");
                assertThat(told.facts().phone()).startsWith("09000");
                assertThat(told.facts().email()).matches("|.*@example\\.com");
                assertThat(told.facts().applicant())
                        .containsAnyOf(
                                "Ví Dụ",
                                "Giả Định",
                                "Thử Nghiệm",
                                "Minh Họa",
                                "Hư Cấu",
                                "Tưởng Tượng",
                                "Mẫu",
                                "Mô Phỏng",
                                "Kịch Bản");
            });
        }
    }

    @Nested
    class WhenAFaultIsOn {
        @Test
        void marksEachFlawedChange() {
            Life life = life(Offices.civilRegistry(), 1, null);
            misbehaviour.set(new Faults(0, 0, 0, false, false, false, 0, 0, 0, 10, 10, 10, 0, 0));

            List<Told> moved = life.step(300);

            assertThat(moved).extracting(told -> told.change().flaw()).contains(Flaw.values());
            assertThat(moved)
                    .filteredOn(told -> told.change().flaw() == Flaw.UNMAPPED_CODE)
                    .hasSizeGreaterThan(15)
                    .allSatisfy(told -> assertThat(told.change().code().code()).isEqualTo("interoperating"));
        }

        @Test
        void jumpsAndGoesBack() {
            Life life = life(Offices.landOffice(), 1, null);
            misbehaviour.set(new Faults(0, 0, 0, false, false, false, 0, 0, 0, 0, 0, 0, 5, 7));

            life.step(200);

            assertThat(life.all()).anySatisfy(told -> assertThat(told.changes())
                    .extracting(Change::means)
                    .last()
                    .isEqualTo(DossierStatus.SUBMITTED));
            assertThat(life.all().stream().filter(told -> !expected(told))).hasSizeGreaterThan(20);
        }
    }

    @Nested
    class WhenAChangeIsOrdered {
        private final Life life = life(Offices.landOffice(), 1, null);

        @Test
        void tellsExactlyThat() {
            Instant at = Instant.parse("2026-10-01T00:00:00Z");
            String number = life.all().get(3).facts().number();

            Told told = life.change(new Life.Ordered(number, "2", "22", at));

            assertThat(told.facts().number()).isEqualTo(number);
            assertThat(told.change().at()).isEqualTo(at);
            assertThat(told.change().means()).isEqualTo(DossierStatus.PAYMENT_REQUIRED);
            assertThat(told.change().seq()).isEqualTo(life.last());
        }

        @Test
        void opensADossierUnderAnUnknownNumber() {
            life.change(new Life.Ordered("MY-1", "0", null, null));

            assertThat(life.find("MY-1").orElseThrow().changes())
                    .extracting(Change::means)
                    .containsExactly(DossierStatus.SUBMITTED);
        }

        @Test
        void keepsACodeNobodyAgreedOn() {
            Told told = life.change(new Life.Ordered("MY-1", "77", null, null));

            assertThat(told.change().flaw()).isEqualTo(Flaw.UNMAPPED_CODE);
            assertThat(told.change().means()).isNull();
        }
    }

    @Nested
    class WhenItIsRestarted {
        @Test
        void goesOnWhereItWas(@TempDir Path folder) throws Exception {
            Object before;
            try (Life life = life(Offices.businessRegistry(), 1, folder)) {
                life.step(50);
                before = life.truth();
            }
            // What a kill leaves of a line that was being written.
            Files.writeString(folder.resolve("business-registry.jsonl"), "{\"number\":\"DK", StandardOpenOption.APPEND);

            try (Life again = life(Offices.businessRegistry(), 99, folder)) {
                assertThat(again.truth()).isEqualTo(before);
                again.step(1);
                before = again.truth();
            }
            try (Life third = life(Offices.businessRegistry(), 1, folder)) {
                assertThat(third.truth()).isEqualTo(before);
            }
        }
    }

    private static void isExpected(Told told) {
        assertThat(expected(told)).as(told.facts().number()).isTrue();
        assertThat(told.changes()).extracting(Change::at).isSorted();
    }

    private static boolean expected(Told told) {
        for (int i = 1; i < told.changes().size(); i++) {
            DossierStatus before = told.changes().get(i - 1).means();
            DossierStatus after = told.changes().get(i).means();
            if (before == null || after == null || !before.expectedNext().contains(after)) {
                return false;
            }
        }
        return true;
    }
}
