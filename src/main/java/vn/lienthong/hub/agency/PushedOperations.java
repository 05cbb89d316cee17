package vn.lienthong.hub.agency;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.connector.PushContract;
import vn.lienthong.hub.problem.TryAgainLater;
import vn.lienthong.hub.problem.Undeliverable;
import vn.lienthong.hub.translation.JsonRecords;
import vn.lienthong.hub.translation.Limits;
import vn.lienthong.hub.translation.Records;
import vn.lienthong.hub.translation.SourceRecord;
import vn.lienthong.hub.translation.XmlTree;
import vn.lienthong.hub.translation.schema.ElementTranslation;
import vn.lienthong.hub.translation.schema.Strictness;
import vn.lienthong.hub.translation.schema.Untranslatable;

/**
 * The step of a push over SOAP that is its own: the operation's element is read by its contract, so that a list is a list
 * with one record too; one that is not as the contract says is read record by record as it came, so that one that is wrong
 * holds up no other.
 */
@Component("pushedOperations")
public final class PushedOperations {
    private final Connectors connectors;
    private final PushContracts contracts;
    private final RecordTranslation translation;
    private final BadRecords badRecords;

    PushedOperations(
            Connectors connectors, PushContracts contracts, RecordTranslation translation, BadRecords badRecords) {
        this.connectors = connectors;
        this.contracts = contracts;
        this.translation = translation;
        this.badRecords = badRecords;
    }

    /**
     * Reads the whole element before anything of it is used. The records' lines are their numbers, from 1.
     *
     * @param xml the operation's element, as a document
     * @throws Undeliverable if it cannot be read; it is in the dead letters then
     */
    public Batch translate(@ExchangeProperty(Steps.CONNECTOR) String id, @Body byte[] xml) {
        ConnectorDefinition connector = connectors.find(SystemId.of(id)).orElseThrow();
        PushContract contract = contracts
                .find(connector.id())
                .orElseThrow(() -> new TryAgainLater(PushProblems.notTaken(connector.id())));
        String place = Payloads.place(connector);
        byte[] typed = typed(contract.element(), xml);
        try (Records records = records(typed, xml, place)) {
            Numbered numbered = new Numbered(records);
            Batch batch = translation.translate(connector, numbered);
            // That there are none is believed only where the element is as the contract says.
            if (typed == null && numbered.number == 0) {
                throw new Undeliverable(IntakeProblems.nothingAt(place));
            }
            return batch;
        } catch (Undeliverable unreadable) {
            badRecords.keepPayload(connector.id(), unreadable.problem(), "text/xml", xml);
            throw unreadable;
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory are always readable", e);
        }
    }

    private static Records records(byte @Nullable [] typed, byte[] xml, String place) {
        InputStream content = new ByteArrayInputStream(typed == null ? xml : typed);
        return typed == null
                ? XmlTree.records(content, place, Limits.MESSAGE)
                : JsonRecords.records(content, place, Limits.MESSAGE.ofBytes(Long.MAX_VALUE));
    }

    private static byte @Nullable [] typed(ElementTranslation element, byte[] xml) {
        ByteArrayOutputStream json = new ByteArrayOutputStream(xml.length);
        try {
            element.toJson(new ByteArrayInputStream(xml), json, Strictness.STRICT, Limits.MESSAGE);
            return json.toByteArray();
        } catch (Untranslatable otherwise) {
            return null;
        } catch (IOException e) {
            throw new IllegalStateException("memory can be read", e);
        }
    }

    /** The records with their numbers for lines: lines of what is no longer as it was sent tell nobody anything. */
    private static final class Numbered implements Iterator<SourceRecord> {
        private final Records records;
        private int number;

        Numbered(Records records) {
            this.records = records;
        }

        @Override
        public boolean hasNext() {
            return records.hasNext();
        }

        @Override
        public SourceRecord next() {
            SourceRecord record = records.next();
            return new SourceRecord(record.tree(), ++number, record.problem());
        }
    }
}
