package vn.lienthong.hub.deadletter;

import vn.lienthong.hub.retention.Ageing;
import vn.lienthong.hub.store.Database;

/** Dead letters as the benchmark of retention needs them. */
public record LettersOfAYear(DeadLetters letters, Ageing ageing) {
    public static LettersOfAYear in(Database database) {
        return new LettersOfAYear(new JdbcDeadLetters(database), new ClosedLetterAgeing(database));
    }
}
