package vn.lienthong.hub.agency;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.problem.TryAgainLater;
import vn.lienthong.hub.problem.Undeliverable;
import vn.lienthong.hub.translation.JsonRecords;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.Records;

/** The steps of a push: what an agency's system posted or sent is read and translated, kept where bad, and journalled. */
@Component("pushedChanges")
public final class PushedChanges {
    private final Connectors connectors;
    private final RecordTranslation translation;
    private final BadRecords badRecords;
    private final StatusChangeJournal journal;
    private final IntakeStates states;

    PushedChanges(
            Connectors connectors,
            RecordTranslation translation,
            BadRecords badRecords,
            StatusChangeJournal journal,
            IntakeStates states) {
        this.connectors = connectors;
        this.translation = translation;
        this.badRecords = badRecords;
        this.journal = journal;
        this.states = states;
    }

    /**
     * Reads the whole payload before anything of it is used, so that a broken one changes nothing.
     *
     * @throws Undeliverable if it cannot be read; it is in the dead letters then
     */
    public Batch translate(@ExchangeProperty(Steps.CONNECTOR) String id, @Body byte[] payload) {
        ConnectorDefinition connector = connectors.find(SystemId.of(id)).orElseThrow();
        String place = Payloads.place(connector);
        try (Records records =
                JsonRecords.records(new ByteArrayInputStream(payload), place, Limits.MESSAGE.ofBytes(Long.MAX_VALUE))) {
            Batch batch = translation.translate(connector, records);
            if (!records.placeFound()) {
                throw new Undeliverable(IntakeProblems.nothingAt(place));
            }
            return batch;
        } catch (Undeliverable unreadable) {
            badRecords.keepPayload(connector.id(), unreadable.problem(), "application/json", payload);
            throw unreadable;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException("bytes in memory are always readable", e);
        }
    }

    /** Keeps the bad records; on disk when this returns. */
    public Receipt keepBadRecords(@Body Batch batch) {
        return new Receipt(batch, badRecords.keep(batch));
    }

    /** Journals the changes; on disk when this returns. */
    public Receipt journal(@Body Receipt receipt) {
        SystemId system = receipt.batch().connector();
        try {
            journal.journal(receipt.batch().changes());
        } catch (TryAgainLater e) {
            states.noteProblem(system, e, e.problem());
            throw e;
        }
        states.noteSuccess(system);
        return receipt;
    }

    /**
     * What became of a payload.
     *
     * @param batch what was read out of it
     * @param deadLetters the ids under which its bad records are kept, in their order
     */
    public record Receipt(Batch batch, List<Long> deadLetters) {
        public Receipt {
            deadLetters = List.copyOf(deadLetters);
        }
    }
}
