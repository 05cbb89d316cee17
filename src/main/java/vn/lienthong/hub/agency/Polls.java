package vn.lienthong.hub.agency;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.agency.Batch.BadRecord;
import vn.lienthong.hub.agency.call.CallProblems;
import vn.lienthong.hub.agency.call.SystemAnswer;
import vn.lienthong.hub.agency.call.SystemCall;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.problem.ProblemException;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.TryAgainLater;
import vn.lienthong.hub.translation.SourceRecord;

/** The steps of a poll: a page is asked for, read, translated, journalled, and only then is the watermark moved. */
@Component("polls")
public final class Polls {
    /** The exchange property with the {@link Poll}. */
    static final String POLL = "poll";

    private static final String RECORD = "record:";
    /** How often a whole reading is tried before a dossier whose details cannot be had is left out. */
    private static final int PATIENCE = 3;

    private final Connectors connectors;
    private final Watermarks watermarks;
    private final RecordTranslation translation;
    private final BadRecords badRecords;
    private final StatusChangeJournal journal;
    private final IntakeStates states;
    private final Clock clock;
    private final Map<SystemId, RecentRecords> recent = new ConcurrentHashMap<>();
    private final Map<SystemId, Map<String, Integer>> stubborn = new ConcurrentHashMap<>();

    Polls(
            Connectors connectors,
            Watermarks watermarks,
            RecordTranslation translation,
            BadRecords badRecords,
            StatusChangeJournal journal,
            IntakeStates states,
            Clock clock) {
        this.connectors = connectors;
        this.watermarks = watermarks;
        this.translation = translation;
        this.badRecords = badRecords;
        this.journal = journal;
        this.states = states;
        this.clock = clock;
    }

    /** Begins a reading where the last one ended. */
    public void begin(Exchange exchange, @ExchangeProperty(Steps.CONNECTOR) String id) {
        ConnectorDefinition connector = connectors.find(SystemId.of(id)).orElseThrow();
        exchange.setProperty(
                POLL,
                new Poll(
                        connector,
                        PollRule.of(connector),
                        watermarks.of(connector.id()).orElse(null),
                        clock.instant()));
    }

    /** The question for the next page. */
    public SystemCall nextPage(@ExchangeProperty(POLL) Poll poll) {
        states.goesOn(poll.connector().id());
        return poll.nextPage();
    }

    /** Takes the page's records out of the answer. */
    public void readPage(@ExchangeProperty(POLL) Poll poll, @Body SystemAnswer answer) {
        SystemId id = poll.connector().id();
        if (!(answer instanceof SystemAnswer.Content content)) {
            throw CallProblems.noList(id);
        }
        List<JsonNode> all = records(content.tree().at(poll.rule().records()));
        poll.read(content, all, recentOf(id).fresh(all, poll.rule().settled()));
    }

    /** The questions for the details of the records that were listed. */
    public List<ListedRecord> askForDetails(@ExchangeProperty(POLL) Poll poll) {
        return poll.listed().stream().map(ListedRecord::new).toList();
    }

    /** The question for the details of one. */
    public SystemCall detailOf(@ExchangeProperty(POLL) Poll poll, @Body ListedRecord listed) {
        states.goesOn(poll.connector().id());
        return detail(poll.connector(), poll.rule(), listed.record());
    }

    static SystemCall detail(ConnectorDefinition connector, PollRule rule, JsonNode listed) {
        var call = java.util.Objects.requireNonNull(rule.detail(), "asked only where there are details");
        Map<String, String> values = new HashMap<>();
        for (String name : new DetailPlaces(call).names()) {
            values.put(name, listed.at(name.substring(RECORD.length())).asText(""));
        }
        return new SystemCall(connector, call, values);
    }

    /** Keeps one record's details for translation. */
    public void readDetail(
            @ExchangeProperty(POLL) Poll poll,
            @ExchangeProperty(Steps.LISTED) ListedRecord listed,
            @Body SystemAnswer answer) {
        JsonNode detail = answer instanceof SystemAnswer.Content content
                ? content.tree().at(poll.rule().detailRecord())
                : null;
        if (detail == null || detail.isMissingNode() || detail.isNull()) {
            leaveOut(poll, listed, CallProblems.noDetails(poll.connector().id()));
        } else {
            poll.addDetail(detail);
        }
    }

    /**
     * Where the system is away, the reading ends; where it refuses a record's details, or tells them so that nobody can read them,
     * it ends with its page. What it tells so of one record it mostly tells of all for a while, and they would all be left to
     * people; only a record of which it tells so again and again is left out.
     */
    public void detailFailed(
            Exchange exchange, @ExchangeProperty(POLL) Poll poll, @ExchangeProperty(Steps.LISTED) ListedRecord listed) {
        SystemId id = poll.connector().id();
        ProblemException told = CallProblems.of(id, exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
        if (isStubborn(id, listed)) {
            leaveOut(poll, listed, CallProblems.atDetails(told.problem()));
        } else if (told.problem().kind() == ProblemKind.SYSTEM_UNAVAILABLE) {
            throw told;
        } else {
            poll.holdBack(new TryAgainLater(CallProblems.atDetails(told.problem()), told));
        }
    }

    private boolean isStubborn(SystemId id, ListedRecord listed) {
        return stubborn.computeIfAbsent(id, any -> new ConcurrentHashMap<>())
                        .merge(listed.record().toString(), 1, Integer::sum)
                > PATIENCE;
    }

    private static void leaveOut(Poll poll, ListedRecord listed, vn.lienthong.hub.problem.Problem why) {
        poll.addWithoutDetail(new BadRecord(listed.record(), 1, List.of(why), null));
    }

    /** Translates the page's records. */
    public Batch translate(@ExchangeProperty(POLL) Poll poll) {
        Iterator<SourceRecord> records = poll.records().stream()
                .map(record -> new SourceRecord(record, 1, null))
                .iterator();
        Batch batch = translation.translate(poll.connector(), records);
        List<BadRecord> bad = new ArrayList<>(batch.bad());
        bad.addAll(poll.withoutDetails());
        return new Batch(batch.connector(), batch.changes(), bad);
    }

    /** Keeps the bad records; on disk when this returns. */
    public void keepBadRecords(@Body Batch batch) {
        badRecords.keep(batch);
    }

    /** Journals the changes; on disk when this returns. */
    public void journal(@Body Batch batch) {
        journal.journal(batch.changes());
    }

    /** Moves the watermark behind what is journalled. */
    public void moveWatermark(@ExchangeProperty(POLL) Poll poll) {
        SystemId id = poll.connector().id();
        if (!poll.isHeldBack()) {
            recentOf(id).journalled(poll.listed(), clock.instant());
        }
        String kept = poll.kept();
        if (kept != null && !watermarks.of(id).filter(kept::equals).isPresent()) {
            watermarks.move(id, kept);
        }
        poll.tellIfStuck();
        if (!poll.isOpen()) {
            recentOf(id).readingEnded();
            stubborn.remove(id);
        }
    }

    /** Forgets what was read of a system by a definition that is no longer in force; the watermark stays. */
    void forget(SystemId id) {
        recent.remove(id);
        stubborn.remove(id);
    }

    private RecentRecords recentOf(SystemId id) {
        return recent.computeIfAbsent(id, any -> new RecentRecords());
    }

    /** A list, a list of one sent as the one, or nothing. */
    static List<JsonNode> records(JsonNode place) {
        if (place.isMissingNode()
                || place.isNull()
                || place.isTextual() && place.asText().isBlank()) {
            return List.of();
        }
        List<JsonNode> records = new ArrayList<>();
        if (place.isArray()) {
            place.forEach(records::add);
        } else {
            records.add(place);
        }
        return records;
    }

    /** A record that the list tells, whose details are to be asked for. */
    public record ListedRecord(JsonNode record) {
        /** Prints no personal data. */
        @Override
        public String toString() {
            return "ListedRecord[…]";
        }
    }
}
