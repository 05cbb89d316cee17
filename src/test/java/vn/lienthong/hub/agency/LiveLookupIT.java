package vn.lienthong.hub.agency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.simulator.Simulator;
import vn.lienthong.hub.status.StatusStore;

/** Agencies are asked live, over SOAP, over REST with OAuth2, and over REST with a session in the body. */
class LiveLookupIT {
    private static final String DOWN = "{\"down\":true}";
    /** Longer than anybody waits, so that an answer to a look-up cannot be the agency's. */
    private static final String SLOW = "{\"delayMs\":600000}";

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String NOT_ASKED = "is not asked for a while";

    private static RunningHub hub;
    private static int dossiers;

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        hub = new RunningHub(home, 0, "--lienthong.agency.breaker-seconds=1");
        for (Agency agency : Agency.values()) {
            // Whatever the hub knows of them, it knows too long ago.
            hub.edit(agency.connector, "connector.yaml", "fresh-for: PT30S", "fresh-for: PT0.001S");
        }
        hub.restart();
        // Nothing but look-ups may tell the hub of a dossier here.
        hub.stopRoute("civil-registry-intake");
        hub.stopRoute("business-registry-intake");
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    /** The agencies that can be asked, with two statuses in their own words. */
    enum Agency {
        CIVIL_REGISTRY("civil-registry", "H27.09", "receiving", "processing"),
        LAND_OFFICE("land-office", "H27.12", "10", "2"),
        BUSINESS_REGISTRY("business-registry", "H27.07", "19", "2");

        private final String connector;
        private final String id;
        private final String accepted;
        private final String inProgress;

        Agency(String connector, String id, String accepted, String inProgress) {
            this.connector = connector;
            this.id = id;
            this.accepted = accepted;
            this.inProgress = inProgress;
        }

        private Simulator simulator() {
            return hub.simulators().agencies().stream()
                    .filter(simulator -> simulator.id().equals(connector))
                    .findFirst()
                    .orElseThrow();
        }

        private String accepts() throws Exception {
            String number = "LIVE-" + ++dossiers;
            hub.change(simulator(), number, accepted);
            return number;
        }

        private JsonNode isAskedFor(String number) throws Exception {
            HttpResponse<String> answer = hub.lookUp(number, id);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return RunningHub.json(answer);
        }

        private boolean isRemembered(String number, int changes) {
            return hub.bean(StatusStore.class)
                    .find(new DossierKey(SystemId.of(connector), number))
                    .filter(state -> state.history().size() == changes)
                    .isPresent();
        }
    }

    /** What an earlier test made of the agency and of its circuit breaker is over. */
    @AfterEach
    void everybodyAnswers() throws Exception {
        for (Agency agency : Agency.values()) {
            hub.misbehave(agency.simulator(), "{}");
            String number = agency.accepts();
            await().atMost(PATIENCE).until(() -> hub.lookUp(number, agency.id).statusCode() == 200);
        }
    }

    @Nested
    class WhenTheHubDoesNotKnowTheDossier {
        @ParameterizedTest
        @EnumSource(Agency.class)
        void asksTheAgencyAndRemembersWhatItTold(Agency agency) throws Exception {
            String number = agency.accepts();

            JsonNode answer = agency.isAskedFor(number);

            assertThat(answer.at("/source").asText()).isEqualTo("agency");
            assertThat(answer.at("/stale").asBoolean()).isFalse();
            assertThat(answer.at("/dossier/sourceSystem").asText()).isEqualTo(agency.connector);
            assertThat(answer.at("/dossier/sourceDossierNo").asText()).isEqualTo(number);
            assertThat(answer.at("/status/code").asInt()).isEqualTo(2);
            assertThat(answer.at("/status/agencyCode").asText()).isEqualTo(agency.accepted);
            assertThat(answer.at("/dossier/applicant/name").asText()).isNotBlank();
            await().atMost(PATIENCE).until(() -> agency.isRemembered(number, 1));
        }

        @ParameterizedTest
        @EnumSource(Agency.class)
        void saysThatThereIsNoneWhereTheAgencySaysSo(Agency agency) throws Exception {
            HttpResponse<String> answer = hub.lookUp("NOBODY-" + ++dossiers, agency.id);

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(RunningHub.json(answer).at("/type").asText()).isEqualTo("/problems/no-such-dossier");
        }
    }

    @Nested
    class WhenTheHubKnowsItTooLongAgo {
        @ParameterizedTest
        @EnumSource(Agency.class)
        void tellsWhatTheAgencySaysNow(Agency agency) throws Exception {
            String number = agency.accepts();
            agency.isAskedFor(number);
            await().atMost(PATIENCE).until(() -> agency.isRemembered(number, 1));
            hub.change(agency.simulator(), number, agency.inProgress);

            JsonNode answer = agency.isAskedFor(number);

            assertThat(answer.at("/source").asText()).isEqualTo("agency");
            assertThat(answer.at("/status/code").asInt()).isEqualTo(4);
            assertThat(answer.at("/changes")).hasSize(2);
        }
    }

    @Nested
    class WhenTheAgencyIsSilent {
        @ParameterizedTest
        @EnumSource(Agency.class)
        void tellsTheLastKnownWhileItIsDown(Agency agency) throws Exception {
            tellsTheLastKnown(agency, DOWN);
        }

        @ParameterizedTest
        @EnumSource(Agency.class)
        void tellsTheLastKnownAtTheDeadlineWhileItIsSlow(Agency agency) throws Exception {
            tellsTheLastKnown(agency, SLOW);
        }

        private void tellsTheLastKnown(Agency agency, String faults) throws Exception {
            String number = agency.accepts();
            JsonNode live = agency.isAskedFor(number);
            await().atMost(PATIENCE).until(() -> agency.isRemembered(number, 1));
            hub.change(agency.simulator(), number, agency.inProgress);
            hub.misbehave(agency.simulator(), faults);

            JsonNode answer = agency.isAskedFor(number);

            assertThat(answer.at("/stale").asBoolean()).isTrue();
            assertThat(answer.at("/source").asText()).isEqualTo("hub");
            assertThat(answer.at("/status")).isEqualTo(live.at("/status"));
            assertThat(answer.at("/changes")).isEqualTo(live.at("/changes"));
        }

        @ParameterizedTest
        @EnumSource(Agency.class)
        void saysWhoIsSilentWhereNothingIsKnown(Agency agency) throws Exception {
            String number = agency.accepts();
            hub.misbehave(agency.simulator(), SLOW);

            HttpResponse<String> answer = hub.lookUp(number, agency.id);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            JsonNode problem = RunningHub.json(answer);
            assertThat(problem.at("/type").asText()).isEqualTo("/problems/system-unavailable");
            assertThat(problem.at("/origin").asText()).isEqualTo("agency");
            assertThat(problem.at("/detail").asText()).contains(agency.connector);
            assertThat(problem.at("/remedy").asText()).isNotBlank();
        }
    }

    @Nested
    class WhenTheAgencyIsSilentSeveralTimes {
        @ParameterizedTest
        @EnumSource(Agency.class)
        void isLeftAloneForAWhileAndAskedAgainOnceItIsBack(Agency agency) throws Exception {
            String number = agency.accepts();
            hub.misbehave(agency.simulator(), DOWN);
            for (int silences = 0; silences < 5; silences++) {
                assertThat(hub.lookUp(number, agency.id).statusCode()).isEqualTo(503);
            }
            // Now and then one question goes through, to find out whether the agency is back; the others do not.
            await().atMost(PATIENCE).untilAsserted(() -> {
                long before = hub.requests(agency.simulator());
                AgencyAnswer answer = ask(agency, number);
                long after = hub.requests(agency.simulator());

                assertThat(answer).isInstanceOfSatisfying(AgencyAnswer.Silent.class, silent -> assertThat(
                                silent.problem().detail().en())
                        .contains(NOT_ASKED));
                assertThat(after).isEqualTo(before);
            });

            hub.misbehave(agency.simulator(), "{}");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            agency.isAskedFor(number).at("/source").asText())
                    .isEqualTo("agency"));
            // Closed for good, and not only trying.
            for (int answers = 0; answers < 5; answers++) {
                assertThat(ask(agency, number)).isInstanceOf(AgencyAnswer.Told.class);
            }
        }

        private AgencyAnswer ask(Agency agency, String number) {
            var connector = hub.bean(Connectors.class)
                    .find(SystemId.of(agency.connector))
                    .orElseThrow();
            return hub.bean(AskAgency.class).ask(connector, DossierCode.of(number));
        }
    }
}
