package vn.lienthong.hub.agency;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.lienthong.hub.agency.JournalWriter.Entry;
import vn.lienthong.hub.broker.Journal.Letter;

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

    Letter letter() {
        byte[] body = new byte[bytes + values.size() + 1];
        int at = 0;
        for (byte[] value : values) {
            body[at] = (byte) (at == 0 ? '[' : ',');
            System.arraycopy(value, 0, body, at + 1, value.length);
            at += value.length + 1;
        }
        body[at] = ']';
        return new Letter(body, connector, StatusChangeJournal.CONNECTOR);
    }
}
