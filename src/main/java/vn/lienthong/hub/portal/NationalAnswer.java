package vn.lienthong.hub.portal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.problem.Problem;

/** What came back when a national-style portal was called. */
sealed interface NationalAnswer {
    /**
     * The portal answered in its own words.
     *
     * @param verdict of the call as a whole
     * @param items of each item that the portal named, by dossier code; an item it does not name shares the whole's
     * @param body the whole answer
     */
    record Said(Verdict verdict, Map<String, Verdict> items, JsonNode body) implements NationalAnswer {
        public Said {
            items = Map.copyOf(items);
        }

        /** Prints no personal data. */
        @Override
        public String toString() {
            return "Said[" + verdict + "]";
        }
    }

    /** The session has ended, so nothing was done. */
    record SessionEnded(Verdict verdict) implements NationalAnswer {}

    /**
     * The portal is down, too slow, or not itself: this says nothing about any dossier.
     *
     * @param patience the time the portal asked for, or null
     * @param mayStillArrive whether the call may be under way in the portal yet
     */
    record Away(Problem problem, @Nullable Duration patience, boolean mayStillArrive) implements NationalAnswer {}

    /**
     * How something went.
     *
     * @param outcome what it means to the hub
     * @param code the portal's own code
     * @param words the portal's own words, without anything like a personal id
     */
    record Verdict(Outcome outcome, String code, String words) {}

    /** What a verdict means to the hub. */
    enum Outcome {
        TAKEN,
        /** "đã tồn tại": it is to be updated. */
        EXISTS,
        /** It is to be added, or there is none. */
        UNKNOWN,
        /** The portal says that it may work later. */
        NOT_NOW,
        REFUSED
    }
}
