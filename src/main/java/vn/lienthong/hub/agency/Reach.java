package vn.lienthong.hub.agency;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far a poll has read, by its connector's watermark: which value to ask with, and how far a page goes. */
sealed interface Reach permits AnswerReach, RowReach {
    /** The value to ask with, given what is kept. */
    String asked(@Nullable String kept);

    /**
     * Where the stretch of time ends that begins at what is kept; null where all that is new is asked for at once.
     *
     * @throws vn.lienthong.hub.problem.TryAgainLater if the initial value is no date
     */
    @Nullable
    Instant until(@Nullable String kept, Instant now);

    /** A time as the system is asked with it. */
    String told(Instant time);

    /** The later of what was reached and a time, as it is kept. */
    String later(@Nullable String reached, Instant time);

    /** How far the answer goes beyond what is kept; null where nothing was read yet. */
    @Nullable
    String furthest(@Nullable String kept, JsonNode answer, List<JsonNode> records);

    /**
     * The last record's watermark, where the records are listed from the lowest to the highest.
     *
     * @param before the last one of the page before, or null
     * @return null where the order is another, or is not known
     */
    @Nullable
    String lastInOrder(@Nullable String before, List<JsonNode> records);

    /** Whether what was read goes further than a watermark; false where that is not known. */
    boolean isBeyond(String limit, JsonNode answer, List<JsonNode> records);
}
