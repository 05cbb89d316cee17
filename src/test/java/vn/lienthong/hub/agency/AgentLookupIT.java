package vn.lienthong.hub.agency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import vn.lienthong.hub.access.KeyMaker;
import vn.lienthong.hub.broker.BrokerDoor;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.connector.FolderCheck;
import vn.lienthong.hub.simulation.ConnectorSimulation;
import vn.lienthong.hub.status.StatusStore;

/** A system behind a firewall, which takes the hub's questions from its own queue over AMQP 1.0. */
class AgentLookupIT {
    private static final String KEY = "a-hidden-office-key-for-tests";
    private static final String OTHER_KEY = "an-other-office-key-for-tests";

    private static final String AGENT_KEY = "an-agent-key-for-tests";
    private static final Path EXAMPLE = Path.of("src", "docs", "connectors", "agent");

    private RunningHub hub;

    @BeforeEach
    void start(@TempDir Path home) throws Exception {
        Path connector = Files.createDirectories(home.resolve("connectors/hidden-office"));
        Files.writeString(
                connector.resolve("connector.yaml"),
                """
                id: hidden-office
                name: {vi: Văn phòng, en: Office}
                agency: {id: H27.76, name: {vi: Văn phòng, en: Office}}
                lookup: {kind: queue, record: /hoSo, fresh-for: PT0.001S, deadline: PT2S}
                """);
        Files.writeString(
                connector.resolve("mapping.yaml"),
                """
                dates: [iso]
                dossier: {source-dossier-no: /so}
                changes: {status: /ma, at: /luc}
                tables: {statuses: {"4": 4}}
                """);
        FileSystemUtils.copyRecursively(EXAMPLE, home.resolve("connectors/agent"));
        Path copied = home.resolve("connectors/agent/connector.yaml");
        Files.writeString(copied, Files.readString(copied).replace("fresh-for: PT30S", "fresh-for: PT0.001S"));
        hub = new RunningHub(
                home,
                0,
                "--lienthong.access.clients[7].id=agent",
                "--lienthong.access.clients[7].key-hash=" + KeyMaker.hashOf(AGENT_KEY),
                "--lienthong.access.clients[7].pushes-for=agent",
                "--lienthong.access.clients[5].id=hidden-office",
                "--lienthong.access.clients[5].key-hash=" + KeyMaker.hashOf(KEY),
                "--lienthong.access.clients[5].pushes-for=hidden-office",
                "--lienthong.access.clients[6].id=other-office",
                "--lienthong.access.clients[6].key-hash=" + KeyMaker.hashOf(OTHER_KEY),
                "--lienthong.access.clients[6].pushes-for=other-office");
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private Connection connect(String client, String key) throws JMSException {
        int port = hub.bean(vn.lienthong.hub.broker.EmbeddedBroker.class).port(BrokerDoor.AMQP);
        Connection connection = new JmsConnectionFactory("amqp://127.0.0.1:" + port).createConnection(client, key);
        connection.start();
        return connection;
    }

    /** Answers each question from then on, as an agent in the agency's own network does. */
    private void serve(Connection connection, UnaryOperator<String> answers) throws JMSException {
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageConsumer questions = session.createConsumer(session.createQueue("agency.ask.hidden-office"));
        questions.setMessageListener(question -> {
            try {
                TextMessage answer = session.createTextMessage(answers.apply(((TextMessage) question).getText()));
                answer.setJMSCorrelationID(question.getJMSCorrelationID());
                session.createProducer(session.createQueue("agency.answers.hidden-office"))
                        .send(answer);
            } catch (JMSException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void answersAPersonWithWhatTheAgentTells() throws Exception {
        try (Connection agent = connect("hidden-office", KEY)) {
            serve(
                    agent,
                    question -> question.equals("{\"code\":\"K-1\"}")
                            ? "{\"hoSo\":{\"so\":\"K-1\",\"ma\":\"4\",\"luc\":\"2026-03-02T10:30:00\"}}"
                            : "{}");

            HttpResponse<String> found = hub.lookUp("K-1", "H27.76");
            HttpResponse<String> none = hub.lookUp("K-2", "H27.76");

            assertThat(found.statusCode()).isEqualTo(200);
            assertThat(RunningHub.json(found).at("/status/code").asInt()).isEqualTo(4);
            assertThat(none.statusCode()).isEqualTo(404);
        }
    }

    @Test
    void tellsThatNobodyTookTheQuestion() throws Exception {
        HttpResponse<String> answer = hub.lookUp("K-1", "H27.76");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("system-unavailable");
    }

    @Test
    void tellsALateAnswerFromNotAskingAnyMore() throws Exception {
        // Nobody takes what waits in the agency's look-up queue, as when all who could are busy with others.
        hub.bean(CamelContext.class).getRouteController().stopRoute("hidden-office-lookup");
        int enoughForTheBreaker = 5;

        for (int i = 0; i < enoughForTheBreaker; i++) {
            assertThat(silence()).contains("did not answer within its deadline");
        }
        assertThat(silence()).contains("is not asked for a while");
    }

    private String silence() {
        ConnectorDefinition office =
                hub.bean(Connectors.class).find(SystemId.of("hidden-office")).orElseThrow();
        AgencyAnswer answer = hub.bean(AskAgency.class).ask(office, new DossierCode("K-1"));
        return answer instanceof AgencyAnswer.Silent silent
                ? silent.problem().detail().en()
                : "answered: " + answer;
    }

    @Test
    void letsNobodyElseReadTheQuestionsOrAnswerThem() throws Exception {
        try (Connection other = connect("other-office", OTHER_KEY)) {
            Session session = other.createSession(false, Session.AUTO_ACKNOWLEDGE);

            assertThatThrownBy(() -> session.createConsumer(session.createQueue("agency.ask.hidden-office")))
                    .isInstanceOf(JMSException.class);
            assertThatThrownBy(() -> session.createProducer(session.createQueue("agency.answers.hidden-office"))
                            .send(session.createTextMessage("{}")))
                    .isInstanceOf(JMSException.class);
        }
    }

    @Test
    void simulatedAgentSendsItsSamplesAndAnswersWithThem() throws Exception {
        int port = hub.bean(vn.lienthong.hub.broker.EmbeddedBroker.class).port(BrokerDoor.CORE);
        try (ConnectorSimulation agent = ConnectorSimulation.start(
                FolderCheck.definition(EXAMPLE, name -> null), EXAMPLE, 0, secret -> null, Clock.systemUTC())) {
            int sent = agent.comeToTheBroker("tcp://127.0.0.1:" + port, "agent", AGENT_KEY);

            assertThat(sent).isEqualTo(1);
            DossierKey dossier = new DossierKey(SystemId.of("agent"), "TL-2026-0003");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> hub.bean(StatusStore.class).find(dossier).isPresent());
            HttpResponse<String> found = hub.lookUp("TL-2026-0003", "H27.82");
            assertThat(RunningHub.json(found).path("source").asText()).isEqualTo("agency");
            assertThat(RunningHub.json(found).at("/status/code").asInt()).isEqualTo(4);
            assertThat(hub.lookUp("TL-0", "H27.82").statusCode()).isEqualTo(404);
        }
    }
}
