package vn.lienthong.hub.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that the portal was told, in order, and what it now holds. Nothing told is ever dropped or told apart again. */
final class PortalBook implements AutoCloseable {
    static final String DONE = "0";
    static final String WRONG = "400";
    static final String UNKNOWN = "404";
    static final String EXISTS = "409";

    /**
     * One item the portal was told.
     *
     * @param n counts from 1
     * @param isUpdating as it was sent; null for progress
     * @param item as it was sent
     * @param result 0 where it was taken
     */
    record Entry(
            long n,
            Instant at,
            String service,
            @Nullable Boolean isUpdating,
            JsonNode item,
            String result,
            String message) {
        String code() {
            return item.path("MaHoSo").asText("");
        }

        boolean taken() {
            return result.equals(DONE);
        }

        boolean isProgress() {
            return isUpdating == null;
        }
    }

    /** A dossier as the portal holds it; the progress as it was sent, repeats and all. */
    record Held(JsonNode facts, List<JsonNode> progress, String status, Instant touched) {
        Held {
            progress = List.copyOf(progress);
        }
    }

    private final Clock clock;
    private final Journal journal;
    private final List<Entry> log = new ArrayList<>();
    private final Map<String, Held> held = new LinkedHashMap<>();

    PortalBook(Clock clock, @Nullable Path folder) {
        this.clock = clock;
        this.journal = Journal.open(folder, "national-portal.log.jsonl");
        journal.found().forEach(line -> apply(Json.MAPPER.convertValue(line, Entry.class)));
    }

    synchronized Entry tellDossier(JsonNode item, boolean isUpdating) {
        String code = item.path("MaHoSo").asText("");
        String faults = PortalRules.faultsOfDossier(item);
        if (!faults.isEmpty()) {
            return note(item, isUpdating, WRONG, faults);
        }
        boolean known = held.containsKey(code);
        if (known && !isUpdating) {
            return note(item, isUpdating, EXISTS, "Hồ sơ " + code + " đã tồn tại");
        }
        if (!known && isUpdating) {
            return note(item, isUpdating, UNKNOWN, "Hồ sơ " + code + " chưa tồn tại, không thể cập nhật");
        }
        return note(item, isUpdating, DONE, "Thành công");
    }

    synchronized Entry tellProgress(JsonNode item) {
        String code = item.path("MaHoSo").asText("");
        String faults = PortalRules.faultsOfStep(item);
        if (!faults.isEmpty()) {
            return note(item, null, WRONG, faults);
        }
        if (!held.containsKey(code)) {
            return note(item, null, UNKNOWN, "Hồ sơ " + code + " chưa được đồng bộ");
        }
        return note(item, null, DONE, "Thành công");
    }

    synchronized @Nullable Held find(String code) {
        return held.get(code);
    }

    /**
     * Loses a dossier; the log keeps what was told.
     *
     * @return whether there was one
     */
    synchronized boolean forget(String code) {
        return held.remove(code) != null;
    }

    /**
     * Gives a dossier another last step that nobody told.
     *
     * @return whether there is such a dossier
     */
    synchronized boolean alter(String code, String status) {
        Held before = held.get(code);
        if (before == null) {
            return false;
        }
        List<JsonNode> progress = new ArrayList<>(before.progress());
        progress.add(Json.object().put("MaHoSo", code).put("TrangThai", status).put("ThoiDiemXuLy", "20260101080000"));
        held.put(code, new Held(before.facts(), progress, status, clock.instant()));
        return true;
    }

    synchronized List<Entry> log() {
        return List.copyOf(log);
    }

    synchronized Map<String, Held> held() {
        return new LinkedHashMap<>(held);
    }

    private Entry note(JsonNode item, @Nullable Boolean isUpdating, String result, String message) {
        String service = isUpdating == null ? NationalPortal.PROGRESS : NationalPortal.DOSSIERS;
        Entry entry = new Entry(log.size() + 1L, clock.instant(), service, isUpdating, item, result, message);
        journal.add(entry);
        apply(entry);
        return entry;
    }

    private void apply(Entry entry) {
        log.add(entry);
        if (!entry.taken()) {
            return;
        }
        Held before = held.remove(entry.code());
        if (entry.isProgress() && before != null) {
            List<JsonNode> progress = new ArrayList<>(before.progress());
            progress.add(entry.item());
            String status = entry.item().path("TrangThai").asText();
            held.put(entry.code(), new Held(before.facts(), progress, status, entry.at()));
        } else {
            ObjectNode facts = before == null ? Json.object() : before.facts().deepCopy();
            entry.item().fields().forEachRemaining(member -> facts.set(member.getKey(), member.getValue()));
            List<JsonNode> progress = before == null ? List.of() : before.progress();
            String status = entry.item().path("TrangThaiHoSo").asText();
            held.put(entry.code(), new Held(facts, progress, status, entry.at()));
        }
    }

    @Override
    public void close() {
        journal.close();
    }
}
