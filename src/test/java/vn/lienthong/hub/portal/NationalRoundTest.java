package vn.lienthong.hub.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.hub.canonical.DossierStatus.ACCEPTED;
import static vn.lienthong.hub.canonical.DossierStatus.COMPLETED;
import static vn.lienthong.hub.canonical.DossierStatus.IN_PROGRESS;
import static vn.lienthong.hub.canonical.DossierStatus.RESULT_RETURNED;
import static vn.lienthong.hub.canonical.DossierStatus.SUBMITTED;
import static vn.lienthong.hub.delivery.DeliveryFixtures.PORTAL;
import static vn.lienthong.hub.delivery.DeliveryFixtures.change;
import static vn.lienthong.hub.delivery.DeliveryFixtures.codeOf;
import static vn.lienthong.hub.delivery.DeliveryFixtures.keyOf;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.connector.ConnectorDefinition.Delivery.AnswerRule;
import vn.lienthong.hub.connector.ConnectorDefinition.Delivery.Deliver;
import vn.lienthong.hub.connector.ConnectorDefinition.Delivery.Means;
import vn.lienthong.hub.portal.MemoryPortal.Reply;
import vn.lienthong.hub.problem.ProblemKind;

class NationalRoundTest {
    private DeliveryRig rig;

    @BeforeEach
    void lay(@TempDir Path folder) {
        rig = new DeliveryRig(folder);
    }

    private List<String> told(int number) {
        return rig.portal.logOf(codeOf(number)).stream()
                .map(MemoryPortal.Line::status)
                .toList();
    }

    private long waiting() {
        return rig.ledger.backlog(PORTAL).waiting();
    }

    @Nested
    class WhenDossiersAreDue {
        @Test
        void addsTheNewAndUpdatesTheToldAndThenTellsTheirSteps() {
            rig.due(change(1, 1, SUBMITTED), change(1, 2, ACCEPTED));
            rig.wake();
            rig.due(change(1, 3, IN_PROGRESS), change(2, 1, SUBMITTED));

            rig.wake();

            assertThat(told(1)).containsExactly("1", "2", "4");
            assertThat(told(2)).containsExactly("1");
            assertThat(rig.portal.dossier(codeOf(1)).path("TrangThaiHoSo").asText())
                    .isEqualTo("4");
            assertThat(rig.portal.calls())
                    .containsExactly(
                            "login",
                            "DongBoHoSoMC",
                            "CapNhatTienDoHoSoMC",
                            "CapNhatTienDoHoSoMC",
                            "DongBoHoSoMC",
                            "DongBoHoSoMC",
                            "CapNhatTienDoHoSoMC");
            assertThat(waiting()).isZero();
        }

        @Test
        void sendsNoMoreThanTenAtOnce() {
            AtomicInteger largest = new AtomicInteger();
            rig.portal.before(request -> {
                largest.accumulateAndGet(request.body().path("data").size(), Math::max);
                return null;
            });
            IntStream.range(0, 25)
                    .forEach(number -> rig.due(change(number, 1, SUBMITTED), change(number, 2, ACCEPTED)));

            rig.wake();

            assertThat(largest).hasValue(10);
            assertThat(rig.portal.log()).hasSize(50);
            assertThat(IntStream.range(0, 25))
                    .allSatisfy(number -> assertThat(told(number)).containsExactly("1", "2"));
        }

        @Test
        void tellsNothingAgainWhenWokenAgain() {
            rig.due(change(1, 1, SUBMITTED));

            rig.wake();
            rig.wake();
            rig.wake();

            assertThat(rig.portal.log()).hasSize(1);
        }

        @Test
        void tellsTwoDossiersOfOneCodeApart() {
            var twin = new Dossier(
                    keyOf(99),
                    change(1, 1, SUBMITTED).dossier().dossierCode(),
                    null,
                    change(1, 1, SUBMITTED).dossier().agencyId(),
                    null,
                    change(1, 1, SUBMITTED).dossier().procedure(),
                    Dossier.Applicant.UNKNOWN,
                    null,
                    null,
                    null,
                    Dossier.Dates.UNKNOWN);
            rig.due(change(1, 1, SUBMITTED), change(twin, 2, ACCEPTED));

            rig.wake();

            assertThat(told(1)).containsExactly("1", "2");
            assertThat(waiting()).isZero();
        }
    }

    @Nested
    class WhenThePortalKnowsMoreOrLessThanTheHub {
        @Test
        void switchesToUpdatingWhatExists() {
            rig.portal.know(codeOf(1));
            rig.due(change(1, 1, SUBMITTED), change(2, 1, SUBMITTED));

            rig.wake();

            assertThat(told(1)).containsExactly("1");
            assertThat(told(2)).containsExactly("1");
            assertThat(rig.deadLetters.kept()).isEmpty();
        }

        @Test
        void switchesToAddingWhatWasForgotten() {
            rig.due(change(1, 1, SUBMITTED));
            rig.wake();
            rig.portal.forget(codeOf(1));
            rig.due(change(1, 2, ACCEPTED));

            rig.wake();

            assertThat(told(1)).containsExactly("1", "2");
            assertThat(waiting()).isZero();
        }

        @Test
        void doesNotGoRoundForEverWithOneThatContradictsItself() {
            rig.portal.before(request -> !request.service().equals("DongBoHoSoMC")
                    ? null
                    : Reply.of(
                            200,
                            request.body().path("isUpdating").asText().equals("True")
                                    ? "{\"error_code\":\"9\",\"message\":\"Hồ sơ không tồn tại\"}"
                                    : "{\"error_code\":\"9\",\"message\":\"Hồ sơ đã tồn tại\"}"));
            rig.due(change(1, 1, SUBMITTED));

            rig.wakeEvery(Duration.ofMinutes(15), 3);

            assertThat(rig.deadLetters.kept()).hasSize(1);
            assertThat(waiting()).isZero();
        }
    }

    @Nested
    class WhenOneDossierIsRefused {
        @Test
        void deliversTheOthersAndKeepsThatOneWithThePortalsWords() {
            rig.portal.faulty(item -> item.path("MaHoSo").asText().equals(codeOf(3)) ? "Mã TTHC không đúng" : null);
            IntStream.range(0, 10).forEach(number -> rig.due(change(number, 1, SUBMITTED)));

            rig.wake();

            assertThat(rig.portal.log()).hasSize(9);
            assertThat(told(3)).isEmpty();
            assertThat(rig.deadLetters.kept()).singleElement().satisfies(letter -> {
                assertThat(letter.problem().kind()).isEqualTo(ProblemKind.REFUSED_BY_SYSTEM);
                assertThat(letter.problem().stage()).isEqualTo("add-dossiers");
                assertThat(letter.problem().detail().en())
                        .isEqualTo("The portal refused: code 9, \"Mã TTHC không đúng\".");
                assertThat(letter.dossierNo()).isEqualTo("HT-3");
            });
            assertThat(rig.ledger.backlog(PORTAL).givenUp()).isOne();
        }

        @Test
        void findsTheCulpritOneByOneWhenThePortalDoesNotNameItAndTellsNothingTwice() {
            rig.portal.tellsNoItems();
            rig.portal.faulty(item -> item.path("MaHoSo").asText().equals(codeOf(3)) && item.has("TrangThai")
                    ? "Trạng thái không đúng"
                    : null);
            IntStream.range(0, 10)
                    .forEach(number -> rig.due(change(number, 1, SUBMITTED), change(number, 2, ACCEPTED)));

            rig.wake();

            assertThat(IntStream.range(0, 10)).allSatisfy(number -> {
                if (number == 3) {
                    assertThat(told(number)).isEmpty();
                } else {
                    assertThat(told(number)).containsExactly("1", "2");
                }
            });
            assertThat(rig.deadLetters.kept()).singleElement().satisfies(letter -> assertThat(letter.dossierNo())
                    .isEqualTo("HT-3"));
        }

        @Test
        void letsNoLaterStepOfThatDossierPass() {
            rig.portal.faulty(item -> item.path("TrangThai").asText().equals("2") ? "Sai trạng thái" : null);
            rig.due(change(1, 1, SUBMITTED), change(1, 2, ACCEPTED), change(1, 3, IN_PROGRESS));

            rig.wake();

            assertThat(told(1)).containsExactly("1");
        }

        @Test
        void goesOnWhereItStoppedAfterTheReplay() {
            rig.portal.faulty(item -> item.path("TrangThai").asText().equals("2") ? "Sai trạng thái" : null);
            rig.due(change(1, 1, SUBMITTED), change(1, 2, ACCEPTED), change(1, 3, IN_PROGRESS));
            rig.wake();
            rig.portal.faulty(item -> null);

            rig.ledger.retry(PORTAL, keyOf(1), rig.clock.instant());
            rig.wake();

            assertThat(told(1)).containsExactly("1", "2", "4");
        }

        @Test
        void isTriedAgainWithGrowingPausesWhenThePortalSaysLater() {
            rig.portal.faulty(item ->
                    item.path("MaHoSo").asText().equals(codeOf(1)) ? "Hệ thống đang bận, vui lòng thử lại sau" : null);
            rig.due(change(1, 1, SUBMITTED), change(2, 1, SUBMITTED));
            var start = rig.clock.instant();

            rig.wake();
            rig.wake();
            rig.clock.turn(Duration.ofSeconds(2));
            rig.wake();

            assertThat(rig.alarms).containsExactly(start.plusSeconds(2), start.plusSeconds(2 + 4));
            assertThat(told(2)).containsExactly("1");
            assertThat(rig.deadLetters.kept()).isEmpty();
            rig.wakeEvery(Duration.ofMinutes(1), 1);
            assertThat(rig.deadLetters.kept()).hasSize(1);
        }

        @Test
        void namesTheMappingFieldThatIsMissing() {
            var bare = new Dossier(
                    keyOf(1),
                    null,
                    null,
                    change(1, 1, SUBMITTED).dossier().agencyId(),
                    null,
                    Dossier.Procedure.UNKNOWN,
                    Dossier.Applicant.UNKNOWN,
                    null,
                    null,
                    null,
                    Dossier.Dates.UNKNOWN);
            rig.due(change(bare, 1, SUBMITTED), change(2, 1, SUBMITTED));

            rig.wake();

            assertThat(told(2)).containsExactly("1");
            assertThat(rig.deadLetters.kept()).singleElement().satisfies(letter -> {
                assertThat(letter.problem().kind()).isEqualTo(ProblemKind.MISSING_FIELD);
                assertThat(letter.problem().remedy().en())
                        .isEqualTo("Add dossier.procedure-code to connectors/civil-registry/mapping.yaml"
                                + " (from or default), then replay.");
            });
        }
    }

    @Nested
    class WhenThePortalIsAway {
        @Test
        void holdsTheQueueCountsNoAttemptAndResumesByItself() {
            rig.portal.before(request -> DeliveryRig.silence(new ConnectException("refused")));
            IntStream.range(0, 5).forEach(number -> rig.due(change(number, 1, SUBMITTED)));

            rig.wake();
            int callsWhileHeld = rig.portal.calls().size();
            rig.wake();

            assertThat(rig.portal.calls()).hasSize(callsWhileHeld);
            rig.wakeEvery(Duration.ofMinutes(2), 20);
            assertThat(waiting()).isEqualTo(5);
            assertThat(rig.deadLetters.kept()).isEmpty();
            assertThat(rig.ledger.attempts(PORTAL, keyOf(1))).isZero();
            rig.portal.before(request -> null);
            rig.wakeEvery(Duration.ofMinutes(2), 1);
            assertThat(rig.portal.log()).hasSize(5);
            assertThat(rig.hold.problem()).isEmpty();
        }

        @Test
        void fillsNobodysDeadLettersInAWeekThoughTheHubRestartsEachDay() {
            rig.portal.before(request -> Reply.of(503, ""));
            IntStream.range(0, 30).forEach(number -> rig.due(change(number, 1, SUBMITTED)));
            var away = rig.clock.instant();

            for (int day = 0; day < 7; day++) {
                rig.wakeEvery(Duration.ofMinutes(1), 24 * 60);
                rig.restart();
                int calls = rig.portal.calls().size();
                rig.wake();
                assertThat(rig.portal.calls())
                        .as("a restart is no reason to try")
                        .hasSize(calls);
            }

            assertThat(rig.hold.held()).hasValueSatisfying(held -> {
                assertThat(held.since()).isEqualTo(away.plusSeconds(60));
                assertThat(held.problem().kind()).isEqualTo(ProblemKind.SYSTEM_UNAVAILABLE);
            });
            assertThat(rig.portal.calls().size()).as("one probe a minute").isLessThanOrEqualTo(7 * 24 * 60 + 10);
            assertThat(rig.deadLetters.kept()).isEmpty();
            assertThat(waiting()).isEqualTo(30);
            rig.portal.before(request -> null);
            rig.wakeEvery(Duration.ofMinutes(2), 1);
            assertThat(waiting()).isZero();
            assertThat(rig.portal.log()).hasSize(30);
        }

        @Test
        void probesLessAndLessOften() {
            rig.portal.before(request -> Reply.of(503, ""));
            rig.due(change(1, 1, SUBMITTED));
            var start = rig.clock.instant();

            rig.wake();
            rig.wakeEvery(Duration.ofSeconds(1), 7);

            assertThat(rig.alarms)
                    .containsExactly(
                            start.plusSeconds(1),
                            start.plusSeconds(1 + 2),
                            start.plusSeconds(3 + 4),
                            start.plusSeconds(7 + 8));
        }

        @Test
        void waitsAsLongAsThePortalAsks() {
            rig.due(change(1, 1, SUBMITTED));
            rig.portal.before(request -> new Reply(429, "", Map.of("Retry-After", "120")));

            rig.wake();

            assertThat(rig.hold.until()).contains(rig.clock.instant().plusSeconds(120));
        }

        @Test
        void losesAndRepeatsNothingWhenAnswersAreLostOnTheWayBack() {
            var chance = new Random(20260302);
            rig.portal.after(request ->
                    chance.nextInt(3) == 0 ? DeliveryRig.silence(new SocketTimeoutException("Read timed out")) : null);
            IntStream.range(0, 30)
                    .forEach(number -> rig.due(
                            change(number, 1, SUBMITTED), change(number, 2, ACCEPTED), change(number, 3, IN_PROGRESS)));

            rig.wakeEvery(Duration.ofMinutes(2), 100);

            assertThat(waiting()).isZero();
            assertThat(IntStream.range(0, 30))
                    .allSatisfy(number -> assertThat(told(number)).containsExactly("1", "2", "4"));
            assertThat(rig.deadLetters.kept()).isEmpty();
        }

        @Test
        void takesAPageInPlaceOfAnAnswerForAnOutage() {
            AtomicInteger calls = new AtomicInteger();
            rig.portal.after(request ->
                    calls.incrementAndGet() < 8 ? Reply.of(200, "<html><body>Bảo trì hệ thống</body></html>") : null);
            rig.due(change(1, 1, SUBMITTED), change(1, 2, ACCEPTED));

            rig.wakeEvery(Duration.ofMinutes(2), 20);

            assertThat(told(1)).containsExactly("1", "2");
            assertThat(rig.deadLetters.kept()).isEmpty();
        }

        @Test
        void asksAboutASlowCallOnlyWhenItHasSettled() {
            rig.portal.after(request -> request.service().equals("CapNhatTienDoHoSoMC")
                    ? DeliveryRig.silence(new SocketTimeoutException("Read timed out"))
                    : null);
            rig.due(change(1, 1, SUBMITTED));

            rig.wake();
            rig.wakeEvery(Duration.ofSeconds(5), 5);

            assertThat(rig.portal.calls()).doesNotContain("TraCuuHoSo");
            rig.wakeEvery(Duration.ofSeconds(5), 1);
            assertThat(rig.portal.calls()).contains("TraCuuHoSo");
            assertThat(told(1)).containsExactly("1");
            assertThat(waiting()).isZero();
        }
    }

    @Nested
    class WhenThePortalWantsToKnowTheLatestOnly {
        @BeforeEach
        void lay(@TempDir Path folder) {
            rig = new DeliveryRig(folder, Deliver.LATEST, List.of());
        }

        @Test
        void tellsTheNewestOfThoseThatWait() {
            rig.due(change(1, 1, SUBMITTED), change(1, 2, ACCEPTED), change(1, 3, IN_PROGRESS));
            rig.wake();
            rig.due(change(1, 4, COMPLETED));
            rig.wake();

            assertThat(told(1)).containsExactly("4", "9");
            assertThat(waiting()).isZero();
        }

        @Test
        void tellsNothingTwiceThoughAnswersAreLost() {
            var chance = new Random(20261128);
            rig.portal.after(request ->
                    chance.nextInt(3) == 0 ? DeliveryRig.silence(new SocketTimeoutException("Read timed out")) : null);
            IntStream.range(0, 20)
                    .forEach(number -> rig.due(change(number, 1, SUBMITTED), change(number, 2, ACCEPTED)));
            rig.wakeEvery(Duration.ofMinutes(2), 100);
            IntStream.range(0, 20)
                    .forEach(number -> rig.due(change(number, 3, IN_PROGRESS), change(number, 4, COMPLETED)));
            rig.wakeEvery(Duration.ofMinutes(2), 100);

            assertThat(waiting()).isZero();
            assertThat(IntStream.range(0, 20))
                    .allSatisfy(number -> assertThat(told(number)).containsExactly("2", "9"));
        }
    }

    @Nested
    class WhenThePortalHasWordsOfItsOwn {
        @Test
        void doesAsTheConnectorSaysTheyMean(@TempDir Path folder) {
            rig = new DeliveryRig(
                    folder,
                    Deliver.EVERY,
                    List.of(
                            new AnswerRule(null, "khoá sổ", Means.NOT_NOW),
                            new AnswerRule(null, "đã ghi nhận trước đó", Means.TAKEN)));
            rig.portal.faulty(item -> switch (item.path("MaHoSo").asText()) {
                case "H27.09-20260302-0001" -> "Hệ thống KHÓA SỔ cuối ngày";
                case "H27.09-20260302-0002" -> "Đã ghi nhận trước đó";
                default -> "Sai mã lĩnh vực";
            });
            rig.due(change(1, 1, SUBMITTED), change(2, 1, SUBMITTED), change(3, 1, SUBMITTED));

            rig.wake();

            assertThat(rig.deadLetters.kept())
                    .extracting(letter -> letter.dossierNo())
                    .containsExactly("HT-3");
            assertThat(waiting()).as("tried again later").isEqualTo(1);
        }
    }

    @Nested
    class WhenOneDossierSilencesThePortal {
        @Test
        void deliversTheOthersAndMakesThatOneWaitLongerEachTime() {
            rig.portal.before(
                    request -> request.mentions(codeOf(4)) && !request.service().equals("TraCuuHoSo")
                            ? Reply.of(500, "NullReferenceException")
                            : null);
            IntStream.range(0, 10).forEach(number -> rig.due(change(number, 1, SUBMITTED)));

            rig.wakeEvery(Duration.ofSeconds(10), 6);

            assertThat(rig.portal.log()).hasSize(9);
            assertThat(told(4)).isEmpty();
            assertThat(rig.ledger.attempts(PORTAL, keyOf(4))).isPositive();
            assertThat(rig.deadLetters.kept()).isEmpty();
        }
    }

    @Nested
    class WhenTheSessionEnds {
        @Test
        void logsInAgainAndRepeatsTheCall() {
            rig.due(change(1, 1, SUBMITTED));
            rig.wake();
            rig.portal.endSessions();
            rig.due(change(1, 2, COMPLETED));

            rig.wake();

            assertThat(told(1)).containsExactly("1", "9");
            assertThat(rig.portal.calls().stream().filter("login"::equals)).hasSize(2);
        }

        @Test
        void holdsTheQueueWhenThePasswordIsRefused() {
            rig.portal.before(request -> request.service().equals("login")
                    ? Reply.of(200, "{\"error_code\":\"1\",\"message\":\"Sai mật khẩu\"}")
                    : null);
            rig.due(change(1, 1, SUBMITTED));

            rig.wake();

            assertThat(rig.hold.problem()).hasValueSatisfying(problem -> {
                assertThat(problem.kind()).isEqualTo(ProblemKind.NOT_AUTHENTICATED);
                assertThat(problem.stage()).isEqualTo("log-in");
            });
            assertThat(waiting()).isOne();
            assertThat(rig.deadLetters.kept()).isEmpty();
        }
    }

    @Nested
    class WhenTheHubDiesBetweenThePortalsYesAndItsOwnNote {
        @Test
        void asksThePortalAndTellsNothingTwice() {
            rig.due(change(1, 1, SUBMITTED), change(1, 2, ACCEPTED), change(2, 1, SUBMITTED));
            rig.ledger.failNextDelivered(1);
            assertThat(org.assertj.core.api.Assertions.catchThrowable(rig::wake))
                    .hasMessage("the hub died here");
            rig.due(change(1, 3, COMPLETED), change(1, 4, RESULT_RETURNED));

            rig.wake();

            assertThat(told(1)).containsExactly("1", "2", "9", "10");
            assertThat(told(2)).containsExactly("1");
            assertThat(waiting()).isZero();
        }
    }
}
