package vn.lienthong.hub.draft;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that a contract says one can ask.
 *
 * @param name as the contract calls it
 * @param about what the contract says of it; may be empty
 * @param inputs the names of the values in the question
 * @param answer an invented answer, as the hub reads it; null where there is none
 * @param sample the same as the system would send it
 * @param listed whether something in the answer repeats
 * @param words the values that a field of the answer may have, by its name, where the contract tells them
 */
record Offer(
        String name,
        String about,
        List<String> inputs,
        @Nullable JsonNode answer,
        String sample,
        boolean listed,
        Map<String, List<String>> words,
        Question question) {

    /** Whether both are of one operation. */
    boolean isOfTheSame(Offer other) {
        return name.equals(other.name);
    }

    /** How it is asked. */
    sealed interface Question {
        /** @param body the one element, with invented values */
        record Soap(String contract, String path, String action, String version, String body) implements Question {}

        /**
         * It is the system that asks: its question holds the records.
         *
         * @param answer the one element that it is answered with, with invented values; empty for none
         */
        record Told(String contract, String answer) implements Question {}

        /** @param body JSON with invented values, or null */
        record Rest(String method, String path, List<String> query, @Nullable JsonNode body) implements Question {}
    }
}
