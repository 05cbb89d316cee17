package vn.lienthong.hub.agency;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.lienthong.hub.agency.JournalWriter.Entry;

/** A message that carries what several callers journalled for one connector at the same time: a JSON array. */
final class SharedMessage {
    /** Artemis keeps larger messages (100 KiB) in files of their own, which is slow. */
    private static final int MOST_BYTES = 60_000;

    private final String connector;
    private final List<byte[]> values = new ArrayList<>();
    private int bytes;

    private SharedMessage(String connector) {
        this.connector = connector;
    }

    /** As few messages as can carry the entries, those of one connector in the order of its entries. */
    static List<SharedMessage> of(List<Entry> entries) {
        List<SharedMessage> all = new ArrayList<>();
        Map<String, SharedMessage> open = new LinkedHashMap<>();
        for (Entry entry : entries) {
            SharedMessage message = open.get(entry.connector());
            if (message == null || !message.hasRoomFor(entry)) {
                message = new SharedMessage(entry.connector());
                open.put(entry.connector(), message);
                all.add(message);
            }
            message.values.add(entry.json());
            message.bytes += entry.json().length;
        }
        return all;
    }

    private boolean hasRoomFor(Entry entry) {
        return bytes + entry.json().length <= MOST_BYTES;
    }

    String connector() {
        return connector;
    }

    void writeTo(BytesMessage message) throws JMSException {
        char before = '[';
        for (byte[] value : values) {
            message.writeByte((byte) before);
            message.writeBytes(value);
            before = ',';
        }
        message.writeByte((byte) ']');
    }
}
