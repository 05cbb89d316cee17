package vn.lienthong.hub.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.hub.canonical.DossierStatus;

/** What connects the transport office to the hub's broker, again and again for as long as it lives. */
final class TransportAgent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TransportAgent.class);
    private static final String SUBMISSIONS = "agency.submissions." + TransportOffice.ID;
    private static final String CHANGES = "agency.changes." + TransportOffice.ID;
    private static final String GARBAGE = new String(Reply.GARBAGE, StandardCharsets.UTF_8);
    private static final int BATCH = 20;
    private static final int LOOK_EVERY_MS = 200;
    private static final int CONNECT_EVERY_MS = 500;

    private final SimulatorSettings.Agent place;
    private final Life life;
    private final Misbehaviour misbehaviour;
    private final Journal journal;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread agent = new Thread(task, "simulator-transport-agent");
        agent.setDaemon(true);
        return agent;
    });
    private final FetchedPapers papers = new FetchedPapers();
    private volatile long sent;

    TransportAgent(SimulatorSettings.Agent place, Life life, Misbehaviour misbehaviour, @Nullable Path folder) {
        this.place = place;
        this.life = life;
        this.misbehaviour = misbehaviour;
        this.journal = Journal.open(folder, "transport-office.sent.jsonl");
        this.sent = journal.found().stream()
                .mapToLong(line -> line.path("sent").asLong())
                .max()
                .orElse(0);
    }

    void start() {
        thread.scheduleWithFixedDelay(this::speak, 0, CONNECT_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    /** The last change, by its seq, that the broker has. */
    long sent() {
        return sent;
    }

    /** The sizes of the papers that were fetched whole, by their hashes. */
    Map<String, Integer> files() {
        return papers.sizes();
    }

    private void speak() {
        try (ActiveMQConnectionFactory broker =
                        new ActiveMQConnectionFactory(place.broker().toString(), TransportOffice.ID, place.key());
                Connection connection = broker.createConnection();
                Session session = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE);
                MessageConsumer submissions = session.createConsumer(session.createQueue(SUBMISSIONS));
                MessageProducer changes = session.createProducer(session.createQueue(CHANGES));
                MessageProducer answers = session.createProducer(null)) {
            connection.start();
            while (!misbehaviour.faults().down() && !thread.isShutdown()) {
                sendChanges(session, changes);
                Message submission = submissions.receive(LOOK_EVERY_MS);
                if (submission != null) {
                    answer(session, answers, submission);
                    // Only now: one that was taken when the office died comes again.
                    submission.acknowledge();
                }
            }
        } catch (JMSException | IOException | RuntimeException e) {
            LOG.debug("the broker is not reached, or went away; tried again", e);
        }
    }

    private void answer(Session session, MessageProducer answers, Message submission) throws JMSException, IOException {
        if (misbehaviour.hits(Misbehaviour.Kind.FAIL)) {
            throw new IOException("the office breaks the connection off");
        }
        JsonNode told = Json.MAPPER.readTree(submission.getBody(String.class));
        String text = answerTo(told).toString();
        if (misbehaviour.hits(Misbehaviour.Kind.LOSE_ANSWER)) {
            return;
        }
        Message answer = session.createTextMessage(misbehaviour.faults().garbage() ? GARBAGE : text);
        answer.setJMSCorrelationID(submission.getJMSCorrelationID());
        answers.setDeliveryDelay(misbehaviour.faults().delayMs());
        answers.send(submission.getJMSReplyTo(), answer);
    }

    private ObjectNode answerTo(JsonNode told) throws IOException {
        String id = told.path("id").asText();
        for (JsonNode paper : told.path("attachments")) {
            if (!papers.fetch(paper.path("link").asText(), paper.path("sha256").asText())) {
                return Json.object()
                        .put(
                                "refused",
                                "Không tải được tệp " + paper.path("name").asText());
            }
        }
        String act = told.path("act").asText();
        if (!act.equals("submit")) {
            DossierStatus status = act.equals("withdraw") ? DossierStatus.WITHDRAWAL_REQUESTED : null;
            Optional<Told> known = life.handedIn(id, told.path("number").asText(), status);
            return known.isEmpty()
                    ? Json.object().put("refused", "Không có hồ sơ này")
                    : Json.object().put("number", known.get().facts().number());
        }
        JsonNode record = told.path("record");
        String applicant = record.path("nguoiNop").asText("");
        if (applicant.isEmpty()) {
            return Json.object().put("refused", "Thiếu tên người nộp");
        }
        Told taken = life.submitted(
                id, told.path("code").asText(), record.path("thuTuc").path("ma").asText(), applicant, "");
        return Json.object().put("number", taken.facts().number());
    }

    private void sendChanges(Session session, MessageProducer changes) throws JMSException {
        for (List<Told> batch = life.since(sent, BATCH); !batch.isEmpty(); batch = life.since(sent, BATCH)) {
            ObjectNode message = Json.object();
            ArrayNode records = message.putArray("hoSo");
            misbehaviour.disturbed(batch).forEach(told -> records.add(record(told)));
            if (misbehaviour.faults().garbage()) {
                changes.send(session.createTextMessage(GARBAGE));
            }
            changes.send(session.createTextMessage(message.toString()));
            sent = batch.get(batch.size() - 1).change().seq();
            journal.add(Json.object().put("sent", sent));
        }
    }

    private static ObjectNode record(Told told) {
        DossierFacts facts = told.facts();
        Change change = told.change();
        ObjectNode record = Json.object()
                .put("so", facts.number())
                .put("lan", change.sequence())
                .put("trangThai", change.code().code())
                .put("thoiDiem", change.time(VietnamTime.SLASHED, VietnamTime.BAD_SLASHED))
                .put("nguoiNop", facts.applicant())
                .put("phong", change.unit());
        record.putObject("thuTuc")
                .put("ma", facts.procedure().code())
                .put("ten", facts.procedure().name());
        if (facts.code() != null) {
            record.put("maCong", facts.code());
        }
        if (told.receivedAt() != null) {
            record.put("ngayNhan", VietnamTime.SLASHED.format(told.receivedAt()));
        }
        if (told.dueAt() != null) {
            record.put("ngayHenTra", VietnamTime.SLASHED.format(told.dueAt()));
        }
        return record;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            // What it is sending is written to the journal yet.
            thread.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        journal.close();
    }
}
