package vn.lienthong.hub.agency;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.agency.call.CallProblems;
import vn.lienthong.hub.agency.call.SystemAnswer;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.ConnectorDefinition.Intake;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.connector.Mapping.Translated;
import vn.lienthong.hub.deadletter.DeadLetters;
import vn.lienthong.hub.deadletter.DeadLetters.DeadLetter;
import vn.lienthong.hub.deadletter.DeadLetters.Form;
import vn.lienthong.hub.deadletter.DeadLetters.State;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.translation.JsonRecords;

/** Sends a record that could not be translated through the intake again, by the mapping as it is now. */
@Component
public final class ReplayIntake {
    private final DeadLetters deadLetters;
    private final Connectors connectors;
    private final RecordTranslation translation;
    private final StatusChangeJournal journal;
    private final ProducerTemplate routes;
    private final Clock clock;

    ReplayIntake(
            DeadLetters deadLetters,
            Connectors connectors,
            RecordTranslation translation,
            StatusChangeJournal journal,
            ProducerTemplate routes,
            Clock clock) {
        this.deadLetters = deadLetters;
        this.connectors = connectors;
        this.translation = translation;
        this.journal = journal;
        this.routes = routes;
        this.clock = clock;
    }

    /** What came of a replay. */
    public sealed interface Outcome {
        /** The record's changes are journalled, and the dead letter is closed. */
        record GoneThrough(int changes) implements Outcome {}

        /** The record still has these problems, and the dead letter stays; nothing of it was journalled. */
        record StillBad(List<Problem> problems) implements Outcome {
            public StillBad {
                problems = List.copyOf(problems);
            }
        }

        /** There is no open dead letter of this id that holds a record of a connector that is here. */
        record NothingToReplay() implements Outcome {}
    }

    /** What a replay would come to; changes nothing. */
    public Outcome preview(long id) {
        return letter(id).map(this::translated).map(ReplayIntake::outcome).orElse(new Outcome.NothingToReplay());
    }

    /**
     * Replays one dead letter.
     *
     * @param by who asked for it
     * @throws vn.lienthong.hub.problem.TryAgainLater if the broker does not take it now
     */
    public Outcome replay(long id, String by) {
        Optional<Translated> translated = letter(id).map(this::translated);
        Outcome outcome = translated.map(ReplayIntake::outcome).orElse(new Outcome.NothingToReplay());
        if (outcome instanceof Outcome.GoneThrough) {
            journal.journal(translated.orElseThrow().changes());
            deadLetters.close(id, State.REPLAYED, by, clock.instant());
        }
        return outcome;
    }

    private static Outcome outcome(Translated translated) {
        return translated.problems().isEmpty()
                ? new Outcome.GoneThrough(translated.changes().size())
                : new Outcome.StillBad(translated.problems());
    }

    private Optional<DeadLetter> letter(long id) {
        return deadLetters
                .find(id)
                .filter(letter -> letter.state() == State.OPEN)
                .filter(letter -> letter.original().form() == Form.RECORD)
                .filter(letter -> connectors
                        .find(letter.connector())
                        .filter(connector -> connector.mapping() != null)
                        .isPresent());
    }

    private Translated translated(DeadLetter letter) {
        ConnectorDefinition connector = connectors.find(letter.connector()).orElseThrow();
        JsonNode record = JsonRecords.read(letter.original().content());
        if (letter.problem().stage().equals(CallProblems.DETAILS) && connector.intake() instanceof Intake.RestPoll) {
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
            return stillBad(
                    CallProblems.of(connector.id(), asked.getException()).problem());
        }
        JsonNode detail = asked.getMessage().getBody(SystemAnswer.class) instanceof SystemAnswer.Content content
                ? content.tree().at(rule.detailRecord())
                : null;
        return detail == null || detail.isMissingNode() || detail.isNull()
                ? stillBad(CallProblems.noDetails(connector.id()))
                : translation.translated(connector, detail, clock.instant());
    }

    private static Translated stillBad(Problem problem) {
        return new Translated(List.of(), List.of(problem));
    }
}
