package vn.lienthong.hub.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import vn.lienthong.hub.agency.AgencyAnswer;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.problem.ProblemKind;

class SharedQuestionsTest {
    private static final ConnectorDefinition SYSTEM =
            Invented.connectors().find(Invented.LAND).orElseThrow();
    private static final AgencyAnswer TOLD = new AgencyAnswer.Told(List.of(Invented.change(
            Invented.dossier(Invented.LAND, "1", null, null), 1, DossierStatus.SUBMITTED, Invented.MONDAY)));

    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch answered = new CountDownLatch(1);

    @AfterEach
    void stop() {
        answered.countDown();
        threads.shutdownNow();
    }

    @Nested
    class WhenManyAskTheSame {
        @Test
        void asksTheAgencyOnce() {
            SharedQuestions questions = questions(Duration.ofMinutes(1), 10, TOLD);

            List<CompletableFuture<AgencyAnswer>> answers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                answers.add(questions.ask(SYSTEM, codes("1")));
            }
            answered.countDown();

            assertThat(answers).allSatisfy(answer -> assertThat(within(answer)).isEqualTo(TOLD));
            assertThat(asked).containsExactly("1");
        }

        @Test
        void asksAgainOnceTheAnswerIsThere() {
            answered.countDown();
            SharedQuestions questions = questions(Duration.ofMinutes(1), 10, TOLD);

            within(questions.ask(SYSTEM, codes("1")));
            within(questions.ask(SYSTEM, codes("1")));

            assertThat(asked).containsExactly("1", "1");
        }
    }

    @Nested
    class WhenTheAgencyHasNoSuchDossier {
        @Test
        void asksByTheNextCodeAndRemembersForAWhile() {
            answered.countDown();
            SharedQuestions questions = questions(Duration.ofMinutes(1), 10, new AgencyAnswer.NoSuchDossier());

            AgencyAnswer first = within(questions.ask(SYSTEM, codes("own", "national")));
            AgencyAnswer again = within(questions.ask(SYSTEM, codes("own", "national")));

            assertThat(first).isInstanceOf(AgencyAnswer.NoSuchDossier.class);
            assertThat(again).isInstanceOf(AgencyAnswer.NoSuchDossier.class);
            assertThat(asked).containsExactly("own", "national");
        }
    }

    @Nested
    class WhenTheAgencyIsSlow {
        @Test
        void asksNoMoreThanItMayAndSaysSoAtOnce() {
            SharedQuestions questions = questions(Duration.ofMinutes(1), 2, TOLD);
            questions.ask(SYSTEM, codes("1"));
            questions.ask(SYSTEM, codes("2"));

            AgencyAnswer third = within(questions.ask(SYSTEM, codes("3")));

            assertThat(third).isInstanceOfSatisfying(AgencyAnswer.Silent.class, silent -> assertThat(
                            silent.problem().kind())
                    .isEqualTo(ProblemKind.HUB_UNAVAILABLE));
        }
    }

    private SharedQuestions questions(Duration disownedFor, int mostOpen, AgencyAnswer answer) {
        return new SharedQuestions(
                (system, code) -> {
                    asked.add(code.value());
                    awaitAnswer();
                    return answer;
                },
                threads,
                disownedFor,
                mostOpen);
    }

    private void awaitAnswer() {
        try {
            assertThat(answered.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<DossierCode> codes(String... codes) {
        return List.of(codes).stream().map(DossierCode::of).toList();
    }

    private static AgencyAnswer within(CompletableFuture<AgencyAnswer> answer) {
        return answer.orTimeout(20, TimeUnit.SECONDS).join();
    }
}
