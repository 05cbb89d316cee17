package vn.lienthong.hub.agency.call;

import com.fasterxml.jackson.databind.JsonNode;

/** What a system answered to a {@link SystemCall}; all else is a {@link vn.lienthong.hub.problem.ProblemException}. */
public sealed interface SystemAnswer {
    /** The answer's content, as a tree. */
    record Content(JsonNode tree) implements SystemAnswer {
        /** Prints no personal data. */
        @Override
        public String toString() {
            return "Content[…]";
        }
    }

    /** The system said that it has no such thing. */
    record NotFound() implements SystemAnswer {}
}
