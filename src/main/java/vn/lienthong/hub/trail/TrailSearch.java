package vn.lienthong.hub.trail;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.store.Database;

/** Finds who asked or told what, day by day from the newest. */
@Component
public class TrailSearch {
    private static final String FOUND =
            """
            SELECT number, at, actor, verb, outcome, door, subjects, hash FROM trail_entry
            WHERE chain = ? AND number BETWEEN ? AND ? AND actor = COALESCE(CAST(? AS TEXT), actor)
            AND verb = COALESCE(CAST(? AS TEXT), verb) AND subjects LIKE ? ESCAPE '~' ORDER BY number DESC LIMIT ?""";

    private final Database database;

    TrailSearch(Database database) {
        this.database = database;
    }

    /**
     * What is looked for.
     *
     * @param from the first day, in Vietnam
     * @param to the last day
     * @param actor by whom, or null
     * @param verb what was done, or null
     * @param subject on what: all of it, or its first word, such as a dossier's code; null for any
     */
    public record Question(
            LocalDate from, LocalDate to, @Nullable String actor, @Nullable String verb, @Nullable String subject) {
        private String pattern() {
            return subject == null
                    ? "%"
                    : "%" + subject.replace("~", "~~").replace("%", "~%").replace("_", "~_") + "%";
        }

        private boolean isAbout(Trail.Act act) {
            return subject == null
                    || act.subject().equals(subject)
                    || act.subject().startsWith(subject + " ");
        }

        private boolean has(TrailSegment segment) {
            return segment.day().compareTo(from.toString()) >= 0
                    && segment.day().compareTo(to.toString()) <= 0;
        }
    }

    /** The newest acts that were looked for, newest first. */
    public List<Trail.Act> find(Question asked, int most) {
        JdbcClient reader = database.reader();
        List<Trail.Act> found = new ArrayList<>();
        for (ChainRows.Chain chain : ChainRows.chains(reader)) {
            List<Trail.Act> here = new ArrayList<>();
            List<TrailSegment> days = ChainRows.segments(reader, chain.id());
            for (int i = days.size() - 1; i >= 0 && here.size() < most; i--) {
                if (asked.has(days.get(i))) {
                    here.addAll(find(chain.id(), days.get(i), asked, most));
                }
            }
            found.addAll(here);
        }
        return found.stream()
                .sorted(Comparator.comparing(Trail.Act::at).reversed())
                .limit(most)
                .toList();
    }

    private List<Trail.Act> find(long chain, TrailSegment day, Question asked, int most) {
        long last = day.end() == null ? Long.MAX_VALUE : day.end().last();
        return database
                .reader()
                .sql(FOUND)
                .params(chain, day.first(), last, asked.actor, asked.verb, asked.pattern(), most)
                .query((row, number) -> ChainRows.entry(row).acts())
                .list()
                .stream()
                .flatMap(List::stream)
                .filter(asked::isAbout)
                .toList();
    }

    /** Every day of every chain, with its digest if it is closed. */
    public List<TrailSegment> days() {
        JdbcClient reader = database.reader();
        return ChainRows.chains(reader).stream()
                .flatMap(chain -> ChainRows.segments(reader, chain.id()).stream())
                .toList();
    }
}
