package vn.lienthong.hub.reconciliation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.SystemId;

/** What one comparison finds, written down in groups, so that little of it is in memory. */
final class Findings {
    private static final int GROUP = 200;

    private final Reports reports;
    private final Report report;
    private final @Nullable Report before;
    private final Instant now;
    private final Map<Cause, Long> counts = new EnumMap<>(Cause.class);
    private final List<Difference> group = new ArrayList<>();
    private int number;
    private long persisting;
    long compared;
    long asked;

    Findings(Reports reports, Report report, Instant now) {
        this.reports = reports;
        this.report = report;
        this.before = reports.before(report).orElse(null);
        this.now = now;
    }

    void add(SystemId where, Cause cause, String dossierNo, String there, String hub) {
        counts.merge(cause, 1L, Long::sum);
        if (number >= Reports.MOST) {
            return;
        }
        Optional<Instant> known =
                before == null ? Optional.empty() : reports.since(before.id(), where, cause, dossierNo);
        if (known.isPresent()) {
            persisting++;
        }
        group.add(new Difference(++number, where, cause, dossierNo, there, hub, known.orElse(now), null));
        if (group.size() >= GROUP) {
            flush();
        }
    }

    void flush() {
        if (!group.isEmpty()) {
            reports.add(report.id(), group);
            group.clear();
        }
    }

    Report report() {
        return report;
    }

    Map<Cause, Long> counts() {
        return counts;
    }

    /** How many of them were in the report before as well. */
    long persisting() {
        return persisting;
    }
}
