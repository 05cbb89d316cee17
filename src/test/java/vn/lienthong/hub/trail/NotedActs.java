package vn.lienthong.hub.trail;

import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.lienthong.hub.store.Database;

/** What stands in a trail, for tests of those who note it. */
public final class NotedActs {
    private NotedActs() {}

    /** Every act, chain by chain in order. */
    public static List<Trail.Act> all(Database database) {
        JdbcClient reader = database.reader();
        return ChainRows.chains(reader).stream()
                .flatMap(chain -> ChainRows.page(reader, chain.id(), 1, Long.MAX_VALUE, Integer.MAX_VALUE).stream())
                .flatMap(entry -> entry.acts().stream())
                .toList();
    }

    /**
     * Those about a subject in the order of their times, for acts of one kind that share a commit share an entry: actor, verb,
     * outcome and door, with spaces between.
     */
    public static List<String> about(Database database, String subject) {
        return all(database).stream()
                .filter(act -> act.subject().equals(subject))
                .sorted(Comparator.comparing(Trail.Act::at))
                .map(act -> String.join(" ", act.actor(), act.verb(), act.outcome(), act.door()))
                .toList();
    }
}
