package vn.lienthong.hub.agency;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.agency.call.CallProblems;
import vn.lienthong.hub.agency.call.SystemAnswer;
import vn.lienthong.hub.agency.call.SystemCall;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Intake;
import vn.lienthong.hub.problem.ProblemException;
import vn.lienthong.hub.translation.SourceRecord;

/** Looks at what a system has, and takes nothing of it: its whole list page by page, or one dossier. */
@Component
public final class SystemCensus {
    private final CamelContext camel;
    private final ProducerTemplate routes;
    private final RecordTranslation translation;
    private final Clock clock;

    SystemCensus(CamelContext camel, ProducerTemplate routes, RecordTranslation translation, Clock clock) {
        this.camel = camel;
        this.routes = routes;
        this.translation = translation;
        this.clock = clock;
    }

    /** Whether a system has a list that can be read from its beginning. */
    public static boolean lists(ConnectorDefinition connector) {
        return connector.intake() instanceof Intake.RestPoll
                || connector.intake() instanceof Intake.SoapPoll
                || connector.intake() instanceof Intake.DatabasePoll;
    }

    /** Whether the system's usual reading is under way, which goes first. */
    public boolean isBusy(SystemId system) {
        return camel.getInflightRepository().size(system + "-intake") > 0;
    }

    /**
     * Reads the list from its beginning.
     *
     * @param page given what each page has; returns how long to wait before the next, or a negative time to end
     * @param rest waits, and returns whether to go on
     * @throws vn.lienthong.hub.problem.TryAgainLater if the system does not answer, or its list does not go on
     */
    public void list(ConnectorDefinition connector, Function<Batch, Duration> page, Predicate<Duration> rest) {
        Poll poll = new Poll(connector, PollRule.of(connector), null, clock.instant());
        boolean on = true;
        while (on && poll.isOpen()) {
            if (!(ask(connector.id(), "intake", poll.nextPage()) instanceof SystemAnswer.Content content)) {
                throw CallProblems.noList(connector.id());
            }
            List<JsonNode> listed = Polls.records(content.tree().at(poll.rule().records()));
            poll.read(content, listed, listed);
            List<JsonNode> records =
                    ListedDetails.of(connector, poll.rule(), listed, detail -> ask(connector.id(), "intake", detail));
            Duration pause = page.apply(translated(connector, records));
            on = !pause.isNegative() && rest.test(pause);
        }
        poll.tellIfStuck();
    }

    /**
     * Asks for one dossier.
     *
     * @return what it has, empty if there is no such dossier
     */
    public Batch dossier(ConnectorDefinition connector, DossierCode code) {
        SystemAnswer answer = ask(connector.id(), "lookup", AgencyLookup.question(connector, code));
        return translated(
                connector, AgencyLookup.record(connector, answer).map(List::of).orElse(List.of()));
    }

    private Batch translated(ConnectorDefinition connector, List<JsonNode> records) {
        Iterator<SourceRecord> all = records.stream()
                .map(record -> new SourceRecord(record, 1, null))
                .iterator();
        return translation.translate(connector, all);
    }

    private SystemAnswer ask(SystemId id, String use, SystemCall question) {
        Exchange done =
                routes.request("direct:" + id + "-" + use + "-call?block=false", exchange -> exchange.getMessage()
                        .setBody(question));
        if (done.getException() instanceof ProblemException told) {
            throw told;
        }
        if (done.getException() != null) {
            throw CallProblems.of(id, done.getException());
        }
        return done.getMessage().getBody(SystemAnswer.class);
    }
}
