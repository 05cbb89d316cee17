package vn.lienthong.hub.agency;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.agency.Batch.BadRecord;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.StatusChange;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Mapping;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.translation.SourceRecord;

/** Translates an agency's records by its connector's mapping. A bad record costs the others nothing. */
@Component
public final class RecordTranslation {
    private static final Logger LOG = LoggerFactory.getLogger(RecordTranslation.class);
    private static final String STAGE = "translate";

    private final Clock clock;

    RecordTranslation(Clock clock) {
        this.clock = clock;
    }

    /** Translates every record that is left. */
    Batch translate(ConnectorDefinition connector, Iterator<SourceRecord> records) {
        return translate(connector, records, Integer.MAX_VALUE);
    }

    /** Translates records until there are no more, or until there are this many changes and bad records. */
    Batch translate(ConnectorDefinition connector, Iterator<SourceRecord> records, int most) {
        Instant observedAt = clock.instant();
        List<StatusChange> changes = new ArrayList<>();
        List<BadRecord> bad = new ArrayList<>();
        while (changes.size() + bad.size() < most && records.hasNext()) {
            SourceRecord record = records.next();
            if (record.problem() != null) {
                bad.add(new BadRecord(record.tree(), record.line(), List.of(record.problem()), null));
                continue;
            }
            Mapping.Translated translated = translated(connector, record.tree(), observedAt);
            changes.addAll(translated.changes());
            if (!translated.problems().isEmpty()) {
                bad.add(new BadRecord(record.tree(), record.line(), translated.problems(), translated.dossierNo()));
            }
        }
        return new Batch(connector.id(), changes, bad);
    }

    /** Translates one record. */
    Mapping.Translated translated(ConnectorDefinition connector, JsonNode record, Instant observedAt) {
        Mapping mapping = Objects.requireNonNull(connector.mapping(), "a system that tells changes has a mapping");
        try {
            return mapping.translate(record, observedAt);
        } catch (RuntimeException e) {
            LOG.error("a record of {} could not be translated in a way that was not foreseen", connector.id(), e);
            return new Mapping.Translated(List.of(), List.of(unforeseen()), null);
        }
    }

    private static Problem unforeseen() {
        return new Problem(
                ProblemKind.UNEXPECTED,
                Origin.HUB,
                STAGE,
                new Bilingual(
                        "Bản ghi không chuyển đổi được vì một lỗi không lường trước của trục.",
                        "The record could not be translated because of an unexpected error of the hub."),
                new Bilingual(
                        "Xem nhật ký của trục, rồi phát lại bản ghi sau khi sửa.",
                        "See the hub's log, and replay the record after the repair."));
    }
}
