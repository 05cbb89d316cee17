package vn.lienthong.hub.portal;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.canonical.AgencyId;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.canonical.SystemId;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Connectors;
import vn.lienthong.hub.problem.Undeliverable;
import vn.lienthong.hub.status.StatusStore;
import vn.lienthong.hub.status.StatusStore.FeedEntry;

/** Reads the feed for those who ask for it over HTTP. */
@Component
final class FeedQuestion {
    static final int MOST = 1_000;

    private final StatusStore store;
    private final Connectors connectors;

    FeedQuestion(StatusStore store, Connectors connectors) {
        this.store = store;
        this.connectors = connectors;
    }

    /**
     * The systems of an agency, or an empty list for all systems where no agency is named.
     *
     * @throws Undeliverable if no system of such an agency is connected
     */
    List<SystemId> systemsOf(@Nullable String agency) {
        if (agency == null || agency.isBlank()) {
            return List.of();
        }
        AgencyId id = LookupQuestion.agency(agency.strip());
        List<SystemId> systems =
                connectors.ofAgency(id).stream().map(ConnectorDefinition::id).toList();
        if (systems.isEmpty()) {
            throw new Undeliverable(LookupRefusals.unknownAgency(id));
        }
        return systems;
    }

    /** @throws Undeliverable if this is no position in the feed */
    static long position(String cursor, String pointer) {
        try {
            long position = Long.parseLong(cursor.strip());
            if (position >= 0) {
                return position;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw LookupQuestion.invalid(
                pointer,
                new Bilingual("Con trỏ không hợp lệ.", "The cursor is not valid."),
                new Bilingual(
                        "Gửi lại giá trị next hoặc id đã nhận, hoặc 0 để bắt đầu từ đầu.",
                        "Send a next or id that was received, or 0 for the beginning."));
    }

    /** Changes after a position, oldest first; of all systems where none is named. */
    List<FeedEntry> changesAfter(long after, int most, List<SystemId> systems) {
        if (systems.size() <= 1) {
            return store.changesAfter(after, most, systems.isEmpty() ? null : systems.get(0));
        }
        return systems.stream()
                .flatMap(system -> store.changesAfter(after, most, system).stream())
                .sorted(Comparator.comparingLong(FeedEntry::position))
                .limit(most)
                .toList();
    }

    long lastPosition() {
        return store.lastPosition();
    }
}
