package vn.lienthong.hub.agency;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.agency.call.CallProblems;
import vn.lienthong.hub.agency.call.SystemAnswer;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.connector.Intake;
import vn.lienthong.hub.connector.Mapping.Translated;
import vn.lienthong.hub.deadletter.DeadLetters.DeadLetter;
import vn.lienthong.hub.deadletter.DeadLetters.Form;
import vn.lienthong.hub.deadletter.DeadLetters.Original;
import vn.lienthong.hub.deadletter.Replay;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.Undeliverable;
import vn.lienthong.hub.translation.JsonRecords;
import vn.lienthong.hub.translation.Records;
import vn.lienthong.hub.wire.CanonicalJson;

/**
 * Sends what an agency sent and the hub could not use through the intake again, by the connector and the mapping as they
 * are now. Nothing of it is journalled while anything in it is still bad.
 */
@Component
public final class ReplayIntake implements Replay {
    private final Connectors connectors;
    private final RecordTranslation translation;
    private final StatusChangeJournal journal;
    private final ProducerTemplate routes;
    private final Clock clock;

    ReplayIntake(
            Connectors connectors,
            RecordTranslation translation,
            StatusChangeJournal journal,
            ProducerTemplate routes,
            Clock clock) {
        this.connectors = connectors;
        this.translation = translation;
        this.journal = journal;
        this.routes = routes;
        this.clock = clock;
    }

    @Override
    public Set<Form> forms() {
        return Set.of(Form.RECORD, Form.PAYLOAD, Form.CHANGE);
    }

    @Override
    public Outcome replay(DeadLetter letter, String by) {
        if (letter.original().form() == Form.CHANGE) {
            // Should the store still refuse it, it comes back as a dead letter of its own.
            journal.journalAgain(CanonicalJson.readChanges(letter.original().content()));
            return new Outcome.GoneThrough();
        }
        Optional<ConnectorDefinition> connector = mapped(letter);
        if (connector.isEmpty()) {
            return new Outcome.NothingToReplay();
        }
        Translated translated = translated(connector.get(), letter);
        if (!translated.problems().isEmpty()) {
            return new Outcome.StillFails(translated.problems());
        }
        journal.journalAgain(translated.changes());
        return new Outcome.GoneThrough();
    }

    @Override
    public Foreseen foresee(DeadLetter letter) {
        if (letter.original().form() == Form.CHANGE) {
            return new Foreseen.ToSend();
        }
        Optional<ConnectorDefinition> connector = mapped(letter);
        if (connector.isEmpty()) {
            return new Foreseen.Superseded();
        }
        // What has to be asked for is not asked for a preview.
        if (isAskedFor(connector.get(), letter)) {
            return new Foreseen.ToSend();
        }
        return translated(connector.get(), letter).problems().stream()
                .findFirst()
                .<Foreseen>map(Foreseen.FailsAgain::new)
                .orElseGet(Foreseen.ToSend::new);
    }

    @Override
    public Optional<String> translated(DeadLetter letter) {
        if (letter.original().form() == Form.CHANGE) {
            return Optional.of(new String(letter.original().content(), StandardCharsets.UTF_8));
        }
        return mapped(letter)
                .filter(connector -> !isAskedFor(connector, letter))
                .map(connector -> translated(connector, letter))
                .filter(translated -> translated.problems().isEmpty())
                .map(translated -> translated.changes().stream()
                        .map(change -> new String(CanonicalJson.write(change), StandardCharsets.UTF_8))
                        .collect(Collectors.joining(",", "[", "]")));
    }

    @Override
    public boolean takesEdited(Form form) {
        return form == Form.RECORD || form == Form.PAYLOAD;
    }

    private Optional<ConnectorDefinition> mapped(DeadLetter letter) {
        return connectors.find(letter.connector()).filter(known -> known.mapping() != null);
    }

    private static boolean isAskedFor(ConnectorDefinition connector, DeadLetter letter) {
        return letter.problem().stage().equals(CallProblems.DETAILS) && connector.intake() instanceof Intake.RestPoll;
    }

    private Translated translated(ConnectorDefinition connector, DeadLetter letter) {
        try {
            return letter.original().form() == Form.PAYLOAD
                    ? ofPayload(connector, letter.original())
                    : ofRecord(connector, letter);
        } catch (Undeliverable unreadable) {
            return bad(unreadable.problem());
        }
    }

    private Translated ofPayload(ConnectorDefinition connector, Original original) {
        if (original.content().length >= BadRecords.LONGEST_PAYLOAD) {
            return bad(IntakeProblems.onlyTheBeginning());
        }
        try (Records records = Payloads.records(connector, original)) {
            Batch batch = translation.translate(connector, records);
            List<Problem> problems = new ArrayList<>();
            batch.bad().forEach(record -> problems.addAll(record.problems()));
            return new Translated(batch.changes(), problems, null);
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory are always readable", e);
        }
    }

    private Translated ofRecord(ConnectorDefinition connector, DeadLetter letter) {
        JsonNode record = JsonRecords.read(letter.original().content());
        if (isAskedFor(connector, letter)) {
            return ofDetails(connector, record);
        }
        return translation.translated(connector, record, clock.instant());
    }

    /** What was kept is only the list's word that there is something; what it is has to be asked for. */
    private Translated ofDetails(ConnectorDefinition connector, JsonNode listed) {
        PollRule rule = PollRule.of(connector);
        Exchange asked = routes.request(
                "direct:" + connector.id() + "-intake-call?block=false",
                exchange -> exchange.getMessage().setBody(Polls.detail(connector, rule, listed)));
        if (asked.getException() != null) {
            return bad(CallProblems.of(connector.id(), asked.getException()).problem());
        }
        JsonNode detail = asked.getMessage().getBody(SystemAnswer.class) instanceof SystemAnswer.Content content
                ? content.tree().at(rule.detailRecord())
                : null;
        return detail == null || detail.isMissingNode() || detail.isNull()
                ? bad(CallProblems.noDetails(connector.id()))
                : translation.translated(connector, detail, clock.instant());
    }

    private static Translated bad(Problem problem) {
        return new Translated(List.of(), List.of(problem), null);
    }
}
