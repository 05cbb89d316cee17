package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.canonical.DossierKey;
import vn.lienthong.hub.canonical.StatusChange;

/**
 * A mapping as {@code mapping.yaml} declares it. A record whose dossier cannot be read tells no change at all: half-read
 * facts would be taken for all there is.
 */
final class DeclaredMapping implements Mapping {
    private final DossierFields dossierFields;
    private final ChangeFields changeFields;
    private final Blanks blanks;
    private final Dates dates;
    private final MappingProblems problems;
    private final @Nullable RecordWriter writer;
    private final Supplier<RecordWriter> mirror;
    private final GapCounts gaps;

    DeclaredMapping(
            DossierFields dossierFields,
            ChangeFields changeFields,
            Blanks blanks,
            Dates dates,
            MappingProblems problems,
            @Nullable RecordWriter writer,
            Supplier<RecordWriter> mirror,
            GapCounts gaps) {
        this.dossierFields = dossierFields;
        this.changeFields = changeFields;
        this.blanks = blanks;
        this.dates = dates;
        this.problems = problems;
        this.writer = writer;
        this.mirror = mirror;
        this.gaps = gaps;
    }

    @Override
    public Optional<Instant> date(String text) {
        return Optional.ofNullable(dates.read(text.strip(), false));
    }

    @Override
    public RecordWriter mirror() {
        return mirror.get();
    }

    @Override
    public String written(Instant date) {
        Instant second = date.truncatedTo(ChronoUnit.SECONDS);
        List<String> forms = dates.patterns().stream()
                .map(pattern -> WrittenDate.of(pattern.pattern(), zone()).write(second))
                .toList();
        return forms.stream()
                .filter(form -> second.equals(dates.read(form, false)))
                .findFirst()
                .orElse(forms.get(0));
    }

    @Override
    public ZoneId zone() {
        return dates.zone();
    }

    @Override
    public MappingGaps gaps() {
        return gaps.told();
    }

    @Override
    public Optional<RecordWriter> writer() {
        return Optional.ofNullable(writer);
    }

    @Override
    public Translated translate(JsonNode record, Instant observedAt) {
        gaps.lookAt(record);
        return translate(record, observedAt, null);
    }

    @Override
    public Explained explain(JsonNode record, Instant observedAt) {
        List<FieldReading> fields = new ArrayList<>();
        Translated translated = translate(record, observedAt, fields);
        Set<String> read = fields.stream()
                .map(FieldReading::pointer)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        List<String> unread = new ArrayList<>();
        addUnread(record, "", read, unread);
        return new Explained(translated, fields, unread);
    }

    private static void addUnread(JsonNode node, String pointer, Set<String> read, List<String> unread) {
        if (node.isObject()) {
            node.fields()
                    .forEachRemaining(member -> addUnread(
                            member.getValue(), pointer + "/" + YamlReader.escaped(member.getKey()), read, unread));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                addUnread(node.get(i), pointer + "/" + i, read, unread);
            }
        } else if (!read.contains(pointer)) {
            unread.add(pointer);
        }
    }

    private Translated translate(JsonNode record, Instant observedAt, @Nullable List<FieldReading> heard) {
        RecordReading reading = new RecordReading(record, blanks, dates, problems, heard, heard == null ? gaps : null);
        DossierKey key = dossierFields.key(reading);
        if (key == null) {
            return new Translated(List.of(), reading.problems(), null);
        }
        List<StatusChange> changes = new ArrayList<>(1);
        RecordReading ofDossier = reading.ofDossier(key.sourceDossierNo());
        Dossier dossier = dossierFields.read(key, ofDossier);
        if (dossier != null) {
            changeFields.readInto(changes, ofDossier, dossier, observedAt);
        }
        return new Translated(changes, reading.problems(), key.sourceDossierNo());
    }
}
