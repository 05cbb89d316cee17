package vn.lienthong.hub.agency;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.DateTimeException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.agency.call.CallProblems;
import vn.lienthong.hub.agency.call.SystemAnswer;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Intake;

/** Reads a system once for people who try a definition. Nothing is kept, and the watermark stays where it is. */
@Component
public final class LiveReads {
    private final Watermarks watermarks;
    private final Clock clock;

    LiveReads(Watermarks watermarks, Clock clock) {
        this.watermarks = watermarks;
        this.clock = clock;
    }

    /**
     * What one read came to.
     *
     * @param records as the mapping takes them, no more than were asked for
     * @param placeFound whether the answer has what the definition says at the place of the records
     * @param total how many records the answer had
     */
    public record Read(List<JsonNode> records, boolean placeFound, int total) {
        public Read {
            records = List.copyOf(records);
        }

        /** Prints no personal data. */
        @Override
        public String toString() {
            return "Read[" + total + "]";
        }
    }

    /** Whether the system is asked for a list of changes. */
    public static boolean canList(ConnectorDefinition connector) {
        return connector.intake() instanceof Intake.RestPoll || connector.intake() instanceof Intake.SoapPoll;
    }

    /**
     * One page from the watermark on; where that is empty, the page at the beginning.
     *
     * @param most how many records are wanted, each of which may cost a question for its details
     */
    public Read page(TrialCalls.Line line, int most) {
        String kept = watermarks.of(line.name()).orElse(null);
        Read fresh = page(line, most, kept);
        return fresh.total() == 0 && kept != null ? page(line, most, null) : fresh;
    }

    private Read page(TrialCalls.Line line, int most, @Nullable String from) {
        PollRule rule = PollRule.of(line.connector());
        Poll poll = begun(line.connector(), rule, from);
        SystemAnswer answer = line.ask("intake", poll.nextPage());
        if (!(answer instanceof SystemAnswer.Content content)) {
            throw CallProblems.noList(line.name());
        }
        JsonNode place = content.tree().at(rule.records());
        List<JsonNode> listed = Polls.records(place);
        List<JsonNode> wanted = listed.subList(0, Math.min(most, listed.size()));
        List<JsonNode> records =
                ListedDetails.of(line.connector(), rule, wanted, question -> line.ask("intake", question));
        return new Read(records, !place.isMissingNode(), listed.size());
    }

    /** The watermark may be one of another definition than the one that is tried. */
    private Poll begun(ConnectorDefinition connector, PollRule rule, @Nullable String from) {
        try {
            return new Poll(connector, rule, from, clock.instant());
        } catch (DateTimeException notOfThisKind) {
            return new Poll(connector, rule, null, clock.instant());
        }
    }

    /** One dossier by its code; no record where the system has none of this code. */
    public Read dossier(TrialCalls.Line line, DossierCode code) {
        SystemAnswer answer = line.ask("lookup", AgencyLookup.question(line.connector(), code));
        List<JsonNode> found =
                AgencyLookup.record(line.connector(), answer).map(List::of).orElse(List.of());
        return new Read(found, !found.isEmpty(), found.size());
    }
}
