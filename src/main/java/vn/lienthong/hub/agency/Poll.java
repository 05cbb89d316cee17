package vn.lienthong.hub.agency;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.agency.Batch.BadRecord;
import vn.lienthong.hub.connector.ConnectorDefinition;

/**
 * One reading of what is new in a system, page by page; kept with the exchange.
 *
 * <p>Where the list comes in the watermark's order, each page moves the watermark and the next one is asked from there:
 * a dossier that changes meanwhile moves to the list's end and shifts the numbers of the pages, and would take another
 * one out of sight. A list without order is read to its end by page numbers, and moves the watermark only then.
 */
public final class Poll {
    private static final int MOST_PAGES = 10_000;

    private final ConnectorDefinition connector;
    private final PollRule rule;
    private @Nullable String kept;
    private @Nullable String reached;
    private String asked;
    private @Nullable String lastInOrder;
    private int page;
    private int pages;
    private boolean open = true;
    private List<JsonNode> listed = List.of();
    private final List<JsonNode> details = new ArrayList<>();
    private final List<BadRecord> withoutDetails = new ArrayList<>();

    Poll(ConnectorDefinition connector, PollRule rule, @Nullable String kept) {
        this.connector = connector;
        this.rule = rule;
        this.kept = kept;
        this.reached = kept;
        this.asked = rule.reach().asked(kept);
    }

    /** Whether there is another page to ask for; read by the route. */
    public boolean isOpen() {
        return open;
    }

    /** Whether each listed record's details are to be asked for; read by the route. */
    public boolean isDetailed() {
        return rule.detail() != null && !listed.isEmpty();
    }

    ConnectorDefinition connector() {
        return connector;
    }

    PollRule rule() {
        return rule;
    }

    Map<String, String> values() {
        return Map.of("watermark", asked, "page", String.valueOf(page), "limit", String.valueOf(rule.pageSize()));
    }

    /** Takes a page's records; those that were read before are left out of {@link #records}. */
    void read(JsonNode answer, List<JsonNode> all, List<JsonNode> fresh) {
        listed = fresh;
        details.clear();
        withoutDetails.clear();
        reached = rule.reach().furthest(reached, answer, all);
        turnPage(all);
    }

    private void turnPage(List<JsonNode> all) {
        boolean byPageNumber = rule.byPageNumber();
        lastInOrder = page > 0 && lastInOrder == null ? null : rule.reach().lastInOrder(lastInOrder, all);
        boolean movesOn = !byPageNumber || lastInOrder != null;
        boolean last = all.size() < rule.pageSize();
        if (last || movesOn) {
            kept = reached;
        }
        String next = rule.reach().asked(reached);
        if (last || ++pages >= MOST_PAGES) {
            open = false;
        } else if (movesOn && !next.equals(asked)) {
            asked = next;
            page = 0;
            lastInOrder = null;
        } else {
            // All that was read bears one watermark, or the list has no order.
            page++;
            open = byPageNumber;
        }
    }

    void addDetail(JsonNode detail) {
        details.add(detail);
    }

    void addWithoutDetail(BadRecord bad) {
        withoutDetails.add(bad);
    }

    /** The listed records that are new. */
    List<JsonNode> listed() {
        return listed;
    }

    /** What is to be translated: the details, where the list tells only that something changed. */
    List<JsonNode> records() {
        return rule.detail() == null ? listed : details;
    }

    List<BadRecord> withoutDetails() {
        return withoutDetails;
    }

    /** How far the watermark may move, now that this page is journalled; null for nowhere yet. */
    @Nullable
    String kept() {
        return kept;
    }
}
