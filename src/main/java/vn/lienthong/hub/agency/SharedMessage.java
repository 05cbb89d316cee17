package vn.lienthong.hub.agency;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.lienthong.hub.agency.JournalWriter.Entry;
import vn.lienthong.hub.broker.Journal.Letter;
import vn.lienthong.hub.status.Traffic;

/** A message that carries what several callers journalled for one connector at the same time: a JSON array. */
final class SharedMessage {
    /** Artemis keeps larger messages (100 KiB) in files of their own, which is slow. */
    private static final int MOST_BYTES = 60_000;

    private final Kind kind;
    private final List<byte[]> values = new ArrayList<>();
    private int bytes;

    private SharedMessage(Kind kind) {
        this.kind = kind;
    }

    /** As few messages as can carry the entries, those of one connector and traffic in the order of its entries. */
    static List<SharedMessage> of(List<Entry> entries) {
        List<SharedMessage> all = new ArrayList<>();
        Map<Kind, SharedMessage> open = new LinkedHashMap<>();
        for (Entry entry : entries) {
            Kind kind = new Kind(entry.connector(), entry.traffic());
            SharedMessage message = open.get(kind);
            if (message == null || !message.hasRoomFor(entry)) {
                message = new SharedMessage(kind);
                open.put(kind, message);
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
        return new Letter(body, kind.connector, kind.properties());
    }

    /** What the entries of one message have in common. */
    private record Kind(String connector, Traffic traffic) {
        Map<String, String> properties() {
            // The usual kind goes without a word for it: each is paid for in the journal.
            return traffic == Traffic.LIVE
                    ? Map.of(StatusChangeJournal.CONNECTOR, connector)
                    : Map.of(StatusChangeJournal.CONNECTOR, connector, StatusChangeJournal.TRAFFIC, traffic.key());
        }
    }
}
