package vn.lienthong.hub.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.canonical.DossierCode;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.canonical.PortalAct;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.ConnectorDefinition.Watermark;
import vn.lienthong.hub.connector.Intake;
import vn.lienthong.hub.connector.Mapping;
import vn.lienthong.hub.connector.RecordWriter;
import vn.lienthong.hub.simulation.Samples.Sample;

/**
 * What the system tells of dossiers that were handed in: a sample's message, with the dossier in the place of the sample's, written by
 * the mapping turned round. Which sample serves is tried out once, by reading what was made of it.
 */
final class ToldChanges {
    private static final List<DossierStatus> FIRST =
            List.of(DossierStatus.SUBMITTED, DossierStatus.ACCEPTED, DossierStatus.IN_PROGRESS);

    private final ConnectorDefinition connector;
    private final Samples samples;
    private final Clock clock;
    private final List<Consumer<Sample>> listeners = new CopyOnWriteArrayList<>();
    private final @Nullable RecordWriter writer;
    private final @Nullable Example change;
    private final @Nullable Example answer;

    ToldChanges(ConnectorDefinition connector, Samples samples, Clock clock) {
        this.connector = connector;
        this.samples = samples;
        this.clock = clock;
        Mapping mapping = connector.mapping();
        this.writer = mapping == null ? null : mapping.mirror();
        this.change = patternOf(samples.told(), changesAt(connector));
        this.answer = connector.lookup() == null
                ? null
                : patternOf(samples.answered(), connector.lookup().record());
    }

    /** A record of a sample that others can be made of, with the status in which a dossier is first told. */
    private record Example(Sample sample, String pointer, int like, DossierStatus status, boolean tellsCode) {}

    /** What a new dossier's first change is told with; empty if its samples do not allow that, or there is no list of changes. */
    boolean tellsNewDossiers() {
        return change != null;
    }

    /** Whether what it tells names the portal's code, so that the hub knows a dossier by it that has told no number before. */
    boolean tellsCode() {
        return change != null && change.tellsCode();
    }

    /** @param listener takes each message that the system would send by itself */
    void listen(Consumer<Sample> listener) {
        listeners.add(listener);
    }

    /** Where the records of changes are in a message; null where the system tells none. */
    static @Nullable String changesAt(ConnectorDefinition connector) {
        Intake intake = connector.intake();
        // What is written anew is UTF-8.
        boolean legacy = intake instanceof Intake.FileDrop drop && drop.encoding() != Intake.TextEncoding.UTF_8;
        return intake == null || legacy ? null : intake.changes();
    }

    private @Nullable Watermark watermark() {
        Intake intake = connector.intake();
        if (intake instanceof Intake.RestPoll poll) {
            return poll.watermark();
        }
        if (intake instanceof Intake.DatabasePoll poll) {
            return poll.watermark();
        }
        return intake instanceof Intake.SoapPoll poll ? poll.watermark() : null;
    }

    Stream<JsonNode> recordsOf(Samples of) {
        return recordsOf(connector, of);
    }

    /** All records of a system's samples that can be read. */
    static Stream<JsonNode> recordsOf(ConnectorDefinition connector, Samples samples) {
        String changes = changesAt(connector);
        String answers = connector.lookup() == null ? null : connector.lookup().record();
        return Stream.concat(
                changes == null
                        ? Stream.empty()
                        : samples.told().stream().flatMap(sample -> records(sample, changes).stream()),
                answers == null
                        ? Stream.empty()
                        : samples.answered().stream().flatMap(sample -> records(sample, answers).stream()));
    }

    private static List<JsonNode> records(Sample sample, String pointer) {
        try {
            return MessageForm.of(sample, pointer).records();
        } catch (RuntimeException sampleOfAMistake) {
            return List.of();
        }
    }

    static boolean isAbout(Mapping mapping, JsonNode record, String code) {
        Mapping.Translated translated = mapping.translate(record, Instant.EPOCH);
        return code.equalsIgnoreCase(translated.dossierNo())
                || translated.changes().stream()
                        .anyMatch(one ->
                                code.equalsIgnoreCase(one.dossier().quotedCode().value()));
    }

    private @Nullable Example patternOf(List<Sample> from, @Nullable String pointer) {
        if (pointer == null || writer == null) {
            return null;
        }
        HandedIn trial = new HandedIn(
                PortalAct.SUBMIT, "trial", JsonNodeFactory.instance.objectNode().put("code", "PORTAL-CODE"));
        List<Example> found = new ArrayList<>();
        for (Sample sample : from) {
            int count = records(sample, pointer).size();
            for (int like = 0; like < count; like++) {
                for (DossierStatus status : FIRST) {
                    Example tried = new Example(sample, pointer, like, status, true);
                    StatusChange read = read(tried, "OWN-1", trial, status);
                    if (read != null) {
                        found.add(new Example(sample, pointer, like, status, tells(read.dossier(), trial.code())));
                    }
                }
            }
        }
        return found.stream()
                .filter(Example::tellsCode)
                .findFirst()
                .or(() -> found.stream().findFirst())
                .orElse(null);
    }

    private static boolean tells(Dossier dossier, String code) {
        return Stream.of(dossier.dossierCode(), dossier.altCode())
                .anyMatch(told -> told != null && told.value().equals(code));
    }

    /** What the hub would read; null if it would not read it rightly. */
    private @Nullable StatusChange read(Example pattern, String number, HandedIn in, DossierStatus status) {
        Mapping mapping = Objects.requireNonNull(connector.mapping(), "who writes has a mapping");
        JsonNode record = record(pattern, number, in, status, 1);
        if (record == null) {
            return null;
        }
        Mapping.Translated read = mapping.translate(record, clock.instant());
        boolean right = read.problems().isEmpty()
                && number.equals(read.dossierNo())
                && read.changes().size() == 1
                && read.changes().get(0).status() == status;
        return right ? read.changes().get(0) : null;
    }

    /** Tells of a new dossier, in the list of changes and to who looks it up. */
    void first(String number, HandedIn in) {
        tell(number, in, change == null ? DossierStatus.SUBMITTED : change.status(), 1);
    }

    /**
     * Tells that the dossier has come further, where the system has a code for that.
     *
     * @param sequence its place among the dossier's changes
     */
    void next(String number, HandedIn in, DossierStatus status, long sequence) {
        tell(number, in, status, sequence);
    }

    private void tell(String number, HandedIn in, DossierStatus status, long sequence) {
        message(answer, number, in, status, sequence).ifPresent(samples::answer);
        message(change, number, in, status, sequence).ifPresent(sample -> {
            samples.tell(sample);
            listeners.forEach(listener -> listener.accept(sample));
        });
    }

    private Optional<Sample> message(
            @Nullable Example pattern, String number, HandedIn in, DossierStatus status, long sequence) {
        JsonNode record = pattern == null ? null : record(pattern, number, in, status, sequence);
        if (pattern == null || record == null) {
            return Optional.empty();
        }
        byte[] content = MessageForm.of(pattern.sample(), pattern.pointer()).with(pattern.like(), record);
        String name = "handed-in-" + number.replaceAll("[^A-Za-z0-9.-]", "-") + "-" + sequence;
        return Optional.of(new Sample(name, pattern.sample().type(), () -> content));
    }

    private @Nullable JsonNode record(
            Example pattern, String number, HandedIn in, DossierStatus status, long sequence) {
        Mapping mapping = connector.mapping();
        if (writer == null || mapping == null) {
            return null;
        }
        JsonNode like =
                MessageForm.of(pattern.sample(), pattern.pointer()).records().get(pattern.like());
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var step = new RecordWriter.Step(status, now, sequence, number + "-" + sequence, StatusChange.Step.UNKNOWN);
        RecordWriter.Written written = writer.write(dossier(number, in, now), step);
        if (!written.problems().isEmpty() || !(like instanceof ObjectNode)) {
            return null;
        }
        JsonNode record = Likeness.emptied(like, mapping, clock.instant());
        record = Likeness.merged(record, in.content().path("record"));
        record = Likeness.merged(record, written.record());
        mark((ObjectNode) record, mapping, now);
        return Likeness.typed(record, like);
    }

    private Dossier dossier(String number, HandedIn in, Instant now) {
        DossierCode code = in.code().isBlank() ? null : DossierCode.of(in.code());
        JsonNode procedure = in.content().path("procedure");
        JsonNode applicant = in.content().path("applicant");
        return new Dossier(
                new DossierKey(connector.id(), number),
                code,
                code,
                Objects.requireNonNull(connector.agency(), "who takes submissions is an agency's")
                        .id(),
                null,
                new Dossier.Procedure(
                        text(procedure, "code"),
                        text(procedure, "name"),
                        text(procedure, "sectorCode"),
                        text(procedure, "sectorName")),
                new Dossier.Applicant(
                        text(applicant, "name"),
                        text(applicant, "type"),
                        text(applicant, "idType"),
                        text(applicant, "idNo"),
                        text(applicant, "phone"),
                        text(applicant, "email")),
                text(in.content(), "summary"),
                null,
                null,
                new Dossier.Dates(now, null, null, null, null, null));
    }

    private static @Nullable String text(JsonNode object, String name) {
        return object.path(name).isTextual() ? object.path(name).textValue() : null;
    }

    /** Puts the record behind all that were listed before. */
    private void mark(ObjectNode record, Mapping mapping, Instant now) {
        Watermark watermark = watermark();
        if (watermark == null || watermark.from().startsWith("answer:")) {
            return;
        }
        List<String> before = recordsOf(samples)
                .map(other -> other.at(watermark.from()).asText(""))
                .filter(text -> !text.isEmpty())
                .toList();
        Optional<Instant> latest =
                before.stream().flatMap(text -> mapping.date(text).stream()).max(Instant::compareTo);
        if (latest.isPresent()) {
            Instant next = latest.get().plusSeconds(1);
            put(record, watermark, mapping.written(next.isAfter(now) ? next : now));
        } else if (!before.isEmpty() && before.stream().allMatch(text -> text.matches("\\d{1,18}"))) {
            long last = before.stream().mapToLong(Long::parseLong).max().orElse(0);
            put(record, watermark, Long.toString(last + 1));
        }
    }

    private static void put(ObjectNode record, Watermark watermark, String value) {
        Door.Json.put(record, watermark.from(), JsonNodeFactory.instance.textNode(value));
    }
}
