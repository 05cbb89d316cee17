package vn.lienthong.hub.agency.call;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What a system answered to a {@link SystemCall}; all else is a {@link vn.lienthong.hub.problem.ProblemException}. */
public sealed interface SystemAnswer {
    /**
     * The answer's content, as a tree.
     *
     * @param nextLink the address that the header {@code Link} tells as the next page's, as it is written; null for none
     */
    record Content(JsonNode tree, @Nullable String nextLink) implements SystemAnswer {
        public Content(JsonNode tree) {
            this(tree, null);
        }

        /** Prints no personal data. */
        @Override
        public String toString() {
            return "Content[…]";
        }
    }

    /** The system said that it has no such thing. */
    record NotFound() implements SystemAnswer {}
}
