package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import vn.lienthong.hub.connector.MappingGaps.Code;
import vn.lienthong.hub.connector.MappingGaps.Place;

/** Counts what a mapping meets and has no rule for. */
final class GapCounts {
    /** A code that comes by the thousand is a field that was mapped wrongly; nobody reads a list of them. */
    private static final int MOST_CODES = 100;

    private static final int LONGEST_CODE = 40;
    private static final String OTHERS = "…";

    /** Fields whose values are no codes, and may be about people. */
    private static final Set<String> PERSONAL = Set.of(
            "dossier/applicant-name",
            "dossier/applicant-id-no",
            "dossier/applicant-phone",
            "dossier/applicant-email",
            "dossier/summary",
            "changes/officer",
            "changes/note");

    private final MappedPlaces places;
    private final LongAdder records = new LongAdder();
    private final Map<CodeKey, LongAdder> codes = new ConcurrentHashMap<>();

    private record CodeKey(String table, String code) {}

    GapCounts(MappedPlaces places) {
        this.places = places;
    }

    void lookAt(JsonNode record) {
        records.increment();
        places.lookAt(record);
    }

    /** @param table where a rule for it would stand */
    void code(String table, String code) {
        if (PERSONAL.contains(table)) {
            return;
        }
        CodeKey key = new CodeKey(table, code.length() > LONGEST_CODE ? OTHERS : FoundValue.line(code));
        LongAdder count = codes.get(key);
        if (count == null) {
            boolean full = codes.size() >= MOST_CODES;
            count = codes.computeIfAbsent(full ? new CodeKey(table, OTHERS) : key, any -> new LongAdder());
        }
        count.increment();
    }

    MappingGaps told() {
        List<Code> told = new ArrayList<>();
        codes.forEach((key, count) -> told.add(new Code(key.table, key.code, count.sum())));
        told.sort(Comparator.comparingLong(Code::count)
                .reversed()
                .thenComparing(Code::table)
                .thenComparing(Code::code));
        List<Place> unread = places.unread();
        unread.sort(Comparator.comparingLong(Place::count).reversed().thenComparing(Place::pointer));
        return new MappingGaps(records.sum(), told, unread);
    }
}
