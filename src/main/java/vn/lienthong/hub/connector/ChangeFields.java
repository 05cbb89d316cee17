package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Dossier;
import vn.lienthong.hub.canonical.DossierStatus;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.canonical.StatusChange.AgencyCode;

/** Where the status changes are in a record. */
final class ChangeFields {
    private final @Nullable RecordPath each;
    private final StatusTable table;
    private final Field status;
    private final Field subStatus;
    private final Field at;
    private final Field sequence;
    private final Field changeId;
    private final Field officer;
    private final Field title;
    private final Field unit;
    private final Field note;
    private final Field stepDueAt;

    /**
     * @param each where the list of changes is; null where a record is one change
     * @param field gives the field of a name
     */
    ChangeFields(
            @Nullable RecordPath each,
            StatusTable table,
            Field status,
            Field subStatus,
            Function<String, Field> field) {
        this.each = each;
        this.table = table;
        this.status = status;
        this.subStatus = subStatus;
        this.at = field.apply("at");
        this.sequence = field.apply("sequence");
        this.changeId = field.apply("change-id");
        this.officer = field.apply("officer");
        this.title = field.apply("title");
        this.unit = field.apply("unit");
        this.note = field.apply("note");
        this.stepDueAt = field.apply("step-due-at");
    }

    /** Adds every change of the record that can be read; the record's problems tell of the others. */
    void readInto(List<StatusChange> changes, RecordReading record, Dossier dossier, Instant observedAt) {
        JsonNode list = each == null ? null : each.find(record.record(), record.record());
        if (list == null || each == null || !list.isContainerNode() || list.isEmpty()) {
            add(changes, record, record.record(), "", dossier, observedAt);
        } else if (list.isArray()) {
            for (int i = 0; i < list.size(); i++) {
                add(changes, record, list.get(i), each + "/" + i, dossier, observedAt);
            }
        } else {
            add(changes, record, list, each.toString(), dossier, observedAt);
        }
    }

    private void add(
            List<StatusChange> changes,
            RecordReading record,
            JsonNode item,
            String place,
            Dossier dossier,
            Instant observedAt) {
        StatusChange change = read(record.ofChange(item, place), dossier, observedAt);
        if (change != null) {
            changes.add(change);
        }
    }

    private @Nullable StatusChange read(RecordReading item, Dossier dossier, Instant observedAt) {
        int before = item.problems().size();
        AgencyCode code = code(item);
        DossierStatus national = code == null ? null : national(item, code);
        Instant happened = item.requiredDate(at);
        Long count = sequence.isMapped() ? item.requiredCount(sequence) : null;
        String id = changeId.isMapped() ? item.required(changeId) : null;
        StatusChange.Step step = new StatusChange.Step(
                item.text(officer), item.text(title), item.text(unit), item.text(note), item.date(stepDueAt, true));
        if (code == null
                || national == null
                || happened == null
                || item.problems().size() > before) {
            return null;
        }
        String told = id != null ? id : ChangeFingerprint.of(dossier.key().sourceDossierNo(), code, happened, count);
        return item.code(
                changeId,
                told,
                text -> new StatusChange(text, dossier, national, code, happened, count, step, observedAt));
    }

    private @Nullable AgencyCode code(RecordReading item) {
        String code = item.required(status);
        return code == null ? null : new AgencyCode(code, item.text(subStatus));
    }

    private @Nullable DossierStatus national(RecordReading item, AgencyCode code) {
        DossierStatus national = table.of(code);
        if (national == null) {
            item.unmapped(table, status, code);
        }
        return national;
    }
}
