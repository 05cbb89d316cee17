package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    DeclaredMapping(
            DossierFields dossierFields,
            ChangeFields changeFields,
            Blanks blanks,
            Dates dates,
            MappingProblems problems) {
        this.dossierFields = dossierFields;
        this.changeFields = changeFields;
        this.blanks = blanks;
        this.dates = dates;
        this.problems = problems;
    }

    @Override
    public Optional<Instant> date(String text) {
        return Optional.ofNullable(dates.read(text.strip(), false));
    }

    @Override
    public ZoneId zone() {
        return dates.zone();
    }

    @Override
    public Translated translate(JsonNode record, Instant observedAt) {
        RecordReading reading = new RecordReading(record, blanks, dates, problems);
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
