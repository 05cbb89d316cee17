package vn.lienthong.hub.simulator;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How a simulator misbehaves, as {@code POST /control/faults} sets it; a member left out is off. A number after
 * "every" counts requests, records or changes: 3 means each third.
 *
 * @param delayMs how long each answer waits
 * @param failEvery requests that fail, in the protocol's own way; for files, a broken file comes first
 * @param repeatEvery records told twice
 * @param disorder records told out of order, within a page, a push or a file
 * @param down connections are closed without an answer, nothing is pushed or dropped
 * @param garbage answers, pushes and files that are no JSON, XML or CSV
 * @param loseAnswerEvery requests that are carried out and whose answer is lost
 * @param refuseEvery submissions that are refused in the system's own way, and not taken; systems that are played from their
 *     connectors only
 * @param slowWriteMs how long a file takes, written in place under its own name; files only
 * @param unmappedEvery changes with a code outside the agreed list
 * @param badDateEvery changes with a time that is none
 * @param missingFieldEvery changes without a time
 * @param jumpEvery changes to a status that is not expected next
 * @param regressEvery changes back to the first status
 */
public record Faults(
        @JsonProperty int delayMs,
        @JsonProperty int failEvery,
        @JsonProperty int repeatEvery,
        @JsonProperty boolean disorder,
        @JsonProperty boolean down,
        @JsonProperty boolean garbage,
        @JsonProperty int loseAnswerEvery,
        @JsonProperty int refuseEvery,
        @JsonProperty int slowWriteMs,
        @JsonProperty int unmappedEvery,
        @JsonProperty int badDateEvery,
        @JsonProperty int missingFieldEvery,
        @JsonProperty int jumpEvery,
        @JsonProperty int regressEvery) {
    /** Good behaviour. */
    public static final Faults NONE = new Faults(0, 0, 0, false, false, false, 0, 0, 0, 0, 0, 0, 0, 0);
}
