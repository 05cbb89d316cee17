package vn.lienthong.hub.agency;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.agency.Batch.BadRecord;
import vn.lienthong.hub.agency.PollRule.Turning;
import vn.lienthong.hub.agency.call.NextLink;
import vn.lienthong.hub.agency.call.SystemAnswer;
import vn.lienthong.hub.agency.call.SystemCall;
import vn.lienthong.hub.agency.call.SystemCall.Request;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.ConnectorDefinition.HttpCall;
import vn.lienthong.hub.problem.TryAgainLater;

/**
 * One reading of what is new in a system, page by page; kept with the exchange.
 *
 * <p>Where the list comes in the watermark's order, each page moves the watermark and, where pages are numbered, the next one
 * is asked from there: a dossier that changes meanwhile moves to the list's end and shifts the numbers of the pages, and
 * would take another one out of sight. A list without order is read to its end, and moves the watermark only then. Where the
 * watermark has a window, time is read stretch by stretch, and a stretch that is over moves the watermark to its end.
 */
public final class Poll {
    private static final int MOST_PAGES = 10_000;

    private final ConnectorDefinition connector;
    private final PollRule rule;
    private final Instant now;
    private @Nullable String kept;
    private @Nullable String keptBefore;
    private boolean heldBack;
    private @Nullable String reached;
    private String asked;
    private @Nullable Instant until;
    private @Nullable String lastInOrder;
    private int page;
    private int pages;
    private String cursor = "";
    private final Set<String> turned = new HashSet<>();
    private List<JsonNode> before = List.of();
    private boolean open = true;
    private @Nullable TryAgainLater stuck;
    private List<JsonNode> listed = List.of();
    private final List<JsonNode> details = new ArrayList<>();
    private final List<BadRecord> withoutDetails = new ArrayList<>();

    Poll(ConnectorDefinition connector, PollRule rule, @Nullable String kept, Instant now) {
        this.connector = connector;
        this.rule = rule;
        this.now = now;
        this.kept = kept;
        this.reached = kept;
        this.asked = rule.reach().asked(kept);
        this.until = rule.reach().until(kept, now);
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

    /** The question for the next page. */
    SystemCall nextPage() {
        return new SystemCall(connector, request(), values());
    }

    private Request request() {
        if (rule.turning() != Turning.LINK || cursor.isEmpty() || !(rule.list() instanceof Request.Http first)) {
            return rule.list();
        }
        HttpCall call = first.call();
        return new Request.Http(
                new HttpCall(call.method(), cursor, call.headers(), call.body(), call.contentType(), call.success()));
    }

    private Map<String, String> values() {
        Map<String, String> values = new HashMap<>();
        values.put("watermark", asked);
        values.put("page", String.valueOf(rule.pages().first() + page));
        values.put("offset", String.valueOf((long) page * rule.pageSize()));
        values.put("cursor", cursor);
        values.put("limit", String.valueOf(rule.pageSize()));
        if (until != null) {
            values.put("until", rule.reach().told(until));
        }
        return values;
    }

    /** Takes a page's records; those that were read before are left out of {@link #records}. */
    void read(SystemAnswer.Content answer, List<JsonNode> all, List<JsonNode> fresh) {
        keptBefore = kept;
        listed = fresh;
        details.clear();
        withoutDetails.clear();
        reached = rule.reach().furthest(reached, answer.tree(), all);
        lastInOrder = page > 0 && lastInOrder == null ? null : rule.reach().lastInOrder(lastInOrder, all);
        boolean movesOn = rule.turning() == Turning.WATERMARK || lastInOrder != null;
        String next = next(answer, all);
        if (next == null || movesOn) {
            kept = reached;
        }
        if (next == null) {
            endStretch();
        } else if (++pages >= MOST_PAGES) {
            open = false;
        } else {
            turnPage(next, all, movesOn);
        }
        before = all;
    }

    /** What the next page is asked for with; null if this was the last. */
    private @Nullable String next(SystemAnswer.Content answer, List<JsonNode> all) {
        return switch (rule.turning()) {
            case WATERMARK, NUMBER -> all.size() < rule.pageSize() ? null : "";
            case CURSOR -> {
                String told = answer.tree()
                        .at(Objects.requireNonNull(rule.pages().cursor()))
                        .asText("");
                yield told.isBlank() || told.equals("null") ? null : told;
            }
            case LINK -> answer.nextLink();
        };
    }

    private void turnPage(String next, List<JsonNode> all, boolean movesOn) {
        String further = rule.reach().asked(reached);
        switch (rule.turning()) {
            case WATERMARK, NUMBER -> {
                if (movesOn && rule.asksByWatermark() && !further.equals(asked)) {
                    asked = further;
                    page = 0;
                    lastInOrder = null;
                } else if (rule.turning() == Turning.WATERMARK) {
                    stickAt(PollProblems.oneWatermark(connector.id(), rule.pageSize()));
                } else if (page > 0 && all.equals(before)) {
                    stickAt(PollProblems.repeats(connector.id()));
                } else {
                    // All that was read bears one watermark, or the list has no order.
                    page++;
                }
            }
            case CURSOR -> turnTo(next);
            case LINK ->
                NextLink.path(next, Objects.requireNonNull(connector.address()), pathAsked())
                        .ifPresentOrElse(this::turnTo, () -> stickAt(PollProblems.linkElsewhere(connector.id())));
        }
    }

    private String pathAsked() {
        return request() instanceof Request.Http http ? http.call().path() : "";
    }

    private void turnTo(String next) {
        if (turned.add(next)) {
            cursor = next;
            page++;
        } else {
            stickAt(PollProblems.repeats(connector.id()));
        }
    }

    private void stickAt(TryAgainLater why) {
        open = false;
        stuck = why;
    }

    /** Ends the reading with this page, and leaves the watermark before it: some of its records are still to be asked for. */
    void holdBack(TryAgainLater why) {
        heldBack = true;
        kept = keptBefore;
        stickAt(why);
    }

    boolean isHeldBack() {
        return heldBack;
    }

    private void endStretch() {
        if (until == null || !until.isBefore(now)) {
            open = false;
            return;
        }
        kept = rule.reach().later(reached, until);
        reached = kept;
        asked = rule.reach().asked(kept);
        until = rule.reach().until(kept, now);
        lastInOrder = null;
        page = 0;
        cursor = "";
        turned.clear();
        open = ++pages < MOST_PAGES;
    }

    /** @throws TryAgainLater if the list does not go on as it should; told after what came is journalled */
    void tellIfStuck() {
        if (stuck != null) {
            throw stuck;
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
